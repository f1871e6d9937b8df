/* test-method.c - the method of a request, against a server of raw bytes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "http-send.h"
#include "peer.h"

#define OK "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"

static void
test_method (void)
{
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autofree char *url = peer_url (peer);
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  const HttpServer server = { .url = url };
  HttpRequest request = { .flags = HTTP_ALLOW_PLAIN_LOOPBACK, .method = "PATCH", .body = body };
  g_autoptr (GError) error = NULL;
  g_autoptr (HttpReply) reply = NULL;
  g_autoptr (HttpReply) second = NULL;

  peer_say (peer, OK "Content-Length: 0\r\n\r\n");
  reply = http_send (call, &server, &request, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (peer->requests, 0),
                                   "PATCH /EWS/Exchange.asmx?secret=query HTTP/1.1\r\n"));
  g_assert_true (g_str_has_suffix (g_ptr_array_index (peer->requests, 0), "\r\n\r\n{}"));

  request = (HttpRequest){ .flags = HTTP_ALLOW_PLAIN_LOOPBACK }; /* and it is forgotten */
  second = http_send (call, &server, &request, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (peer->requests, 1),
                                   "GET /EWS/Exchange.asmx?secret=query HTTP/1.1\r\n"));
}

/* Answers the first, and then ends the connection instead of an answer. */
static char *
answer_first_cb (Peer *peer, const char *request, gpointer *state)
{
  if (*state == NULL && peer->connections == 1) {
    *state = peer;
    return g_strdup (OK "Content-Length: 0\r\n\r\n");
  }
  peer->closes = peer->connections == 1;
  return g_strdup (peer->connections == 1 ? "" : OK "Content-Length: 0\r\n\r\n");
}

/* A kept connection that ends before the answer: what only asks goes out again unseen, what changes
 * something does not. */
static void
test_once (void)
{
  for (int is_once = 0; is_once < 2; is_once++) {
    g_autoptr (Peer) peer = peer_new (NULL);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
    g_autofree char *url = peer_url (peer);
    g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
    const HttpServer server = { .url = url };
    const HttpRequest request = { .flags = HTTP_ALLOW_PLAIN_LOOPBACK | (is_once ? HTTP_ONCE : 0),
                                  .method = "PATCH",
                                  .body = body };
    g_autoptr (GError) error = NULL;
    g_autoptr (HttpReply) first = NULL;
    g_autoptr (HttpReply) second = NULL;

    peer->answer = answer_first_cb;
    first = http_send (call, &server, &request, &error);
    g_assert_no_error (error);
    second = http_send (call, &server, &request, &error);
    g_assert_cmpuint (peer->requests->len, ==, is_once ? 2 : 3);
    g_assert_true ((second == NULL) == is_once);
    if (!is_once)
      continue;
    g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "closed");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/method", test_method);
  g_test_add_func ("/http/once", test_once);
  return g_test_run ();
}
