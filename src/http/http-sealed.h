/* http-sealed.h - requests over plain http whose bodies Kerberos encrypts, as Exchange's PowerShell
 * wants them on port 80
 *
 * Blocks, and can be cancelled. With a Kerberos ticket, of server->account if there is one. The
 * session belongs to a connection, of which each worker has one of its own; when the server has
 * forgotten it, a new one is made and the request sent once more: the server cannot have read the
 * first one then. An answer that is not encrypted could be anybody's: only its status is believed,
 * and its body left out.
 *
 * Errors: those of http-send.h but for TLS; AUTH "sealed-refused" (the ticket was refused);
 * PROTOCOL "sealed-body".
 */
#pragma once

#include "http-sealed-body.h"
#include "http-send.h"

/* server->auth is not used; the request must have a body, which is SOAP. */
HttpReply *http_send_sealed (BaseCall *call, const HttpServer *server, const HttpRequest *request,
                             HttpSeal seal, GError **error) G_GNUC_WARN_UNUSED_RESULT;
