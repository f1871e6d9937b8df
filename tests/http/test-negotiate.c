/* test-negotiate.c - logging in with the Kerberos ticket that the user has, against a real KDC
 *
 * Run by with-kdc.sh. The server's part is GSS-API's own, on what the peer was sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "guard.h"
#include "http-auth.h"
#include "http-send.h"
#include "kerberos-context.h"
#include "kerberos-ticket.h"

/* The token of a request's Authorization line. */
static guchar *
read_token (const char *request, gsize *ret_size)
{
  static const char begin[] = "Authorization: Negotiate ";
  const char *line = strstr (request, begin);
  g_autofree char *text = NULL;

  g_assert_nonnull (line);
  line += strlen (begin);
  text = g_strndup (line, strcspn (line, "\r"));
  return g_base64_decode (text, ret_size);
}

/* As the web server with the keytab of KRB5_KTNAME: who is it? */
static char *
accept_token (const char *request)
{
  gsize size;
  g_autofree guchar *bytes = read_token (request, &size);
  gss_buffer_desc token = { size, bytes };
  gss_buffer_desc answer = GSS_C_EMPTY_BUFFER;
  gss_buffer_desc shown = GSS_C_EMPTY_BUFFER;
  gss_ctx_id_t context = GSS_C_NO_CONTEXT;
  gss_name_t name = GSS_C_NO_NAME;
  OM_uint32 minor;
  OM_uint32 major =
      gss_accept_sec_context (&minor, &context, GSS_C_NO_CREDENTIAL, &token,
                              GSS_C_NO_CHANNEL_BINDINGS, &name, NULL, &answer, NULL, NULL, NULL);
  char *who;

  g_assert_cmpuint (major, ==, GSS_S_COMPLETE);
  g_assert_cmpuint (gss_display_name (&minor, name, &shown, NULL), ==, GSS_S_COMPLETE);
  who = g_strndup (shown.value, shown.length);
  gss_release_buffer (&minor, &shown);
  gss_release_buffer (&minor, &answer);
  gss_release_name (&minor, &name);
  gss_delete_sec_context (&minor, &context, GSS_C_NO_BUFFER);
  return who;
}

static void
test_ticket (void)
{
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autofree char *url = peer_url (peer);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
  g_autoptr (GBytes) body = g_bytes_new_static ("<hello/>", 8);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;
  g_autofree char *who = NULL;
  const HttpServer server = { .url = url, .auth = HTTP_AUTH_NEGOTIATE };
  const HttpRequest request = { .body = body, .flags = HTTP_ALLOW_PLAIN_LOOPBACK };

  g_assert_true (http_auth_has_ticket ());
  peer_say (peer, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  reply = http_send (call, &server, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 200);
  who = accept_token (g_ptr_array_index (peer->requests, peer->requests->len - 1));
  g_assert_cmpstr (who, ==, "ann@TEST.EXAMPLE");
  g_assert_true (
      g_str_has_suffix (g_ptr_array_index (peer->requests, peer->requests->len - 1), "<hello/>"));
}

/* Refused with a valid ticket: told as it is, not tried for ever. */
static void
test_refused (void)
{
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autofree char *url = peer_url (peer);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;
  const HttpServer server = { .url = url, .auth = HTTP_AUTH_NEGOTIATE };
  const HttpRequest request = { .flags = HTTP_ALLOW_PLAIN_LOOPBACK };

  peer_say (peer, "HTTP/1.1 401 No\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n");
  reply = http_send (call, &server, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 401);
  g_assert_cmpuint (peer->requests->len, <=, 2);
}

static HttpReply *
post (Guard *guard, BaseCall *call, HttpAuth auth, GError **error)
{
  g_autofree char *url = peer_url (guard->peer);
  g_autofree char *ca_pem = guard_authority ();
  g_autoptr (GBytes) body = g_bytes_new_static ("<hello/>", 8);
  const HttpServer server = { .url = url, .ca_pem = ca_pem, .auth = auth };
  const HttpRequest request = { .body = body };

  return http_send (call, &server, &request, error);
}

static void
assert_in (Guard *guard, BaseCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = post (guard, call, HTTP_AUTH_NEGOTIATE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 200);
  g_assert_cmpint (reply->auth, ==, HTTP_AUTH_NEGOTIATE);
  g_assert_true (reply->is_bound);
  g_assert_cmpstr (guard->client, ==, "ann@TEST.EXAMPLE");
}

/* One round trip a request, one connection for all; a token with each, or with the first. */
static void
test_bound (void)
{
  static const struct
  {
    GuardMode mode;
    int n_logins;
    guint n_requests;
  } rows[] = { { GUARD_EACH, 5, 5 }, { GUARD_ONCE, 1, 5 }, { GUARD_FORGETFUL, 3, 7 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Guard) guard = guard_new (rows[i].mode, "good", NULL);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);

    g_test_message ("%d", rows[i].mode);
    for (guint k = 0; k < 5; k++)
      assert_in (guard, call);
    g_assert_cmpint (guard->n_logins, ==, rows[i].n_logins);
    g_assert_cmpuint (guard->peer->requests->len, ==, rows[i].n_requests);
    g_assert_cmpuint (guard->peer->connections, ==, 1);
    g_assert_cmpint (guard->n_unbound + guard->n_misbound, ==, 0);
  }
}

/* A connection that the server closes is replaced, and logged in like the first. */
static void
test_closed (void)
{
  g_autoptr (Guard) guard = guard_new (GUARD_ONCE, "good", NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);

  guard->peer->closes = TRUE;
  for (guint k = 0; k < 4; k++)
    assert_in (guard, call);
  g_assert_cmpint (guard->n_logins, ==, 4);
  g_assert_cmpuint (guard->peer->connections, ==, 4);
}

/* Somebody in between, who even has a certificate that is trusted: what he passes on is of use
 * nowhere else. */
static void
test_man_in_the_middle (void)
{
  g_autoptr (Guard) guard = guard_new (GUARD_EACH, "good", "other-name");
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = post (guard, call, HTTP_AUTH_NEGOTIATE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 401);
  g_assert_cmpint (guard->n_misbound, ==, 1);
  g_assert_cmpint (guard->n_logins, ==, 0);
}

/* The proof that this server wants it: a good ticket without the binding. */
static void
test_unbound (void)
{
  g_autoptr (Guard) guard = guard_new (GUARD_EACH, "good", NULL);
  g_autofree char *url = peer_url (guard->peer);
  g_autofree char *ca_pem = guard_authority ();
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
  g_autoptr (GError) error = NULL;
  g_autoptr (KerberosTicket) ticket = kerberos_ticket_find (NULL, &error);
  const KerberosKdc kdc = { .call = call, .port = KERBEROS_PORT, .realm = "TEST.EXAMPLE" };
  const char *service = "HTTP/127.0.0.1@TEST.EXAMPLE";
  KerberosAim aim = { .form = KERBEROS_FORM_SPNEGO, .host = "127.0.0.1", .service = service };
  g_autoptr (KerberosContext) context = NULL;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (HttpReply) reply = NULL;
  g_autofree char *line = NULL;

  g_assert_true (kerberos_ticket_reach (ticket, &kdc, service, &error));
  aim.cache = kerberos_ticket_cache (ticket);
  context = kerberos_context_new (&aim, &error);
  g_assert_true (kerberos_context_step (context, NULL, &token, &error));
  line = http_auth_line ("Negotiate", token);
  {
    const char *const headers[] = { line, NULL };
    const HttpServer server = { .url = url, .ca_pem = ca_pem };
    const HttpRequest request = { .headers = headers };

    reply = http_send (call, &server, &request, &error);
  }
  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 401);
  g_assert_cmpint (guard->n_unbound, ==, 1);
}

/* Who asks without a login must not be taken for who logged in. */
static void
test_apart (void)
{
  g_autoptr (Guard) guard = guard_new (GUARD_ONCE, "good", NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;

  assert_in (guard, call);
  reply = post (guard, call, HTTP_AUTH_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 401);
  g_assert_cmpint (reply->auth, ==, HTTP_AUTH_NONE);
  g_assert_false (reply->is_bound);
  assert_in (guard, call);
  g_assert_cmpint (guard->n_logins, ==, 1);
  g_assert_cmpuint (guard->peer->connections, ==, 2);
}

/* It cannot be who it says it is. */
static void
test_unproven (void)
{
  g_autoptr (Guard) guard = guard_new (GUARD_DAMAGED, "good", NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
  g_autoptr (GError) error = NULL;

  g_assert_null (post (guard, call, HTTP_AUTH_NEGOTIATE, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "server-unproven");
}

/* No ticket for it, and none at all. */
static void
test_tickets (void)
{
  g_autoptr (Guard) guard = guard_new (GUARD_EACH, "good", NULL);
  g_autofree char *url = g_strdup_printf ("https://localhost:%u/", guard->peer->port);
  g_autofree char *ca_pem = guard_authority ();
  g_autofree char *kept = g_strdup (g_getenv ("KRB5CCNAME"));
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
  const HttpServer server = { .url = url, .ca_pem = ca_pem, .auth = HTTP_AUTH_NEGOTIATE };
  const HttpRequest request = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (http_send (call, &server, &request, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "no-host-ticket");
  g_clear_error (&error);

  g_setenv ("KRB5CCNAME", "FILE:/nonexistent/cache", TRUE);
  g_assert_null (http_send (call, &server, &request, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "no-ticket");
  g_setenv ("KRB5CCNAME", kept, TRUE);
  g_assert_cmpuint (guard->peer->connections, ==, 0);
}

/* Beside others that need no login. */
static void
test_parallel (void)
{
  g_autoptr (Guard) guard = guard_new (GUARD_EACH, "good", NULL);
  g_autofree char *url = peer_url (guard->peer);
  g_autofree char *ca_pem = guard_authority ();
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 10000);
  g_autoptr (GError) error = NULL;
  const HttpPatience patience = { .each_ms = 5000 };
  HttpParallel both[] = {
    { .server = { .url = url, .ca_pem = ca_pem, .auth = HTTP_AUTH_NEGOTIATE } },
    { .server = { .url = url, .ca_pem = ca_pem } },
  };

  g_assert_true (http_send_parallel (call, both, G_N_ELEMENTS (both), &patience, &error));
  g_assert_cmpint (both[0].reply->status, ==, 200);
  g_assert_cmpint (both[1].reply->status, ==, 401);
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    http_parallel_clear (&both[i]);
}

int
main (int argc, char **argv)
{
  g_setenv ("no_proxy", "*", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/negotiate/ticket", test_ticket);
  g_test_add_func ("/http/negotiate/refused", test_refused);
  g_test_add_func ("/http/negotiate/bound", test_bound);
  g_test_add_func ("/http/negotiate/closed", test_closed);
  g_test_add_func ("/http/negotiate/man-in-the-middle", test_man_in_the_middle);
  g_test_add_func ("/http/negotiate/unbound", test_unbound);
  g_test_add_func ("/http/negotiate/apart", test_apart);
  g_test_add_func ("/http/negotiate/unproven", test_unproven);
  g_test_add_func ("/http/negotiate/tickets", test_tickets);
  g_test_add_func ("/http/negotiate/parallel", test_parallel);
  return g_test_run ();
}
