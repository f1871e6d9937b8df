/* test-sealed.c - encrypted bodies over plain http, against a real KDC
 *
 * Run by with-kdc.sh, and by lab/sealed.sh against Active Directory's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "http-sealed.h"
#include "sealed-peer.h"

/* The same backwards, so that nothing can come out by chance. */
static GBytes *
answer_backwards (const char *head, GBytes *plain, int *ret_status, char **ret_lines, gpointer data)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (plain, &size);
  guint8 *turned = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    turned[i] = bytes[size - 1 - i];
  *ret_status = size == 3 ? 500 : 200;
  *ret_lines = g_strdup ("Set-Cookie: a=b; path=/\r\n");
  g_assert_null (strstr (head, "Authorization"));
  return g_bytes_new_take (turned, size);
}

static HttpReply *
ask (BaseCall *call, const SealedPeer *peer, const char *text, gsize size, GError **error)
{
  static const char *const headers[] = { "Content-Type: application/soap+xml", "X-Other: 1", NULL };
  g_autofree char *url = sealed_peer_url (peer);
  g_autoptr (GBytes) body = g_bytes_new (text, size);
  const HttpServer server = { .url = url };
  const HttpRequest request = { .headers = headers, .body = body, .label = "test" };

  return http_send_sealed (call, &server, &request, HTTP_SEAL_KERBEROS, error);
}

static void
test_sizes (void)
{
  static const gsize sizes[] = { 1, 2, 3, 15, 16, 17, 100, 4096, 100000, 1000000 };
  g_autoptr (SealedPeer) peer = sealed_peer_new (SEALED_WELL, answer_backwards, NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *text = g_malloc (sizes[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (HttpReply) reply = NULL;

    for (gsize k = 0; k < sizes[i]; k++)
      text[k] = (char) ('a' + k * 7 % 26);
    reply = ask (call, peer, text, sizes[i], &error);
    g_assert_no_error (error);
    g_assert_cmpint (reply->status, ==, sizes[i] == 3 ? 500 : 200);
    g_assert_cmpuint (g_bytes_get_size (reply->body), ==, sizes[i]);
    g_assert_cmpint (((const char *) g_bytes_get_data (reply->body, NULL))[0], ==,
                     text[sizes[i] - 1]);
    g_assert_cmpstr (reply->cookies[0], ==, "a=b");
  }
  g_assert_cmpint (g_atomic_int_get (&peer->n_handshakes), ==, 1);
  g_assert_cmpstr (peer->client, ==, sealed_client ());
}

/* The other form of the same: tokens in SPNEGO. */
static void
test_negotiate (void)
{
  g_autoptr (SealedPeer) peer = sealed_peer_new (SEALED_WELL, answer_backwards, NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autofree char *url = sealed_peer_url (peer);
  g_autoptr (GBytes) body = g_bytes_new_static ("hello", 5);
  const HttpServer server = { .url = url };
  const HttpRequest request = { .body = body };

  peer->scheme = "Negotiate";
  for (guint i = 0; i < 3; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (HttpReply) reply =
        http_send_sealed (call, &server, &request, HTTP_SEAL_NEGOTIATE, &error);

    g_assert_no_error (error);
    g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), "olleh",
                     5);
  }
  g_assert_cmpint (g_atomic_int_get (&peer->n_handshakes), ==, 1);
}

/* What cannot be believed is refused; after it a new session begins. */
static void
test_hostile (void)
{
  static const SealedMode modes[] = { SEALED_DAMAGED, SEALED_LENGTH, SEALED_HEAD, SEALED_CUT };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_autoptr (SealedPeer) peer = sealed_peer_new (modes[i], answer_backwards, NULL);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
    g_autoptr (GError) error = NULL;
    g_autoptr (HttpReply) reply = NULL;

    g_test_message ("%d", modes[i]);
    g_assert_null (ask (call, peer, "hello", 5, &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "sealed-body");
    g_clear_error (&error);
    peer->mode = SEALED_WELL;
    reply = ask (call, peer, "hello", 5, &error);
    g_assert_no_error (error);
    g_assert_cmpint (g_atomic_int_get (&peer->n_handshakes), ==, 2);
  }
}

static void
test_replayed (void)
{
  g_autoptr (SealedPeer) peer = sealed_peer_new (SEALED_TWICE, answer_backwards, NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = ask (call, peer, "hello", 5, &error);

  g_assert_no_error (error);
  g_assert_null (ask (call, peer, "hello", 5, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
}

/* Whoever stands in between can write a status, but no words. */
static void
test_plain (void)
{
  g_autoptr (SealedPeer) peer = sealed_peer_new (SEALED_PLAIN, answer_backwards, NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = ask (call, peer, "hello", 5, &error);

  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, 0);
}

static void
test_forgetful (void)
{
  static const SealedMode modes[] = { SEALED_FORGETFUL, SEALED_CLOSING };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_autoptr (SealedPeer) peer = sealed_peer_new (modes[i], answer_backwards, NULL);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);

    for (guint k = 0; k < 4; k++) {
      g_autoptr (GError) error = NULL;
      g_autoptr (HttpReply) reply = ask (call, peer, "hello", 5, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (reply->body), ==, 5);
    }
    g_assert_cmpint (g_atomic_int_get (&peer->n_handshakes), >, 1);
  }
}

static void
test_refused (void)
{
  g_autoptr (SealedPeer) peer = sealed_peer_new (SEALED_REFUSING, answer_backwards, NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (call, peer, "hello", 5, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "sealed-refused");
  g_assert_cmpint (g_atomic_int_get (&peer->n_handshakes), ==, 1);
}

/* A name that the KDC does not know, and no ticket at all. */
static void
test_tickets (void)
{
  g_autoptr (SealedPeer) peer = sealed_peer_new (SEALED_WELL, answer_backwards, NULL);
  g_autofree char *url = g_strdup_printf ("http://localhost:%u/PowerShell/", peer->port);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 20000);
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  const HttpServer server = { .url = url };
  const HttpRequest request = { .body = body };
  g_autofree char *kept = g_strdup (g_getenv ("KRB5CCNAME"));
  g_autoptr (GError) error = NULL;

  g_assert_null (http_send_sealed (call, &server, &request, HTTP_SEAL_KERBEROS, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "no-host-ticket");
  g_clear_error (&error);

  g_setenv ("KRB5CCNAME", "FILE:/nonexistent/cache", TRUE);
  g_assert_null (ask (call, peer, "hello", 5, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "no-ticket");
  g_setenv ("KRB5CCNAME", kept, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/sealed/sizes", test_sizes);
  g_test_add_func ("/http/sealed/negotiate", test_negotiate);
  g_test_add_func ("/http/sealed/hostile", test_hostile);
  g_test_add_func ("/http/sealed/replayed", test_replayed);
  g_test_add_func ("/http/sealed/plain", test_plain);
  g_test_add_func ("/http/sealed/forgetful", test_forgetful);
  g_test_add_func ("/http/sealed/refused", test_refused);
  g_test_add_func ("/http/sealed/tickets", test_tickets);
  return g_test_run ();
}
