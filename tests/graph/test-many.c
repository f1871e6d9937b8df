/* test-many.c - several mailboxes in a request: what is sent, and who is asked alone
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-many.h"
#include "talk.h"

#define PART(id, status, rest) "{\"id\":\"" id "\",\"status\":" status rest "}"
#define ERROR(code) ",\"body\":{\"error\":{\"code\":\"" code "\",\"message\":\"m\"}}"
#define ON ",\"body\":{\"status\":\"alwaysEnabled\",\"externalAudience\":\"all\"}"
#define SETTINGS "/mailboxSettings/automaticRepliesSetting"

static void
test_get (void)
{
  static const TalkLine lines[] = {
    { "POST /$batch",
      "{\"requests\":[{\"id\":\"0\",\"method\":\"GET\",\"url\":\"/users/ann%40x.example" SETTINGS
      "\"},{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users/old%40x.example" SETTINGS
      "\"},{\"id\":\"2\",\"method\":\"GET\",\"url\":\"/users/cid%40x.example" SETTINGS "\"}]}",
      200,
      "{\"responses\":[" PART ("2", "200", "") "," PART ("0", "200", ON) "," PART (
          "1", "404", ERROR ("ResourceNotFound")) "]}",
      NULL },
    /* Another name: asked alone, and once it is known by its own. */
    { "GET /users/old%40x.example" SETTINGS, NULL, 404,
      "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"m\"}}", NULL },
    { NULL, NULL, 200, "{\"value\":[{\"id\":\"id-9\"}]}", NULL },
    { "GET /users/id-9" SETTINGS, NULL, 200,
      "{\"status\":\"disabled\",\"externalAudience\":\"none\"}", NULL },
  };
  ExchangeItem items[] = { { .mailbox = "ann@x.example" },
                           { .mailbox = "no address" },
                           { .mailbox = "old@x.example" },
                           { .mailbox = "cid@x.example" } };
  g_autoptr (GError) error = NULL;
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_true (graph_many_get (talk.call, talk.server, items, 4, &error));
  g_assert_no_error (error);
  g_assert_cmpint (items[0].held->mode, ==, OOF_MODE_ON);
  g_assert_cmpstr (base_error_facts (items[1].error)->reason, ==, "bad-address");
  g_assert_cmpint (items[2].held->mode, ==, OOF_MODE_OFF);
  g_assert_error (items[3].error, BASE_ERROR, BASE_ERROR_PROTOCOL); /* the answer is empty */
  for (guint i = 0; i < 4; i++)
    exchange_item_clear (&items[i]);
  talk_end (&talk);
}

static void
test_set (void)
{
  static const TalkLine lines[] = {
    { "POST /$batch",
      "{\"requests\":[{\"id\":\"0\",\"method\":\"PATCH\",\"url\":\"/users/ann%40x.example/"
      "mailboxSettings\",\"headers\":{\"Content-Type\":\"application/json\"},\"body\":{"
      "\"automaticRepliesSetting\":{\"status\":\"alwaysEnabled\",\"externalAudience\":\"all\","
      "\"internalReplyMessage\":\"in\",\"externalReplyMessage\":\"out\"}}},{\"id\":\"1\","
      "\"method\":\"PATCH\",\"url\":\"/users/bob%40x.example/mailboxSettings\",\"headers\":{"
      "\"Content-Type\":\"application/json\"},\"body\":{\"automaticRepliesSetting\":{"
      "\"status\":\"alwaysEnabled\",\"externalAudience\":\"all\",\"internalReplyMessage\":\"in\","
      "\"externalReplyMessage\":\"out\"}}}]}",
      200,
      "{\"responses\":[" PART ("1", "429", ",\"headers\":{\"Retry-After\":\"4\"}") "," PART (
          "0", "200", ",\"headers\":{\"request-id\":\"own\"}" ON) "]}",
      NULL },
  };
  g_autoptr (OofState) on = oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, "in", "out");
  ExchangeItem items[] = { { .mailbox = "ann@x.example", .wanted = on },
                           { .mailbox = "bob@x.example", .wanted = on } };
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_true (graph_many_set (talk.call, talk.server, items, 2, NULL));
  g_assert_no_error (items[0].error);
  g_assert_cmpstr (items[0].reading.request_id, ==, "own");
  g_assert_error (items[1].error, BASE_ERROR, BASE_ERROR_THROTTLED);
  g_assert_cmpuint (base_error_facts (items[1].error)->wait_ms, ==, 4000);
  for (guint i = 0; i < 2; i++)
    exchange_item_clear (&items[i]);
  talk_end (&talk);
}

/* An answer that is not there, one that is there twice and contradicts itself, and one for nobody:
 * each of ours has one end, and the one that nothing was said of is told from a refusal. */
static void
test_odd_answers (void)
{
  static const TalkLine lines[] = {
    { "POST /$batch", NULL, 200,
      "{\"responses\":[" PART ("2", "200", ON) "," PART ("2", "429", "") "," PART (
          "7", "200", ON) "," PART ("-1", "200",
                                    ON) "," PART ("x", "200",
                                                  ON) ",{\"status\":200},[],"
                                                      "null," PART ("0", "403",
                                                                    ERROR ("ErrorAccess"
                                                                           "Denied")) "]}",
      NULL },
  };
  g_autoptr (OofState) on = oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, "in", "out");
  ExchangeItem items[] = { { .mailbox = "ann@x.example", .wanted = on },
                           { .mailbox = "bob@x.example", .wanted = on },
                           { .mailbox = "cid@x.example", .wanted = on } };
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_true (graph_many_set (talk.call, talk.server, items, 3, NULL));
  g_assert_error (items[0].error, BASE_ERROR, BASE_ERROR_FORBIDDEN);
  g_assert_cmpstr (base_error_facts (items[1].error)->reason, ==, "batch-missing");
  g_assert_no_error (items[2].error);
  for (guint i = 0; i < 3; i++)
    exchange_item_clear (&items[i]);
  talk_end (&talk);
}

/* Graph takes 4 MB: long texts go in several requests, and what of them fails is told apart. */
static void
test_long_texts (void)
{
  static const TalkLine lines[] = {
    { "POST /$batch", NULL, 200,
      "{\"responses\":[" PART ("0", "200", ON) "," PART ("1", "200", ON) "]}", NULL },
    { "POST /$batch", NULL, 0, NULL, NULL },
  };
  g_autofree char *text = g_strnfill (900 * 1024, 'x');
  g_autoptr (OofState) on = oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, text, "");
  ExchangeItem items[] = { { .mailbox = "ann@x.example", .wanted = on },
                           { .mailbox = "bob@x.example", .wanted = on },
                           { .mailbox = "cid@x.example", .wanted = on } };
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_true (graph_many_set (talk.call, talk.server, items, 3, NULL));
  g_assert_no_error (items[0].error);
  g_assert_no_error (items[1].error);
  g_assert_error (items[2].error, BASE_ERROR, BASE_ERROR_OFFLINE);
  for (guint i = 0; i < 3; i++)
    exchange_item_clear (&items[i]);
  talk_end (&talk);
}

/* The first request is lost: then nothing is known of any of them. */
static void
test_lost (void)
{
  static const TalkLine lines[] = { { "POST /$batch", NULL, 0, NULL, NULL } };
  ExchangeItem item = { .mailbox = "ann@x.example" };
  g_autoptr (GError) error = NULL;
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_false (graph_many_get (talk.call, talk.server, &item, 1, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
  g_assert_no_error (item.error);
  talk_end (&talk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/many/get", test_get);
  g_test_add_func ("/graph/many/set", test_set);
  g_test_add_func ("/graph/many/odd-answers", test_odd_answers);
  g_test_add_func ("/graph/many/long-texts", test_long_texts);
  g_test_add_func ("/graph/many/lost", test_lost);
  return g_test_run ();
}
