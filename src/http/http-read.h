/* http-read.h - takes an answer in as it arrives, within limits. For this room only. */
#pragma once

#include "http-request.h"

#include <curl/curl.h>

typedef struct
{
  CURL *easy; /* borrowed */
  HttpReply *reply;
  GByteArray *body;
  GPtrArray *challenges;
  GPtrArray *cookies;
  gsize header_bytes;
  const char *too_long; /* the reason token when a limit was passed, else NULL */
} HttpReading;

void http_reading_init (HttpReading *self, CURL *easy, HttpFlags flags);
void http_reading_clear (HttpReading *self);

/* The server's certificate as DER; NULL when the connection is not new, or has none. Caller unrefs.
 */
GByteArray *http_read_certificate (CURL *easy);

/* The finished reply; the reading is empty afterwards. */
HttpReply *http_reading_finish (HttpReading *self, CURL *easy);
