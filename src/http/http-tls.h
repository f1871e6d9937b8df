/* http-tls.h - what certificates say
 *
 * Whether one is to be trusted is libcurl's business; these are facts for people, also of one that
 * is not. Facts of a stranger's certificate are for showing only.
 */
#pragma once

#include "base-call.h"
#include "http-request.h"

#define HTTP_TLS_MOST_NAMES 10

/* Fills what is still empty from the first certificate in pem. FALSE when there is none. */
gboolean http_tls_take_pem (HttpTls *self, const char *pem);

/* HttpTls for each certificate in a file of authorities, at most most of them. Caller unrefs. */
GPtrArray *http_tls_read_all (const char *pem, guint most);

/* The certificate that a server shows, without judging it: the handshake ends the connection, and
 * nothing is sent. Straight, never through a proxy. NULL when there is none. Blocks, ten seconds at
 * most; caller frees. */
HttpTls *http_tls_look (BaseCall *call, const char *host, guint16 port);
