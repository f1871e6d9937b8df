/* http-negotiate.h - logging a connection in with Kerberos, or NTLM, tied to the server's
 * certificate. For http-send.c.
 *
 * libcurl stays the pipe: its own Negotiate of Debian 12 sends no channel binding (RFC 5929,
 * tls-server-end-point), without which a server with Extended Protection lets nobody in. So the
 * tokens are made here, once a connection stands and its certificate is known. The request goes
 * along with the first one: Kerberos takes no more round trips than a request without a login. A
 * connection that is logged in belongs to that account alone: these have a pool of their own.
 *
 * NTLM comes this way over https when GSSAPI has a mechanism for it (the package gss-ntlmssp), else
 * libcurl's.
 */
#pragma once

#include "http-send.h"

/* Requests to that server go this way. */
gboolean http_negotiate_takes (const HttpServer *server);

/* As http_send (). limit_ms: 0 is HTTP_REQUEST_MS. */
HttpReply *http_negotiate_send (BaseCall *call, const HttpServer *server,
                                const HttpRequest *request, guint limit_ms, GError **error);
