/* test-http.c - logging in, being locked out, throttling, certificates: all but what EWS says
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

static Answer
log_in (Peer *peer, const char *authorization)
{
  g_autofree char *body = peer_get_oof (ADMIN);
  g_autofree char *envelope = peer_envelope (VERSION, body);

  return peer_send (peer, peer_post (peer, authorization, envelope));
}

static void
test_log_in (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  g_autofree char *upn = peer_basic (ADMIN, peer_password (peer));
  g_autofree char *down_level = peer_basic ("CORP\\oofadmin", peer_password (peer));
  g_autofree char *no_domain = peer_basic ("oofadmin", peer_password (peer));
  g_autofree char *nobody = peer_basic ("nobody@corp.example", peer_password (peer));
  g_autofree char *bearer =
      g_strconcat ("Bearer ", base_secret_text (sim_accounts_token (peer->world->accounts)), NULL);
  const struct
  {
    const char *authorization;
    guint status;
  } rows[] = {
    { upn, 200 },          { down_level, 200 },   { bearer, 200 },       { NULL, 401 },
    { no_domain, 401 },    { nobody, 401 },       { "Bearer abc", 401 }, { "Basic", 401 },
    { "Basic ####", 401 }, { "Basic YQ==", 401 }, { "NTLM TlRM", 401 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (Answer) answer = log_in (peer, rows[i].authorization);

    g_test_message ("row %u", i);
    g_assert_cmpuint (answer.status, ==, rows[i].status);
    if (rows[i].status == 401) {
      g_assert_nonnull (strstr (header (&answer, "WWW-Authenticate"), "Basic realm="));
      g_assert_nonnull (strstr (header (&answer, "WWW-Authenticate"), "Bearer "));
    }
  }
}

/* Five wrong passwords in a row and not even the right one helps; one right one before that, and
 * all is forgotten. */
static void
test_lock_out (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  g_autofree char *right = peer_basic (ADMIN, peer_password (peer));
  g_autofree char *wrong = peer_basic (ADMIN, "guess");

  for (guint i = 0; i < 4; i++) {
    g_auto (Answer) answer = log_in (peer, wrong);

    g_assert_cmpuint (answer.status, ==, 401);
  }
  {
    g_auto (Answer) answer = log_in (peer, right);

    g_assert_cmpuint (answer.status, ==, 200);
  }
  for (guint i = 0; i < SIM_WRONG_PASSWORDS_TO_LOCK; i++) {
    g_auto (Answer) answer = log_in (peer, wrong);

    g_assert_cmpuint (answer.status, ==, 401);
  }
  {
    g_auto (Answer) answer = log_in (peer, right);
    g_auto (Answer) counters = peer_control (peer, "GET", "/counters", NULL);

    g_assert_cmpuint (answer.status, ==, 401);
    g_assert_nonnull (strstr (counters.text, "\"failed_log_ins\":10"));
    g_assert_nonnull (strstr (counters.text, "\"" ADMIN "\":5"));
  }
}

static void
test_elsewhere (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  g_autofree char *authorization = peer_basic (ADMIN, peer_password (peer));
  g_autofree char *other =
      g_strdup_printf ("https://localhost:%d/owa/", sim_server_port (peer->server));
  g_autofree char *lower =
      g_strdup_printf ("https://127.0.0.1:%d/ews/exchange.asmx", sim_server_port (peer->server));
  const struct
  {
    const char *method;
    const char *url;
    guint status;
  } rows[] = { { "GET", peer->ews, 405 }, { "POST", other, 404 }, { "POST", lower, 400 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    SoupMessage *message = soup_message_new (rows[i].method, rows[i].url);
    g_auto (Answer) answer = { 0 };

    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                  authorization);
    answer = peer_send (peer, message);
    g_assert_cmpuint (answer.status, ==, rows[i].status);
  }
}

static void
test_headers (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .people = 300 });
  g_autofree char *authorization = peer_basic (ADMIN, peer_password (peer));
  g_autofree char *envelope = peer_envelope (
      VERSION, "<m:FindPeople><m:IndexedPageItemView MaxEntriesReturned=\"200\" Offset=\"0\" "
               "BasePoint=\"Beginning\"/></m:FindPeople>");
  SoupMessage *message = peer_post (peer, authorization, envelope);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_auto (Answer) answer = { 0 };

  soup_session_remove_feature_by_type (peer->session, SOUP_TYPE_CONTENT_DECODER);
  soup_message_headers_append (headers, "Accept-Encoding", "gzip, deflate");
  soup_message_headers_append (headers, "client-request-id", "4711");
  soup_message_headers_append (headers, "return-client-request-id", "true");
  answer = peer_send (peer, message);
  g_assert_cmpuint (answer.status, ==, 200);
  g_assert_cmpstr (header (&answer, "Content-Encoding"), ==, "gzip");
  g_assert_cmpstr (header (&answer, "client-request-id"), ==, "4711");
  g_assert_true (g_uuid_string_is_valid (header (&answer, "request-id")));
}

static void
test_throttling (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .character = SIM_CHARACTER_THROTTLING });
  SimThrottle throttle;
  guint n_busy = 0;

  sim_throttle_init (&throttle, &(SimBudget){ 0 }, 0);
  for (guint i = 0; i < SIM_THROTTLE_BURST; i++)
    g_assert_cmpint (sim_throttle_take (&throttle, 0), ==, 0);
  g_assert_cmpint (sim_throttle_take (&throttle, 0), >, 0);
  g_assert_cmpint (sim_throttle_take (&throttle, G_USEC_PER_SEC), ==, 0);

  sim_throttle_init (&throttle, &(SimBudget){ .a_second = 10, .burst = 2, .wait_ms = 5000 }, 0);
  g_assert_cmpint (sim_throttle_take (&throttle, 1), ==, 0);
  g_assert_cmpint (sim_throttle_take (&throttle, 1), ==, 0);
  g_assert_cmpint (sim_throttle_take (&throttle, 2), ==, 5000);
  g_assert_cmpint (sim_throttle_take (&throttle, 2), ==, 5000);
  g_assert_cmpuint (throttle.in_back_off, ==, 0);
  g_assert_cmpint (sim_throttle_take (&throttle, 4 * G_USEC_PER_SEC), ==, 1001);
  g_assert_cmpint (sim_throttle_take (&throttle, 4 * G_USEC_PER_SEC), ==, 1001);
  g_assert_cmpuint (throttle.in_back_off, ==, 1);
  g_assert_cmpint (sim_throttle_take (&throttle, 6 * G_USEC_PER_SEC), ==, 0);

  for (guint i = 0; i < 200 && n_busy == 0; i++) {
    g_auto (Answer) answer = get_own (peer);
    g_autofree char *code = peer_code (&answer);

    if (strcmp (code, "ErrorServerBusy") == 0) {
      g_assert_cmpuint (answer.status, ==, 500);
      g_assert_nonnull (strstr (answer.text, "Name=\"BackOffMilliseconds\">"));
      n_busy++;
    }
  }
  g_assert_cmpuint (n_busy, ==, 1);
}

/* One after the other, each another one. */
static void
test_hostile (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .character = SIM_CHARACTER_HOSTILE });
  g_auto (Answer) bomb = get_own (peer);
  g_auto (Answer) entity = get_own (peer);

  g_assert_nonnull (strstr (bomb.text, "<!DOCTYPE bomb"));
  g_assert_nonnull (strstr (entity.text, "SYSTEM"));
}

static void
test_certificates (void)
{
  static const struct
  {
    SimTls tls;
    GTlsCertificateFlags flags;
  } rows[] = {
    { SIM_TLS_GOOD, 0 },
    { SIM_TLS_EXPIRED, G_TLS_CERTIFICATE_EXPIRED },
    { SIM_TLS_WRONG_NAME, G_TLS_CERTIFICATE_BAD_IDENTITY },
    { SIM_TLS_SELF_SIGNED, G_TLS_CERTIFICATE_UNKNOWN_CA },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Peer) peer = peer_new (&(SimOptions){ .tls = rows[i].tls });
    g_auto (Answer) answer = get_own (peer);

    g_assert_cmpuint (soup_message_get_tls_peer_certificate_errors (answer.message), ==,
                      rows[i].flags);
    g_assert_cmpuint (answer.status, ==, rows[i].flags == 0 ? 200 : 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/http/log-in", test_log_in);
  g_test_add_func ("/sim/http/lock-out", test_lock_out);
  g_test_add_func ("/sim/http/elsewhere", test_elsewhere);
  g_test_add_func ("/sim/http/headers", test_headers);
  g_test_add_func ("/sim/http/throttling", test_throttling);
  g_test_add_func ("/sim/http/hostile", test_hostile);
  g_test_add_func ("/sim/http/certificates", test_certificates);
  return g_test_run ();
}
