/* test-parallel.c - several requests at the same time, and the one that may go in the clear
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "http-send.h"
#include "peer.h"

/* One that answers, one that is silent, one that is not there: each has its own end. */
static void
test_parallel (void)
{
  g_autoptr (Peer) good = peer_new (NULL);
  g_autoptr (Peer) silent = peer_new (NULL);
  g_autofree char *good_url = peer_url (good);
  g_autofree char *silent_url = peer_url (silent);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  const char *const urls[] = { silent_url, good_url, "http://127.0.0.1:1/" };
  const HttpPatience patience = { .each_ms = 200 };
  HttpParallel parallels[G_N_ELEMENTS (urls)] = { 0 };

  peer_say (good, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++) {
    parallels[i].server.url = urls[i];
    parallels[i].request.flags = HTTP_ALLOW_PLAIN_LOOPBACK;
  }

  g_assert_true (http_send_parallel (call, parallels, G_N_ELEMENTS (urls), &patience, &error));
  g_assert_no_error (error);
  g_assert_null (parallels[0].reply);
  g_assert_cmpstr (base_error_facts (parallels[0].error)->reason, ==, "timed-out");
  g_assert_no_error (parallels[1].error);
  g_assert_cmpint (parallels[1].reply->status, ==, 200);
  g_assert_cmpstr (base_error_facts (parallels[2].error)->reason, ==, "refused");
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    http_parallel_clear (&parallels[i]);
}

static gboolean
is_good (const HttpReply *reply)
{
  return reply->status == 200;
}

/* An answer that settles it leaves the silent one little time, and one that does not leaves all. */
static void
test_settled (void)
{
  static const int statuses[] = { 200, 404 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autoptr (Peer) quick = peer_new (NULL);
    g_autoptr (Peer) silent = peer_new (NULL);
    g_autofree char *quick_url = peer_url (quick);
    g_autofree char *silent_url = peer_url (silent);
    g_autofree char *answer =
        g_strdup_printf ("HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n", statuses[i]);
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
    g_autoptr (GError) error = NULL;
    const HttpPatience patience = { .each_ms = 300, .settles = is_good, .linger_ms = 1 };
    HttpParallel parallels[] = { { .server = { .url = silent_url } },
                                 { .server = { .url = quick_url } } };

    peer_say (quick, answer);
    parallels[0].request.flags = parallels[1].request.flags = HTTP_ALLOW_PLAIN_LOOPBACK;
    g_assert_true (http_send_parallel (call, parallels, 2, &patience, &error));
    g_assert_no_error (error);
    g_assert_cmpint (parallels[1].reply->status, ==, statuses[i]);
    g_assert_null (parallels[0].reply);
    g_assert_true ((parallels[0].error == NULL) == (statuses[i] == 200));
    http_parallel_clear (&parallels[0]);
    http_parallel_clear (&parallels[1]);
  }
}

static void
test_parallel_cancelled (void)
{
  g_autoptr (Peer) silent = peer_new (NULL);
  g_autofree char *url = peer_url (silent);
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 100);
  g_autoptr (GError) error = NULL;
  HttpParallel parallel = { .server = { .url = url },
                            .request = { .flags = HTTP_ALLOW_PLAIN_LOOPBACK } };
  const HttpPatience patience = { .each_ms = 60000 };

  g_assert_false (http_send_parallel (call, &parallel, 1, &patience, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
  http_parallel_clear (&parallel);
}

/* http is for a question without a login and without a body only. */
static void
test_plain_anonymous (void)
{
  g_autoptr (Peer) peer = peer_new (NULL);
  g_autofree char *url = peer_url (peer);
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  g_autoptr (BaseSecret) secret = base_secret_new ("hunter2", -1);
  const HttpServer servers[] = {
    { .url = url },
    { .url = url },
    { .url = url, .auth = HTTP_AUTH_BASIC, .user = "ann", .secret = secret },
  };
  const HttpRequest requests[] = {
    { .flags = HTTP_PLAIN_ANONYMOUS },
    { .flags = HTTP_PLAIN_ANONYMOUS, .body = body },
    { .flags = HTTP_PLAIN_ANONYMOUS },
  };

  peer_say (peer, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: https://x/\r\n\r\n");
  for (guint i = 0; i < G_N_ELEMENTS (servers); i++) {
    g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
    g_autoptr (GError) error = NULL;
    g_autoptr (HttpReply) reply = http_send (call, &servers[i], &requests[i], &error);

    g_assert_cmpint (reply != NULL, ==, i == 0);
  }
  g_assert_cmpuint (peer->requests->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/parallel/own-ends", test_parallel);
  g_test_add_func ("/http/parallel/settled", test_settled);
  g_test_add_func ("/http/parallel/cancelled", test_parallel_cancelled);
  g_test_add_func ("/http/plain-anonymous", test_plain_anonymous);
  return g_test_run ();
}
