/* http-send.h - sends one request and waits for the answer
 *
 * Blocks, and can be cancelled within milliseconds. Each worker has a link of its own (kept in the
 * call's locals), so its connections stay open from one request to the next and no two threads
 * share one. HTTP/1.1, because NTLM and Negotiate log the connection in; gzip; TLS 1.2 or later
 * with the certificate always checked; redirects are answers like others; cookies are handed over,
 * not kept; proxies only from the standard environment.
 *
 * Any HTTP status is an answer, not an error. Errors, with the host in their facts:
 *   OFFLINE   "name-not-found", "refused", "unreachable", "timed-out", "closed" (before the answer
 * was complete) TLS       "tls-expired", "tls-not-yet-valid", "tls-name" (made out for another
 * name), "tls-self-signed", "tls-unknown-ca", "tls-version" (nothing in common from 1.2),
 * "tls-none" (the server does not speak TLS), "tls-bad-ca" (the authorities given to us cannot be
 * read), "tls-failed" (anything else) PROTOCOL  "body-too-long", "headers-too-long", "not-http"
 *   AUTH      for Negotiate: those of kerberos-login.h, "no-host-ticket" (Kerberos does not know
 * the server by this name), "server-unproven" (what it says of itself is not from who it should
 * be); for NTLM: "no-ntlm" (the mechanism for it does not work here) REJECTED  "bad-url"
 *
 * The trace (g_debug in the domain absentia-http) has one line a request: never a header, a body, a
 * credential or the query of the URL.
 */
#pragma once

#include "base-call.h"
#include "http-request.h"

#define HTTP_CONNECT_MS (10 * 1000)
#define HTTP_REQUEST_MS (60 * 1000) /* unless the call's deadline is nearer */

HttpReply *http_send (BaseCall *call, const HttpServer *server, const HttpRequest *request,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One of several requests at the same time. */
typedef struct
{
  HttpServer server;
  HttpRequest request;
  HttpReply *reply; /* afterwards: this */
  GError *error;    /* or this */
} HttpParallel;

/* How long to wait for several. */
typedef struct
{
  guint each_ms; /* each at most so long */
  /* When one of them has this answer, the others have linger_ms left; NULL: they are waited for. */
  gboolean (*settles) (const HttpReply *reply);
  guint linger_ms;
} HttpPatience;

/* Sends n requests on connections of their own. What was given up for a settling answer has neither
 * reply nor error, as when the call came to its end: then FALSE. */
gboolean http_send_parallel (BaseCall *call, HttpParallel *parallels, guint n,
                             const HttpPatience *patience, GError **error);
void http_parallel_clear (HttpParallel *self);
