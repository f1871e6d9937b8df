/* http-transfer.h - one request on one of libcurl's handles: set up, and made a reply or an error.
 * For this room only.
 */
#pragma once

#include "http-link.h"
#include "http-read.h"

typedef struct
{
  CURL *easy; /* borrowed; NULL: nothing is under way */
  const HttpServer *server;
  const HttpRequest *request;
  struct curl_slist *lines;
  HttpReading reading;
  gint64 begin_us;
  char words[CURL_ERROR_SIZE];
} HttpTransfer;

/* server and request must live until clear; self must not move. */
void http_transfer_begin (HttpTransfer *self, CURL *easy, BaseCall *call, const HttpServer *server,
                          const HttpRequest *request, guint limit_ms);
/* What came out of it; once. */
HttpReply *http_transfer_finish (HttpTransfer *self, BaseCall *call, CURLcode result,
                                 GError **error);
void http_transfer_clear (HttpTransfer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpTransfer, http_transfer_clear)
