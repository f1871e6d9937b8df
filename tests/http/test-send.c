/* test-send.c - requests, answers, limits, waits and the trace, against a server of raw bytes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "http-send.h"
#include "peer.h"

#include <curl/curl.h>
#include <zlib.h>

#define OK "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"

static HttpReply *
post (BaseCall *call, const Peer *peer, HttpAuth auth, GError **error)
{
  g_autofree char *url = peer_url (peer);
  g_autoptr (BaseSecret) secret = base_secret_new ("hunter2", -1);
  g_autoptr (GBytes) body = g_bytes_new_static ("<topsecret/>", 12);
  const HttpServer server = {
    .url = url, .auth = auth, .user = "ann@corp.example", .secret = secret
  };
  const char *const headers[] = { "Content-Type: text/xml; charset=utf-8", "X-Own: yes", NULL };
  const HttpRequest request = {
    .headers = headers, .body = body, .flags = HTTP_ALLOW_PLAIN_LOOPBACK, .label = "GetFolder"
  };

  return http_send (call, &server, &request, error);
}

static void
assert_fails (const Peer *peer, guint64 timeout_ms, BaseErrorCode code, const char *reason)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, timeout_ms);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = post (call, peer, HTTP_AUTH_NONE, &error);

  g_assert_null (reply);
  g_test_message ("%s", error->message);
  g_assert_error (error, BASE_ERROR, (int) code);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
  g_assert_cmpstr (base_error_facts (error)->host, ==, "127.0.0.1");
}

static void
test_answer (void)
{
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;
  g_autoptr (HttpReply) second = NULL;

  peer_say (peer, "HTTP/1.1 503 Busy\r\nContent-Length: 3\r\nrequest-id:  id-7 \r\n"
                  "X-FEServer: EX01\r\nRetry-After: 5\r\nWWW-Authenticate: NTLM\r\n"
                  "client-request-id: mine\r\n"
                  "www-authenticate: Basic realm=\"a, b\"\r\nLocation: https://x/\r\n\r\nabc");
  reply = post (call, peer, HTTP_AUTH_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 503);
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), "abc", 3);
  g_assert_cmpstr (reply->request_id, ==, "id-7");
  g_assert_cmpstr (reply->front_end, ==, "EX01");
  g_assert_cmpstr (reply->location, ==, "https://x/");
  g_assert_cmpstr (reply->challenges[0], ==, "NTLM");
  g_assert_cmpstr (reply->challenges[1], ==, "Basic realm=\"a, b\"");
  g_assert_null (reply->challenges[2]);
  g_assert_null (reply->cas_error);

  second = post (call, peer, HTTP_AUTH_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (peer->connections, ==, 1); /* kept */
  g_assert_nonnull (strstr (g_ptr_array_index (peer->requests, 0), "X-Own: yes\r\n"));
  g_assert_nonnull (strstr (g_ptr_array_index (peer->requests, 0), "gzip"));
  g_assert_true (g_str_has_suffix (g_ptr_array_index (peer->requests, 0), "\r\n\r\n<topsecret/>"));
}

static void
test_login (void)
{
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) basic = NULL;
  g_autoptr (HttpReply) bearer = NULL;
  g_autofree char *expected = g_base64_encode ((const guchar *) "ann@corp.example:hunter2", 24);

  peer_say (peer, "HTTP/1.1 401 No\r\nContent-Length: 0\r\nWWW-Authenticate: Basic\r\n\r\n");
  basic = post (call, peer, HTTP_AUTH_BASIC, &error);
  g_assert_no_error (error);
  g_assert_cmpint (basic->status, ==, 401);
  g_assert_cmpuint (peer->requests->len, ==, 1); /* never twice by itself */
  g_assert_nonnull (strstr (g_ptr_array_index (peer->requests, 0), expected));

  bearer = post (call, peer, HTTP_AUTH_BEARER, &error);
  g_assert_no_error (error);
  g_assert_nonnull (
      strstr (g_ptr_array_index (peer->requests, 1), "Authorization: Bearer hunter2\r\n"));
}

static void
test_redirect (void)
{
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;

  peer_say (peer, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /owa/\r\n\r\n");
  reply = post (call, peer, HTTP_AUTH_BASIC, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 302);
  g_assert_cmpuint (peer->requests->len, ==, 1);
}

static void
say_gzip (Peer *peer, gsize size)
{
  g_autofree guchar *plain = g_malloc0 (size);
  uLong room = compressBound (size) + 64;
  g_autofree guchar *packed = g_malloc (room);
  z_stream z = {
    .next_in = plain, .avail_in = (uInt) size, .next_out = packed, .avail_out = (uInt) room
  };
  g_autofree char *head = NULL;
  g_autoptr (GByteArray) answer = g_byte_array_new ();

  g_assert_cmpint (deflateInit2 (&z, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY), ==, Z_OK);
  g_assert_cmpint (deflate (&z, Z_FINISH), ==, Z_STREAM_END);
  head = g_strdup_printf (OK "Content-Encoding: gzip\r\nContent-Length: %lu\r\n\r\n", z.total_out);
  g_byte_array_append (answer, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (answer, packed, (guint) z.total_out);
  deflateEnd (&z);
  g_ptr_array_add (peer->answers, g_byte_array_free_to_bytes (g_steal_pointer (&answer)));
}

static void
test_gzip (void)
{
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;

  say_gzip (peer, HTTP_MOST_BODY_BYTES);
  say_gzip (peer, HTTP_MOST_BODY_BYTES + 1);
  reply = post (call, peer, HTTP_AUTH_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, HTTP_MOST_BODY_BYTES);
  assert_fails (peer, 0, BASE_ERROR_PROTOCOL, "body-too-long");
}

static void
test_headers_too_long (void)
{
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autoptr (GString) answer = g_string_new (OK);

  for (int i = 0; i < 70; i++)
    g_string_append_printf (answer, "X-%d: %01000d\r\n", i, 0);
  g_string_append (answer, "Content-Length: 0\r\n\r\n");
  peer_say (peer, answer->str);
  assert_fails (peer, 0, BASE_ERROR_PROTOCOL, "headers-too-long");
}

static void
test_header_line_too_long (void)
{
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autofree char *line = g_strnfill (300 * 1000, 'x');
  g_autofree char *answer = g_strconcat (OK "X-Y: ", line, "\r\n\r\n", NULL);

  peer_say (peer, answer);
  assert_fails (peer, 0, BASE_ERROR_PROTOCOL, "headers-too-long");
}

/* The log-in takes three steps on one connection; the body goes with the last one, and a refusal is
 * not answered with another try. The second message is the server's challenge (MS-NLMP, 2.2.1.2),
 * without a target. */
static void
test_ntlm (void)
{
  static const guchar challenge[] = "NTLMSSP\0\2\0\0\0\0\0\0\0\0\0\0\0\1\2\0\0\1\2\3\4\5\6\7\10"
                                    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;
  g_autofree char *text = g_base64_encode (challenge, sizeof challenge - 1);
  g_autofree char *second = g_strdup_printf (
      "HTTP/1.1 401 No\r\nWWW-Authenticate: NTLM %s\r\nContent-Length: 3\r\n\r\nabc", text);

  if ((curl_version_info (CURLVERSION_NOW)->features & CURL_VERSION_NTLM) == 0) {
    g_test_skip ("this libcurl has no NTLM");
    return;
  }
  peer_say (peer, second);
  peer_say (peer, "HTTP/1.1 401 No\r\nWWW-Authenticate: NTLM\r\nContent-Length: 2\r\n\r\nno");
  reply = post (call, peer, HTTP_AUTH_NTLM, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->status, ==, 401);
  g_assert_cmpmem (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body), "no", 2);
  g_assert_cmpuint (peer->requests->len, ==, 2);
  g_assert_cmpuint (peer->connections, ==, 1);
  g_assert_null (strstr (g_ptr_array_index (peer->requests, 0), "topsecret"));
  g_assert_nonnull (strstr (g_ptr_array_index (peer->requests, 1), "<topsecret/>"));
}

static void
test_broken (void)
{
  static const struct
  {
    const char *answer;
    BaseErrorCode code;
    const char *reason;
  } rows[] = {
    { "220 mail.corp.example ESMTP\r\n", BASE_ERROR_PROTOCOL, "not-http" },
    { OK "Content-Length: 10\r\n\r\nabc", BASE_ERROR_OFFLINE, "closed" },
    { OK "Transfer-Encoding: chunked\r\n\r\n5\r\nabc", BASE_ERROR_OFFLINE, "closed" },
    { OK "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc", BASE_ERROR_OFFLINE, "closed" },
    { OK "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", BASE_ERROR_PROTOCOL,
      "not-http" },
    { "", BASE_ERROR_OFFLINE, "closed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Peer) peer = peer_new (NULL);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    peer->closes = TRUE;
    peer_say (peer, rows[i].answer);
    assert_fails (peer, 0, rows[i].code, rows[i].reason);
  }
}

static void
test_unreachable (void)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) plain = NULL;
  g_autoptr (GError) rejected = NULL;
  const HttpServer nowhere = { .url = "https://no-such-name.invalid/" };
  const HttpServer clear = { .url = "http://no-such-name.invalid/" };
  const HttpServer named = { .url = "https://ann:hunter2@no-such-name.invalid/" };
  const HttpRequest request = { .flags = HTTP_ALLOW_PLAIN_LOOPBACK };

  assert_fails (peer, 50, BASE_ERROR_OFFLINE, "timed-out"); /* it never answers */
  peer_stop (peer);
  assert_fails (peer, 0, BASE_ERROR_OFFLINE, "refused");

  g_assert_null (http_send (call, &nowhere, &request, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "name-not-found");
  g_assert_null (http_send (call, &clear, &request, &plain)); /* loopback only */
  g_assert_error (plain, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_null (http_send (call, &named, &request, &rejected));
  g_assert_error (rejected, BASE_ERROR, BASE_ERROR_REJECTED);
  g_assert_null (strstr (rejected->message, "hunter2"));
}

typedef struct
{
  GCancellable *cancellable;
  gint64 when_us;
} Cancel;

static gpointer
cancel_soon (gpointer data)
{
  Cancel *cancel = data;
  GPollFD fd;

  g_assert_true (g_cancellable_make_pollfd (cancel->cancellable, &fd));
  g_poll (&fd, 1, 30);
  g_cancellable_release_fd (cancel->cancellable);
  cancel->when_us = g_get_monotonic_time ();
  g_cancellable_cancel (cancel->cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (Peer) peer = peer_new (NULL); /* silent */
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);
  g_autoptr (GError) error = NULL;
  Cancel cancel = { .cancellable = cancellable };
  GThread *thread = g_thread_new ("cancel", cancel_soon, &cancel);
  gint64 end_us;

  g_assert_null (post (call, peer, HTTP_AUTH_NONE, &error));
  end_us = g_get_monotonic_time ();
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_test_message ("%" G_GINT64_FORMAT " us", end_us - cancel.when_us);
  g_assert_cmpint (end_us - cancel.when_us, <, 100 * 1000);
}

static GLogWriterOutput
keep_line_cb (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  GString *lines = data;
  g_autofree char *line = g_log_writer_format_fields (level, fields, n, FALSE);

  g_string_append_printf (lines, "%s\n", line);
  return G_LOG_WRITER_HANDLED;
}

static void
test_trace (void)
{
  static GString *lines;
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) basic = NULL;
  g_autoptr (HttpReply) bearer = NULL;
  static const char *const secrets[] = { "hunter2", "Authorization", "topsecret", "C00KIE",
                                         "QW5u",    "secret=query",  "answerbody" };

  lines = g_string_new (NULL);
  g_log_set_writer_func (keep_line_cb, lines, NULL);
  g_log_set_debug_enabled (TRUE);
  peer_say (peer, OK "Set-Cookie: a=C00KIE\r\nContent-Length: 10\r\nrequest-id: id-7\r\n\r\n"
                     "answerbody");
  basic = post (call, peer, HTTP_AUTH_BASIC, &error);
  g_assert_no_error (error);
  bearer = post (call, peer, HTTP_AUTH_BEARER, &error);
  g_assert_no_error (error);

  g_assert_nonnull (strstr (lines->str, "absentia-http"));
  g_assert_nonnull (strstr (lines->str, "GetFolder login=basic sent=12 -> 200 got=10 in"));
  g_assert_nonnull (strstr (lines->str, "request-id=id-7"));
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (lines->str, secrets[i]));
  g_assert_null (strstr (g_ptr_array_index (peer->requests, 1), "C00KIE")); /* no cookie jar */
}

static void
test_retry_after (void)
{
  static const struct
  {
    const char *value;
    guint64 wait_ms;
  } rows[] = { { "5", 5000 },
               { "Sun, 22 Nov 2026 08:00:30 GMT", 30000 },
               { "Sun, 22 Nov 2026 07:00:00 GMT", 0 },
               { "99999999", 3600 * 1000 },
               { "99999999999999999999999", 0 },
               { "-5", 0 },
               { "soon", 0 },
               { "Sun, 99 Nov 2026 07:00:00 GMT", 0 },
               { NULL, 0 } };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 8, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    HttpReply reply = { .retry_after = (char *) rows[i].value };

    g_test_message ("%s", rows[i].value);
    g_assert_cmpuint (http_reply_wait_ms (&reply, now), ==, rows[i].wait_ms);
  }
}

int
main (int argc, char **argv)
{
  g_setenv ("no_proxy", "*", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/send/answer", test_answer);
  g_test_add_func ("/http/send/login", test_login);
  g_test_add_func ("/http/send/redirect", test_redirect);
  g_test_add_func ("/http/send/gzip", test_gzip);
  g_test_add_func ("/http/send/headers-too-long", test_headers_too_long);
  g_test_add_func ("/http/send/header-line-too-long", test_header_line_too_long);
  g_test_add_func ("/http/send/ntlm", test_ntlm);
  g_test_add_func ("/http/send/broken", test_broken);
  g_test_add_func ("/http/send/unreachable", test_unreachable);
  g_test_add_func ("/http/send/cancel", test_cancel);
  g_test_add_func ("/http/send/retry-after", test_retry_after);
  g_test_add_func ("/http/send/trace", test_trace); /* last: it takes the log over */
  return g_test_run ();
}
