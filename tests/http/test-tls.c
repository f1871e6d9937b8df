/* test-tls.c - certificates that are to be trusted and ones that are not
 *
 * make-certificates.sh makes them: an authority, and below it one for 127.0.0.1 (good), one that is
 * over (expired), one that has not begun (early), one for another name; and one that signed itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "http-send.h"
#include "http-tls.h"
#include "peer.h"

static char *
read_authority (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "http", "authority.pem", NULL);
  g_autoptr (GError) error = NULL;
  char *pem = NULL;

  g_file_get_contents (path, &pem, NULL, &error);
  g_assert_no_error (error);
  return pem;
}

static HttpReply *
get (const Peer *peer, const char *ca_pem, HttpFlags flags, GError **error)
{
  g_autofree char *url = peer_url (peer);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  const HttpServer server = { .url = url, .ca_pem = ca_pem };
  const HttpRequest request = { .flags = flags };

  return http_send (call, &server, &request, error);
}

static void
test_facts (void)
{
  g_autoptr (Peer) peer = peer_new ("good");
  g_autofree char *ca_pem = read_authority ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;

  peer_say (peer, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  reply = get (peer, ca_pem, HTTP_ASK_TLS, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (reply->tls->version, ==, "TLSv1.3");
  g_assert_nonnull (strstr (reply->tls->issuer, "Absentia test authority"));
  g_assert_nonnull (strstr (reply->tls->subject, "good.test"));
  g_assert_cmpint (g_date_time_get_year (reply->tls->not_after), ==, 2120);
  g_assert_cmpstr (reply->tls->names, ==, "localhost, 127.0.0.1");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *certificate;
    const char *ca_pem; /* NULL: the right one */
    BaseErrorCode code;
    const char *reason;
  } rows[] = {
    { "expired", NULL, BASE_ERROR_TLS, "tls-expired" },
    { "early", NULL, BASE_ERROR_TLS, "tls-not-yet-valid" },
    { "other-name", NULL, BASE_ERROR_TLS, "tls-name" },
    { "self-signed", NULL, BASE_ERROR_TLS, "tls-self-signed" },
    { "good", "", BASE_ERROR_TLS, "tls-unknown-ca" },
    { "good", "no certificate", BASE_ERROR_TLS, "tls-bad-ca" },
  };
  g_autofree char *authority = read_authority ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Peer) peer = peer_new (rows[i].certificate);
    g_autoptr (GError) error = NULL;
    g_autoptr (HttpReply) reply =
        get (peer, rows[i].ca_pem != NULL ? rows[i].ca_pem : authority, 0, &error);

    g_assert_null (reply);
    g_test_message ("%s: %s", rows[i].certificate, error->message);
    g_assert_error (error, BASE_ERROR, (int) rows[i].code);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
    g_assert_cmpuint (peer->requests->len, ==, 0); /* nothing was sent */
  }
}

/* A stranger's certificate is looked at, and nothing is sent. */
static void
test_look (void)
{
  static const struct
  {
    const char *certificate;
    const char *subject;
    const char *names;
  } rows[] = {
    { "good", "good.test", "localhost, 127.0.0.1" },
    { "expired", "expired.test", "localhost, 127.0.0.1" },
    { "other-name", "other-name.test", "mail.elsewhere.test" },
    { "self-signed", "self-signed.test", "127.0.0.1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Peer) peer = peer_new (rows[i].certificate);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
    g_autoptr (HttpTls) seen = http_tls_look (call, "127.0.0.1", peer->port);

    g_assert_nonnull (seen);
    g_test_message ("%s | %s | %s | %s", seen->subject, seen->issuer, seen->names,
                    seen->fingerprint);
    g_assert_nonnull (strstr (seen->subject, rows[i].subject));
    g_assert_cmpstr (seen->names, ==, rows[i].names);
    g_assert_cmpuint (strlen (seen->fingerprint), ==, 32 * 3 - 1);
    g_assert_nonnull (seen->not_after);
    g_assert_cmpuint (peer->requests->len, ==, 0);
  }
}

static void
test_look_nothing (void)
{
  g_autoptr (Peer) peer = peer_new (NULL); /* plain, and silent */
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);

  peer_say (peer, "HTTP/1.1 400 Bad Request\r\n\r\n");
  g_cancellable_cancel (cancellable);
  g_assert_null (http_tls_look (call, "127.0.0.1", peer->port));
  peer_stop (peer);
  g_cancellable_reset (cancellable);
  g_assert_null (http_tls_look (call, "127.0.0.1", peer->port));
}

/* A file of authorities: each is told, what is none is passed over, and there is an end. */
static void
test_bundle (void)
{
  g_autofree char *one = read_authority ();
  g_autofree char *many =
      g_strconcat (one, "-----BEGIN CERTIFICATE-----\nAAAA\n", one, "words\n", one, NULL);
  g_autoptr (GPtrArray) all = http_tls_read_all (many, 10);
  g_autoptr (GPtrArray) some = http_tls_read_all (many, 1);
  g_autoptr (GPtrArray) none = http_tls_read_all ("no certificate", 10);
  const HttpTls *first = all->pdata[0];

  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_nonnull (strstr (first->subject, "Absentia test authority"));
  g_assert_cmpstr (first->fingerprint, ==, ((const HttpTls *) all->pdata[2])->fingerprint);
}

typedef struct
{
  const char *bytes;
  gsize length;
  BaseErrorCode code;
  const char *reason;
  GSocketListener *listener;
} Row;

/* A server that answers the hello with the row's bytes. */
static gpointer
answer_hello (gpointer data)
{
  const Row *row = data;
  g_autoptr (GSocketConnection) connection =
      g_socket_listener_accept (row->listener, NULL, NULL, NULL);
  GIOStream *stream = G_IO_STREAM (connection);
  char hello[8192];

  g_input_stream_read (g_io_stream_get_input_stream (stream), hello, sizeof hello, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), row->bytes, row->length, NULL,
                             NULL, NULL);
  return NULL;
}

static void
test_no_tls (void)
{
  Row rows[] = {
    { "HTTP/1.1 400 Bad Request\r\n\r\n", 28, BASE_ERROR_TLS, "tls-none" },
    { "\x15\x03\x01\x00\x02\x02\x46", 7, BASE_ERROR_TLS, "tls-version" }, /* alert: version */
    { "\x15\x03\x03\x00\x02\x02\x28", 7, BASE_ERROR_TLS, "tls-failed" },  /* alert: handshake */
    { "", 0, BASE_ERROR_OFFLINE, "closed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GSocketListener) listener = g_socket_listener_new ();
    guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
    g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/", port);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
    g_autoptr (GError) error = NULL;
    const HttpServer server = { .url = url };
    const HttpRequest request = { NULL };
    GThread *thread;

    rows[i].listener = listener;
    thread = g_thread_new ("hello", answer_hello, &rows[i]);
    g_assert_null (http_send (call, &server, &request, &error));
    g_thread_join (thread);
    g_test_message ("row %" G_GSIZE_FORMAT ": %s", i, error->message);
    g_assert_error (error, BASE_ERROR, (int) rows[i].code);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
  }
}

int
main (int argc, char **argv)
{
  g_setenv ("no_proxy", "*", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/tls/facts", test_facts);
  g_test_add_func ("/http/tls/refused", test_refused);
  g_test_add_func ("/http/tls/no-tls", test_no_tls);
  g_test_add_func ("/http/tls/look", test_look);
  g_test_add_func ("/http/tls/look-nothing", test_look_nothing);
  g_test_add_func ("/http/tls/bundle", test_bundle);
  return g_test_run ();
}
