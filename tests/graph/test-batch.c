/* test-batch.c - batches: answers in any order, each of its own kind, and who is away
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-batch.h"
#include "graph-oof.h"
#include "talk.h"

#define PART(id, status, rest) "{\"id\":\"" id "\",\"status\":" status rest "}"
#define ERROR(code) ",\"body\":{\"error\":{\"code\":\"" code "\",\"message\":\"m\"}}"
#define OFF ",\"body\":{\"status\":\"disabled\",\"externalAudience\":\"all\"}"
#define ON ",\"body\":{\"status\":\"alwaysEnabled\",\"externalAudience\":\"all\"}"

static void
fill (GraphPart *parts, guint n)
{
  for (guint i = 0; i < n; i++)
    parts[i] = (GraphPart){ .path = g_strdup_printf ("/users/%u", i) };
}

static void
assert_part (const GraphPart *part, BaseErrorCode code, const char *reason, guint64 wait_ms)
{
  g_assert_null (part->answer);
  g_assert_error (part->error, BASE_ERROR, (int) code);
  g_assert_cmpstr (base_error_facts (part->error)->reason, ==, reason);
  g_assert_cmpuint (base_error_facts (part->error)->wait_ms, ==, wait_ms);
}

static void
test_mixed (void)
{
  static const TalkLine lines[] = {
    { "POST /$batch", NULL, 200,
      "{\"responses\":[" PART ("3", "503", ",\"headers\":{\"retry-after\":\"9\"}") "," PART ("0", "200", ",\"headers\":{\"request-id\":\"own\"},\"body\":{\"a\":1}") "," PART (
          "99", "200",
          "") ",7," PART ("2", "429",
                          ",\"headers\":{\"Retry-After\":\"5\"}" ERROR (
                              "TooManyRequests")) "," PART ("1", "404",
                                                            ERROR (
                                                                "MailboxNotEnabledFor"
                                                                "RESTAPI")) "," PART ("0", "500",
                                                                                      "") "," PART ("4",
                                                                                                    "\"200\"",
                                                                                                    "") "]}",
      NULL },
  };
  GraphPart parts[6];
  g_autoptr (GError) error = NULL;
  Talk talk;

  fill (parts, 6);
  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_true (graph_batch (talk.call, talk.server, parts, 6, &error));
  g_assert_no_error (error);
  g_assert_nonnull (parts[0].answer);
  g_assert_cmpstr (parts[0].answer->request_id, ==, "own");
  assert_part (&parts[1], BASE_ERROR_WRONG_SERVER, "mailbox-not-online", 0);
  assert_part (&parts[2], BASE_ERROR_THROTTLED, "online-throttled", 5000);
  assert_part (&parts[3], BASE_ERROR_THROTTLED, "online-throttled", 9000);
  assert_part (&parts[4], BASE_ERROR_PROTOCOL, NULL, 0); /* the status is a text */
  assert_part (&parts[5], BASE_ERROR_PROTOCOL, "batch-missing", 0);
  for (guint i = 0; i < 6; i++)
    graph_part_clear (&parts[i]);
  talk_end (&talk);
}

/* What is sent: ids in order, headers only where there is a body. */
static void
write_body (GString *json, gconstpointer data)
{
  g_string_append (json, "{\"a\":\"b\"}");
}

static void
test_encode (void)
{
  static const TalkLine lines[] = {
    { "POST /$batch",
      "{\"requests\":[{\"id\":\"0\",\"method\":\"GET\",\"url\":\"/users/0\"},"
      "{\"id\":\"1\",\"method\":\"PATCH\",\"url\":\"/users/1\",\"headers\":{\"Content-Type\":"
      "\"application/json\"},\"body\":{\"a\":\"b\"}}]}",
      200, "{\"responses\":[]}", NULL },
  };
  GraphPart parts[2];
  Talk talk;

  fill (parts, 2);
  parts[1].method = "PATCH";
  parts[1].write = write_body;
  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_true (graph_batch (talk.call, talk.server, parts, 2, NULL));
  graph_part_clear (&parts[0]);
  graph_part_clear (&parts[1]);
  talk_end (&talk);
}

/* The token came to its end in the middle: only those parts are asked again. */
static void
test_token (void)
{
  static const TalkLine lines[] = {
    { "POST /$batch", NULL, 200,
      "{\"responses\":[" PART ("1", "401", ERROR ("InvalidAuthenticationToken")) "," PART (
          "0", "200", ",\"body\":{}") "]}",
      NULL },
    { "POST /$batch", "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/users/1\"}]}",
      200, "{\"responses\":[" PART ("1", "200", ",\"body\":{}") "]}", NULL },
  };
  GraphPart parts[2];
  g_autoptr (GError) error = NULL;
  Talk talk;

  fill (parts, 2);
  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_true (graph_batch (talk.call, talk.server, parts, 2, &error));
  g_assert_cmpuint (talk.tokens, ==, 1);
  for (guint i = 0; i < 2; i++) {
    g_assert_no_error (parts[i].error);
    g_assert_nonnull (parts[i].answer);
    graph_part_clear (&parts[i]);
  }
  talk_end (&talk);
}

static void
test_whole (void)
{
  static const struct
  {
    TalkLine line;
    BaseErrorCode code;
  } rows[] = {
    { { NULL, NULL, 503, "", "4" }, BASE_ERROR_THROTTLED },
    { { NULL, NULL, 0, NULL, NULL }, BASE_ERROR_OFFLINE },
    { { NULL, NULL, 200, "", NULL }, BASE_ERROR_PROTOCOL },
    { { NULL, NULL, 200, "<html>", NULL }, BASE_ERROR_PROTOCOL },
    { { NULL, NULL, 200, "{\"responses\":{}}", NULL }, BASE_ERROR_PROTOCOL },
    { { NULL, NULL, 302, "", NULL }, BASE_ERROR_WRONG_SERVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    GraphPart parts[1];
    g_autoptr (GError) error = NULL;
    Talk talk;

    fill (parts, 1);
    talk_begin (&talk, &rows[i].line, 1);
    g_assert_false (graph_batch (talk.call, talk.server, parts, 1, &error));
    g_assert_error (error, BASE_ERROR, (int) rows[i].code);
    g_assert_null (parts[0].answer);
    graph_part_clear (&parts[0]);
    talk_end (&talk);
  }
}

static void
note_cb (const ExchangeAway *away, gpointer data)
{
  g_string_append_printf (data, "%s=%s ", away->mail,
                          !away->is_known ? "?"
                          : away->is_away ? "away"
                                          : "here");
}

static void
test_look (void)
{
  static const TalkLine lines[] = {
    { "POST /$batch", NULL, 200,
      "{\"responses\":[" PART ("2", "429", ",\"headers\":{\"Retry-After\":\"0\"}") "," PART (
          "1", "200", ON) "," PART ("0", "200", OFF) "," PART ("3", "404", ERROR ("x")) "]}",
      NULL },
    { "POST /$batch", NULL, 200, "{\"responses\":[" PART ("0", "200", ON) "]}", NULL },
  };
  static const char *const mailboxes[] = { "a@x.example", "b@x.example", "no address",
                                           "c@x.example", "d@x.example", NULL };
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_true (graph_oof_look (talk.call, talk.server, mailboxes, note_cb, told, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (told->str, ==,
                   "no address=? a@x.example=here b@x.example=away d@x.example=? "
                   "c@x.example=away ");
  talk_end (&talk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/batch/mixed", test_mixed);
  g_test_add_func ("/graph/batch/encode", test_encode);
  g_test_add_func ("/graph/batch/token", test_token);
  g_test_add_func ("/graph/batch/whole", test_whole);
  g_test_add_func ("/graph/batch/look", test_look);
  return g_test_run ();
}
