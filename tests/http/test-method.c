/* test-method.c - the method of a request, against a server of raw bytes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/method", test_method);
  return g_test_run ();
}
