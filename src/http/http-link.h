/* http-link.h - what a worker keeps between its requests: a private curl multi handle with its open
 * connections
 *
 * For this room, and for mail, which hands in with libcurl, too. One thread.
 */
#pragma once

#include "base-call.h"

#include <curl/curl.h>

/* Called when the connection stands, before the request goes over it. is_new: nothing has gone over
 * it yet. ret_line: a header line to send along, NULL for none; caller frees. FALSE with an error
 * ends the transfer. */
typedef gboolean (*HttpReady) (CURL *easy, gboolean is_new, char **ret_line, gpointer data,
                               GError **error);

typedef struct
{
  CURLM *multi;    /* owns the connections */
  CURL *easy;      /* of http_send () */
  HttpReady ready; /* NULL: nobody needs to know */
  gpointer ready_data;
  guint limit_ms; /* of a request; 0: HTTP_REQUEST_MS */
} HttpLink;

HttpLink *http_link_new (void);
void http_link_free (gpointer link);

/* The link of the call's worker, made when there is none yet. Borrowed. */
HttpLink *http_link_get (BaseCall *call);
