/* test-faults.c - what goes wrong on demand, and what becomes of the connection then
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "peer.h"

#include "sim-throttle.h"

static const char *
header (const Answer *answer, const char *name)
{
  return soup_message_headers_get_list (soup_message_get_response_headers (answer->message), name);
}

static Answer
get_own (Peer *peer)
{
  g_autofree char *body = peer_get_oof (ADMIN);

  return peer_ask (peer, NULL, body);
}

/* Turns the main loop until so many are in work, for at most ten seconds. */
static void
wait_for (Peer *peer, guint n)
{
  gint64 end_us = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (sim_counters_at_once (peer->world->counters) != n && g_get_monotonic_time () < end_us)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (sim_counters_at_once (peer->world->counters), ==, n);
}

/* What becomes of GetUserOofSettings under each rule. */
static void
test_actions (void)
{
  static const struct
  {
    const char *action;
    guint status; /* 0: no answer at all */
    const char *code;
    const char *header;
    const char *value;
  } rows[] = {
    { "\"status\": 503, \"retry_after\": 7", 503, "", "Retry-After", "7" },
    { "\"status\": 401, \"www_authenticate\": \"NTLM\"", 401, "", "WWW-Authenticate", "NTLM" },
    { "\"fault\": \"ErrorServerBusy\", \"backoff_ms\": 2000", 500, "ErrorServerBusy", NULL, NULL },
    { "\"response_error\": \"ErrorConnectionFailed\"", 200, "ErrorConnectionFailed", NULL, NULL },
    { "\"redirect\": \"https://x.example/\"", 302, "", "Location", "https://x.example/" },
    { "\"slow_ms\": 5", 200, "NoError", NULL, NULL },
    { "\"reset\": true", 0, "", NULL, NULL },
    { "\"reset\": true, \"executed\": true", 0, "", NULL, NULL },
    { "\"cut_after\": 100", 0, "", NULL, NULL },
    { "\"garbage\": \"truncated\"", 0, "", NULL, NULL },
    { "\"garbage\": \"not-http\"", 0, "", NULL, NULL },
    { "\"garbage\": \"huge-header\"", 0, "", NULL, NULL },
    { "\"garbage\": \"login-redirect\"", 302, "", "Location",
      "/owa/auth/logon.aspx?replaceCurrent=1" },
    { "\"garbage\": \"html-page\"", 200, "", "Content-Type", "text/html; charset=utf-8" },
    { "\"garbage\": \"entity-bomb\"", 200, "", NULL, NULL },
    { "\"garbage\": \"unknown-state\"", 200, "NoError", NULL, NULL },
    { "\"garbage\": \"empty\"", 200, "", NULL, NULL },
  };
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (Answer) answer = { 0 };
    g_autofree char *code = NULL;

    g_test_message ("%s", rows[i].action);
    peer_set_fault (peer, "\"operation\": \"GetUserOofSettings\"", rows[i].action);
    answer = get_own (peer);
    code = peer_code (&answer);
    g_assert_cmpuint (answer.status, ==, rows[i].status);
    g_assert_cmpstr (code, ==, rows[i].code);
    g_assert_cmpint (answer.error != NULL, ==, rows[i].status == 0);
    if (rows[i].header != NULL)
      g_assert_cmpstr (header (&answer, rows[i].header), ==, rows[i].value);
  }
  {
    g_auto (Answer) counters = peer_control (peer, "GET", "/counters", NULL);

    g_assert_nonnull (strstr (counters.text, "\"at_once\":0"));
  }
}

/* Which of the requests a rule means. */
static void
test_matches (void)
{
  static const struct
  {
    const char *match;
    const char *hit; /* of six requests */
  } rows[] = {
    { "", "xxxxxx" },
    { "\"nth\": 3", "..x..." },
    { "\"from\": 2, \"to\": 4", ".xxx.." },
    { "\"from\": 5", "....xx" },
    { "\"every\": 3", "..x..x" },
    { "\"operation\": \"GetFolder\"", "......" },
    { "\"mailbox\": \"OOFadmin@corp.example\"", "xxxxxx" },
    { "\"mailbox\": \"other@corp.example\"", "......" },
  };
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) hit = g_string_new (NULL);

    peer_set_fault (peer, rows[i].match, "\"status\": 503");
    for (guint k = 0; k < 6; k++) {
      g_auto (Answer) answer = get_own (peer);

      g_string_append_c (hit, answer.status == 503 ? 'x' : '.');
    }
    g_test_message ("%s", rows[i].match);
    g_assert_cmpstr (hit->str, ==, rows[i].hit);
  }
}

/* A reset after the work: the client cannot know that it was done. */
static void
test_executed (void)
{
  static const char set[] =
      "<m:SetUserOofSettingsRequest><t:Mailbox><t:Address>" ADMIN
      "</t:Address></t:Mailbox><t:UserOofSettings><t:OofState>Enabled</t:OofState>"
      "<t:ExternalAudience>None</t:ExternalAudience><t:InternalReply><t:Message>in</t:Message>"
      "</t:InternalReply></t:UserOofSettings></m:SetUserOofSettingsRequest>";
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });

  for (guint is_executed = 0; is_executed < 2; is_executed++) {
    peer_set_fault (peer, "\"operation\": \"SetUserOofSettings\"",
                    is_executed ? "\"reset\": true, \"executed\": true" : "\"reset\": true");
    {
      g_auto (Answer) answer = peer_ask (peer, NULL, set);
      g_autoptr (OofState) state = sim_world_read (peer->world, SIM_ADMIN);

      g_assert_cmpuint (answer.status, ==, 0);
      g_assert_cmpint (state->mode, ==, is_executed ? OOF_MODE_ON : OOF_MODE_OFF);
    }
  }
}

/* With as many in work as there may be, one more is refused. */
static void
test_at_once (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .character = SIM_CHARACTER_THROTTLING });
  g_autofree char *authorization = peer_basic (ADMIN, peer_password (peer));
  g_autofree char *body = peer_get_oof (ADMIN);
  g_autofree char *envelope = peer_envelope (VERSION, body);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SoupMessage *messages[SIM_THROTTLE_AT_ONCE];
  GAsyncResult *results[G_N_ELEMENTS (messages)] = { NULL };

  peer_set_fault (peer, "", "\"slow_ms\": 60000");
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++) {
    messages[i] = peer_post (peer, authorization, envelope);
    peer_begin (peer, messages[i], cancellable, &results[i]);
  }
  wait_for (peer, G_N_ELEMENTS (messages));
  {
    g_auto (Answer) answer = get_own (peer);
    g_autofree char *code = peer_code (&answer);

    g_assert_cmpstr (code, ==, "ErrorExceededConnectionCount");
    g_assert_cmpuint (answer.status, ==, 500);
  }
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++) {
    g_auto (Answer) answer = peer_end (peer, messages[i], &results[i]);

    g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
}

/* The client goes while the answer is held back, or never comes. */
static void
test_gone (void)
{
  static const char *const actions[] = { "\"slow_ms\": 50", "\"garbage\": \"silence\"",
                                         "\"garbage\": \"huge\", \"slow_ms\": 50" };
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .latency_ms = 20 });
  g_autofree char *authorization = peer_basic (ADMIN, peer_password (peer));
  g_autofree char *body = peer_get_oof (ADMIN);
  g_autofree char *envelope = peer_envelope (VERSION, body);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    SoupMessage *message = peer_post (peer, authorization, envelope);
    GAsyncResult *result = NULL;

    g_test_message ("%s", actions[i]);
    peer_set_fault (peer, "", actions[i]);
    peer_begin (peer, message, cancellable, &result);
    wait_for (peer, 1);
    g_cancellable_cancel (cancellable);
    {
      g_auto (Answer) answer = peer_end (peer, message, &result);

      g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
    wait_for (peer, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/faults/actions", test_actions);
  g_test_add_func ("/sim/faults/matches", test_matches);
  g_test_add_func ("/sim/faults/executed", test_executed);
  g_test_add_func ("/sim/faults/at-once", test_at_once);
  g_test_add_func ("/sim/faults/gone", test_gone);
  return g_test_run ();
}
