/* test-negotiate.c - logging in with the Kerberos ticket that the user has, against a real KDC
 *
 * Run by with-kdc.sh. The server's part is GSS-API's own, on what the peer was sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "http-auth.h"
#include "http-send.h"
#include "peer.h"

#include <gssapi/gssapi.h>

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
  g_assert_true (http_auth_have (NULL) & HTTP_HAVE_TICKET);
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

int
main (int argc, char **argv)
{
  g_setenv ("no_proxy", "*", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/negotiate/ticket", test_ticket);
  g_test_add_func ("/http/negotiate/refused", test_refused);
  return g_test_run ();
}
