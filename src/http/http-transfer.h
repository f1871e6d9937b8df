/* http-transfer.h - one request on one of libcurl's handles: set up, and made a reply or an error.
 * For this room only.
 */
#pragma once

#include "http-link.h"
#include "http-read.h"

/* A flag of requests whose login the link's owner sees to. */
#define HTTP_OWN_LOGIN ((HttpFlags) (1 << 14))
/* A flag of requests that http-sealed.c alone sets: over http, because the body is encrypted, and
 * by no proxy, because the session belongs to the connection. */
#define HTTP_SEALED ((HttpFlags) (1 << 15))

typedef struct
{
  CURL *easy; /* borrowed; NULL: nothing is under way */
  const HttpServer *server;
  const HttpRequest *request;
  struct curl_slist *lines;
  HttpReading reading;
  gint64 begin_us;
  HttpReady ready; /* NULL: none */
  gpointer ready_data;
  struct curl_slist *last_line; /* of those that the request itself brings */
  GError *problem;              /* of ready, or of what must not be sent again */
  gboolean is_sent;
  gsize heard_bytes; /* of headers, when it was sent last */
  char words[CURL_ERROR_SIZE];
} HttpTransfer;

/* server and request must live until clear; self must not move. */
void http_transfer_begin (HttpTransfer *self, CURL *easy, BaseCall *call, const HttpServer *server,
                          const HttpRequest *request, guint limit_ms);
/* After begin: whom to ask once the connection stands. */
void http_transfer_set_ready (HttpTransfer *self, HttpReady ready, gpointer data);
/* What came out of it; once. */
HttpReply *http_transfer_finish (HttpTransfer *self, BaseCall *call, CURLcode result,
                                 GError **error);
void http_transfer_clear (HttpTransfer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpTransfer, http_transfer_clear)

/* http_send () on a link of its own. ret_connects: how many connections it took, 0 for an open one;
 * may be NULL. */
HttpReply *http_send_on (HttpLink *link, BaseCall *call, const HttpServer *server,
                         const HttpRequest *request, long *ret_connects, GError **error);
