/* test-settings.c - a mailbox's settings: what is sent, and what is made of the answers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "graph-oof.h"
#include "talk.h"

#define ANN "/users/ann%40corp.example/mailboxSettings"
#define GET_ANN "GET " ANN "/automaticRepliesSetting"
#define REPLIES(status, rest)                                                                      \
  "{\"status\":\"" status "\",\"externalAudience\":\"contactsOnly\"," rest                         \
  "\"internalReplyMessage\":\"in\",\"externalReplyMessage\":\"out\"}"
#define WINDOW(zone)                                                                               \
  "\"scheduledStartDateTime\":{\"dateTime\":\"2026-07-01T08:00:00.0000000\"" zone "},"             \
  "\"scheduledEndDateTime\":{\"dateTime\":\"2026-12-01T08:00:00.0000000\"" zone "},"

static OofState *
get_one (const char *answer, GError **error)
{
  const TalkLine lines[] = { { GET_ANN, NULL, 200, answer, NULL } };
  Talk talk;
  OofState *state;

  talk_begin (&talk, lines, 1);
  state = graph_oof_get (talk.call, talk.server, "ann@corp.example", NULL, error);
  talk_end (&talk);
  return state;
}

static void
test_get (void)
{
  static const struct
  {
    const char *answer;
    OofMode mode;
    const char *from;
    const char *until;
  } rows[] = {
    { REPLIES ("disabled", WINDOW ("")), OOF_MODE_OFF, NULL, NULL },
    { REPLIES ("alwaysEnabled", ""), OOF_MODE_ON, NULL, NULL },
    { REPLIES ("ALWAYSENABLED", ""), OOF_MODE_ON, NULL, NULL },
    { REPLIES ("Scheduled", WINDOW ("")), OOF_MODE_SCHEDULED, "2026-07-01T08:00:00Z",
      "2026-12-01T08:00:00Z" },
    { REPLIES ("scheduled", WINDOW (",\"timeZone\":\"Europe/Berlin\"")), OOF_MODE_SCHEDULED,
      "2026-07-01T06:00:00Z", "2026-12-01T07:00:00Z" },
    { REPLIES ("scheduled", WINDOW (",\"timeZone\":\"W. Europe Standard Time\"")),
      OOF_MODE_SCHEDULED, "2026-07-01T06:00:00Z", "2026-12-01T07:00:00Z" },
    { REPLIES ("scheduled", WINDOW (",\"timeZone\":\"UTC\"")), OOF_MODE_SCHEDULED,
      "2026-07-01T08:00:00Z", "2026-12-01T08:00:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (OofState) state = get_one (rows[i].answer, &error);
    g_autofree char *from = NULL;
    g_autofree char *until = NULL;

    g_assert_no_error (error);
    g_assert_cmpint (state->mode, ==, rows[i].mode);
    g_assert_cmpint (state->audience, ==, OOF_AUDIENCE_KNOWN);
    g_assert_cmpstr (state->inside, ==, "in");
    g_assert_cmpstr (state->outside, ==, "out");
    from = state->from != NULL ? base_time_format_utc (state->from) : NULL;
    until = state->until != NULL ? base_time_format_utc (state->until) : NULL;
    g_assert_cmpstr (from, ==, rows[i].from);
    g_assert_cmpstr (until, ==, rows[i].until);
  }
}

/* Wrong types, unknown words, texts that no text can hold: never a guess. */
static void
test_odd (void)
{
  static const char *const rows[] = {
    "",
    "{",
    "[]",
    "{}",
    "{\"status\":1,\"externalAudience\":\"all\"}",
    "{\"status\":\"sometimes\",\"externalAudience\":\"all\"}",
    "{\"status\":\"disabled\",\"externalAudience\":null}",
    "{\"status\":\"disabled\",\"externalAudience\":\"everybody\"}",
    "{\"status\":\"disabled\",\"externalAudience\":\"all\",\"internalReplyMessage\":[\"x\"]}",
    "{\"status\":\"disabled\",\"externalAudience\":\"all\",\"internalReplyMessage\":\"a\\u0000b\"}",
    "{\"status\":\"disabled\",\"externalAudience\":\"all\",\"externalReplyMessage\":\"\\ud83d\"}",
    "{\"status\":\"disabled\",\"externalAudience\":\"all\",\"externalReplyMessage\":\"\\ude00\"}",
    "{\"status\":\"disabled\",\"externalAudience\":\"all\",\"externalReplyMessage\":"
    "\"\\ud83d\\n\"}",
    REPLIES ("scheduled", ""),
    REPLIES ("scheduled", "\"scheduledStartDateTime\":\"2026-07-01T08:00:00\","),
    REPLIES ("scheduled", "\"scheduledStartDateTime\":{\"timeZone\":\"UTC\"},"),
    REPLIES ("scheduled", WINDOW (",\"timeZone\":\"Mars/Olympus\"")),
    REPLIES ("scheduled", WINDOW (",\"timeZone\":7")),
    REPLIES ("scheduled", "\"scheduledStartDateTime\":{\"dateTime\":\"soon\"},"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_null (get_one (rows[i], &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  }
}

static void
test_texts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state =
      get_one ("{\"status\":\"disabled\",\"externalAudience\":\"all\",\"internalReplyMessage\":"
               "\"\\ud83d\\ude00\\u00e4\\t\\r\\n\\u0001\\\\u0000 \\\"q\\\"\","
               "\"externalReplyMessage\":null}",
               &error);

  g_assert_no_error (error);
  g_assert_cmpstr (state->inside, ==, "😀ä\t\r\n\001\\u0000 \"q\"");
  g_assert_cmpstr (state->outside, ==, "");
}

static void
test_set (void)
{
  static const TalkLine lines[] = {
    { "PATCH " ANN,
      "{\"automaticRepliesSetting\":{\"status\":\"scheduled\",\"externalAudience\":\"all\","
      "\"scheduledStartDateTime\":{\"dateTime\":\"2026-12-21T16:00:00.0000000\","
      "\"timeZone\":\"UTC\"},"
      "\"scheduledEndDateTime\":{\"dateTime\":\"2027-01-04T07:00:00.0000000\","
      "\"timeZone\":\"UTC\"},"
      "\"internalReplyMessage\":\"<p title=\\\"x\\\">\\\\ \\n\\u0001 ä</p>\","
      "\"externalReplyMessage\":\"\"}}",
      200, "{}", NULL },
    { "PATCH " ANN,
      "{\"automaticRepliesSetting\":{\"status\":\"disabled\",\"externalAudience\":\"none\","
      "\"internalReplyMessage\":\"a\",\"externalReplyMessage\":\"b\"}}",
      200, "{}", NULL },
  };
  g_autoptr (GDateTime) from = g_date_time_new_utc (2026, 12, 21, 16, 0, 0);
  g_autoptr (GDateTime) until = g_date_time_new_utc (2027, 1, 4, 7, 0, 0);
  g_autoptr (OofState) scheduled = oof_state_new (OOF_MODE_SCHEDULED, OOF_AUDIENCE_ALL, from, until,
                                                  "<p title=\"x\">\\ \n\001 ä</p>", "");
  g_autoptr (OofState) off = oof_state_new (OOF_MODE_OFF, OOF_AUDIENCE_NONE, NULL, NULL, "a", "b");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  g_assert_true (
      graph_oof_set (talk.call, talk.server, "ann@corp.example", scheduled, &id, &error));
  g_assert_cmpstr (id, ==, "id-1");
  g_assert_true (graph_oof_set (talk.call, talk.server, "ann@corp.example", off, NULL, &error));
  g_assert_no_error (error);
  talk_end (&talk);
}

/* A refused token is told of, and another tried once. */
static void
test_token (void)
{
  static const TalkLine lines[] = {
    { GET_ANN, NULL, 401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}", NULL },
    { GET_ANN, NULL, 200, REPLIES ("disabled", ""), NULL },
    { GET_ANN, NULL, 401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}", NULL },
    { GET_ANN, NULL, 401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}", NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) state = NULL;
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  state = graph_oof_get (talk.call, talk.server, "ann@corp.example", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (state);
  g_assert_null (graph_oof_get (talk.call, talk.server, "ann@corp.example", NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "graph-token-refused");
  g_assert_cmpstr (base_error_facts (error)->account, ==, "app-1");
  talk_end (&talk);
}

/* The address is not the principal name: found once, and remembered. */
static void
test_other_name (void)
{
  static const char nobody[] = "{\"error\":{\"code\":\"ErrorInvalidUser\"}}";
  static const TalkLine lines[] = {
    { "GET /users/o%27neil%23x%40corp.example/mailboxSettings/automaticRepliesSetting", NULL, 404,
      nobody, NULL },
    { "GET /users?$filter=mail%20eq%20%27o%27%27neil%23x%40corp.example%27%20or%20"
      "proxyAddresses%2Fany%28p%3Ap%20eq%20%27smtp%3Ao%27%27neil%23x%40corp.example%27%29"
      "&$select=id&$top=2",
      NULL, 200, "{\"value\":[{\"id\":\"77\"}]}", NULL },
    { "GET /users/77/mailboxSettings/automaticRepliesSetting", NULL, 200, REPLIES ("disabled", ""),
      NULL },
    { "GET /users/77/mailboxSettings/automaticRepliesSetting", NULL, 200, REPLIES ("disabled", ""),
      NULL },
    { NULL, NULL, 404, nobody, NULL },
    { NULL, NULL, 200, "{\"value\":[]}", NULL },
  };
  g_autoptr (GError) error = NULL;
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  for (int i = 0; i < 2; i++) {
    g_autoptr (OofState) state =
        graph_oof_get (talk.call, talk.server, "o'neil#x@corp.example", NULL, &error);

    g_assert_no_error (error);
    g_assert_nonnull (state);
  }
  g_assert_null (graph_oof_get (talk.call, talk.server, "no@corp.example", NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
  g_assert_cmpstr (base_error_facts (error)->object, ==, "no@corp.example");
  g_clear_error (&error);
  g_assert_null (graph_oof_get (talk.call, talk.server, "../me", NULL, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "bad-address");
  talk_end (&talk);
}

static void
test_zone (void)
{
  static const TalkLine lines[] = {
    { "GET " ANN "/timeZone", NULL, 200, "{\"value\":\"Pacific Standard Time\"}", NULL },
    { "GET " ANN "/timeZone", NULL, 200, "{\"value\":\"Europe/Berlin\"}", NULL },
    { "GET " ANN "/timeZone", NULL, 200, "{\"value\":\"Customized Time Zone\"}", NULL },
    { "GET " ANN "/timeZone", NULL, 200, "{}", NULL },
    { "GET " ANN "/timeZone", NULL, 200, "{\"value\":1}", NULL },
  };
  static const char *const zones[] = { "America/Los_Angeles", "Europe/Berlin", NULL, NULL, NULL };
  Talk talk;

  talk_begin (&talk, lines, G_N_ELEMENTS (lines));
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *zone = graph_oof_zone (talk.call, talk.server, "ann@corp.example", &error);

    g_assert_cmpstr (zone, ==, zones[i]);
    g_assert_true ((error != NULL) == (i == 4));
  }
  talk_end (&talk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/settings/get", test_get);
  g_test_add_func ("/graph/settings/odd", test_odd);
  g_test_add_func ("/graph/settings/texts", test_texts);
  g_test_add_func ("/graph/settings/set", test_set);
  g_test_add_func ("/graph/settings/token", test_token);
  g_test_add_func ("/graph/settings/other-name", test_other_name);
  g_test_add_func ("/graph/settings/zone", test_zone);
  return g_test_run ();
}
