/* ews-status.h - HTTP answers that hold no SOAP, as errors
 *
 * Reasons: "login-page" and "redirect" (3xx), "credentials-refused" (401), "ntlm-refused" (401 to
 * NTLM as libcurl speaks it, without channel binding), "ews-forbidden" (403), "not-ews" (404, 405),
 * "not-exchange" (a web page), "not-soap", "too-long" (413), "http-status" (anything else that is
 * odd).
 */
#pragma once

#include "ews-fault.h"
#include "http-send.h"

/* FALSE with an error when the status alone says it: a redirect, a refused login. */
gboolean ews_status_check (const HttpReply *reply, const EwsFaultOrigin *origin, GError **error);

/* The error for an answer in which no SOAP was found; always sets one. */
void ews_status_set_error (const HttpReply *reply, const EwsFaultOrigin *origin, GError **error);
