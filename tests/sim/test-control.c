/* test-control.c - the control port
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "peer.h"

static void
test_token (void)
{
  static const char *const authorizations[] = { NULL, "Bearer", "Bearer x", "Basic eDp5" };
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  g_autofree char *url =
      g_strdup_printf ("http://127.0.0.1:%d/shutdown", sim_control_port (peer->control));

  for (guint i = 0; i < G_N_ELEMENTS (authorizations); i++) {
    SoupMessage *message = soup_message_new ("POST", url);
    g_auto (Answer) answer = { 0 };

    if (authorizations[i] != NULL)
      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    authorizations[i]);
    answer = peer_send (peer, message);
    g_assert_cmpuint (answer.status, ==, 401);
  }
  g_assert_false (peer->is_stopped);
  {
    g_auto (Answer) answer = peer_control (peer, "POST", "/shutdown", NULL);

    g_assert_cmpuint (answer.status, ==, 200);
  }
  g_assert_true (peer->is_stopped);
}

/* Each odd request is 400 or 404 with words, and changes nothing. */
static void
test_odd (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    const char *json;
    guint status;
  } rows[] = {
    { "GET", "/", NULL, 404 },
    { "PUT", "/faults", "{}", 404 },
    { "POST", "/faults", "{", 400 },
    { "POST", "/faults", "[]", 400 },
    { "POST", "/faults", "{}", 400 },
    { "POST", "/faults", "{\"faults\": {}}", 400 },
    { "POST", "/faults", "{\"faults\": [1]}", 400 },
    { "POST", "/faults", "{\"faults\": [{}]}", 400 },
    { "POST", "/faults", "{\"faults\": [{\"action\": {}}]}", 400 },
    { "POST", "/faults", "{\"faults\": [{\"action\": {\"reset\": true, \"status\": 500}}]}", 400 },
    { "POST", "/faults", "{\"faults\": [{\"action\": {\"garbage\": \"rubbish\"}}]}", 400 },
    { "POST", "/faults", "{\"faults\": [{\"action\": {\"fault\": \"a b\"}}]}", 400 },
    { "POST", "/faults", "{\"faults\": [{\"action\": {\"redirect\": \"a\\r\\nb: c\"}}]}", 400 },
    { "POST", "/faults", "{\"faults\": [{\"action\": {\"status\": 99}}]}", 400 },
    { "POST", "/faults", "{\"faults\": [{\"action\": {\"status\": \"x\"}}]}", 400 },
    { "POST", "/faults", "{\"faults\": [{\"action\": {\"slow_ms\": -1}}]}", 400 },
    { "POST", "/faults", "{\"faults\": [{\"match\": {\"nth\": 0}, \"action\": {\"reset\": true}}]}",
      400 },
    { "POST", "/faults",
      "{\"faults\": [{\"match\": {\"mailbox\": 1}, \"action\": {\"reset\": true}}]}", 400 },
    { "POST", "/faults", "{\"faults\": [{\"match\": [], \"action\": {\"reset\": true}}]}", 400 },
    { "POST", "/faults", "{\"faults\": [{\"when\": {}, \"action\": {\"reset\": true}}]}", 400 },
    { "POST", "/clock", "{\"now\": \"yesterday\"}", 400 },
    { "POST", "/clock", "{}", 400 },
    { "GET", "/mailbox", NULL, 400 },
    { "GET", "/mailbox?address=nobody@corp.example", NULL, 400 },
    { "POST", "/mailbox", "{\"address\": \"" ADMIN "\", \"state\": \"maybe\"}", 400 },
    { "POST", "/mailbox", "{\"address\": \"" ADMIN "\", \"from\": \"maybe\"}", 400 },
    { "POST", "/mailbox", "{\"state\": \"on\"}", 400 },
  };
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (Answer) answer = peer_control (peer, rows[i].method, rows[i].path, rows[i].json);

    g_test_message ("%s %s %s", rows[i].method, rows[i].path, rows[i].json);
    g_assert_cmpuint (answer.status, ==, rows[i].status);
    g_assert_nonnull (strstr (answer.text, "{\"error\":\""));
  }
  g_assert_cmpuint (sim_faults_count (peer->world->faults), ==, 0);
}

/* A window ends when the clock passes it, as the mail tips show. */
static void
test_clock (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  g_auto (Answer) clock =
      peer_control (peer, "POST", "/clock", "{\"now\": \"2031-05-06T12:00:00Z\"}");
  g_auto (Answer) set = peer_control (
      peer, "POST", "/mailbox",
      "{\"address\": \"" ADMIN "\", \"state\": \"scheduled\", \"from\": \"2031-05-06T00:00:00Z\", "
      "\"until\": \"2031-05-07T00:00:00Z\", \"inside\": \"away\", \"audience\": \"none\"}");
  g_auto (Answer) get = peer_control (peer, "GET", "/mailbox?address=" ADMIN, NULL);

  g_assert_nonnull (strstr (clock.text, "\"2031-05-06T12:00:0"));
  g_assert_cmpstr (set.text, ==, get.text);
  g_assert_nonnull (strstr (get.text, "\"state\":\"scheduled\",\"audience\":\"none\",\"from\":"
                                      "\"2031-05-06T00:00:00Z\",\"until\":\"2031-05-07T00:00:00Z\","
                                      "\"inside\":\"away\",\"outside\":\"\""));
  for (guint day = 6; day <= 7; day++) {
    g_autofree char *json = g_strdup_printf ("{\"now\": \"2031-05-0%uT23:00:00Z\"}", day);
    g_auto (Answer) moved = peer_control (peer, "POST", "/clock", json);
    g_auto (Answer) tips = peer_ask (
        peer, NULL,
        "<m:GetMailTips><m:SendingAs><t:EmailAddress>" ADMIN
        "</t:EmailAddress></m:SendingAs><m:Recipients><t:Mailbox><t:EmailAddress>" ADMIN
        "</t:EmailAddress></t:Mailbox></m:Recipients><m:MailTipsRequested>OutOfOfficeMessage"
        "</m:MailTipsRequested></m:GetMailTips>");

    g_assert_cmpuint (moved.status, ==, 200);
    g_assert_cmpint (strstr (tips.text, "<t:Message>away<") != NULL, ==, day == 6);
  }
}

static gint64
counter (Peer *peer, const char *name)
{
  g_auto (Answer) answer = peer_control (peer, "GET", "/counters", NULL);
  g_autoptr (JsonNode) root = json_from_string (answer.text, NULL);

  return json_object_get_int_member (json_node_get_object (root), name);
}

static void
test_counters (void)
{
  static const char set[] =
      "<m:SetUserOofSettingsRequest><t:Mailbox><t:Address>" ADMIN
      "</t:Address></t:Mailbox><t:UserOofSettings><t:OofState>Disabled</t:OofState>"
      "<t:ExternalAudience>None</t:ExternalAudience></t:UserOofSettings>"
      "</m:SetUserOofSettingsRequest>";
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });

  for (guint i = 0; i < 3; i++) {
    g_auto (Answer) answer = peer_ask (peer, NULL, set);

    g_assert_cmpuint (answer.status, ==, 200);
  }
  {
    g_auto (Answer) unknown = peer_ask (peer, NULL, "<m:Surprise/>");
    g_auto (Answer) counters = peer_control (peer, "GET", "/counters", NULL);

    g_assert_cmpuint (unknown.status, ==, 500);
    g_assert_nonnull (strstr (counters.text, "\"SetUserOofSettings\":3"));
    g_assert_nonnull (strstr (counters.text, "\"other\":1"));
    g_assert_null (strstr (counters.text, "Surprise"));
  }
  g_assert_cmpint (counter (peer, "requests"), ==, 4);
  g_assert_cmpint (counter (peer, "writes"), ==, 3);
  g_assert_cmpint (counter (peer, "mailboxes_written"), ==, 1);
  g_assert_cmpint (counter (peer, "mailboxes_written_twice"), ==, 1);
  g_assert_cmpint (counter (peer, "peak_at_once"), ==, 1);
  g_assert_cmpint (counter (peer, "at_once"), ==, 0);
  g_assert_cmpint (counter (peer, "connections"), >=, 1);
  {
    g_auto (Answer) reset = peer_control (peer, "DELETE", "/counters", NULL);

    g_assert_cmpuint (reset.status, ==, 200);
  }
  g_assert_cmpint (counter (peer, "requests"), ==, 0);
  g_assert_cmpint (counter (peer, "mailboxes_written"), ==, 0);
}

/* Only impersonated requests need the header, and it has to name the same mailbox. */
static void
test_anchor (void)
{
  static const struct
  {
    const char *impersonated;
    const char *anchor;
    gint64 n; /* counted so far */
  } rows[] = {
    { "", NULL, 0 },
    { ADMIN, ADMIN, 0 },
    { ADMIN, "OOFAdmin@corp.example", 0 },
    { ADMIN, NULL, 1 },
    { ADMIN, "other@corp.example", 2 },
  };
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  g_autofree char *authorization = peer_basic (ADMIN, peer_password (peer));
  g_autofree char *body = peer_get_oof (ADMIN);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *header = g_strconcat (
        VERSION "<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>", rows[i].impersonated,
        "</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>", NULL);
    g_autofree char *envelope =
        peer_envelope (*rows[i].impersonated != '\0' ? header : VERSION, body);
    SoupMessage *message = peer_post (peer, authorization, envelope);
    g_auto (Answer) answer = { 0 };

    if (rows[i].anchor != NULL)
      soup_message_headers_append (soup_message_get_request_headers (message), "X-AnchorMailbox",
                                   rows[i].anchor);
    answer = peer_send (peer, message);
    g_test_message ("row %u", i);
    g_assert_cmpuint (answer.status, ==, 200);
    g_assert_cmpint (counter (peer, "unanchored"), ==, rows[i].n);
  }
}

/* The last ones only, and never what somebody logged in with. */
static void
test_log (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .log_bodies = 2 });
  g_autofree char *password = peer_basic (ADMIN, peer_password (peer));

  for (guint i = 0; i < 4; i++) {
    g_autofree char *mailbox = g_strdup_printf ("m%u@corp.example", i);
    g_autofree char *body = peer_get_oof (mailbox);
    g_auto (Answer) answer = peer_ask (peer, NULL, body);

    g_assert_cmpuint (answer.status, ==, 500);
  }
  {
    g_auto (Answer) log = peer_control (peer, "GET", "/log", NULL);

    g_assert_null (strstr (log.text, "m1@"));
    g_assert_nonnull (strstr (log.text, "m2@"));
    g_assert_nonnull (strstr (log.text, "m3@"));
    g_assert_nonnull (strstr (log.text, "POST /EWS/Exchange.asmx"));
    g_assert_null (strstr (log.text, password + strlen ("Basic ")));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/control/token", test_token);
  g_test_add_func ("/sim/control/odd", test_odd);
  g_test_add_func ("/sim/control/clock", test_clock);
  g_test_add_func ("/sim/control/counters", test_counters);
  g_test_add_func ("/sim/control/anchor", test_anchor);
  g_test_add_func ("/sim/control/log", test_log);
  return g_test_run ();
}
