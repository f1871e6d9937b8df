/* http-link.h - what a worker keeps between its requests: a private curl multi handle with its open
 * connections
 *
 * For this room only. One thread.
 */
#pragma once

#include "base-call.h"

#include <curl/curl.h>

typedef struct
{
  CURLM *multi; /* owns the connections */
  CURL *easy;   /* of http_send () */
} HttpLink;

HttpLink *http_link_new (void);
void http_link_free (gpointer link);

/* The link of the call's worker, made when there is none yet. Borrowed. */
HttpLink *http_link_get (BaseCall *call);
