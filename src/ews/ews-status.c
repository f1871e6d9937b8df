/* ews-status.c - HTTP answers that hold no SOAP, as errors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-status.h"

#include "base-error.h"
#include "base-text.h"
#include "base-time.h"

#include <string.h>

static const struct
{
  int status;
  BaseErrorCode code;
  const char *reason;
  const char *words;
} rows[] = {
  { 200, BASE_ERROR_PROTOCOL, "not-soap", "the answer is no SOAP" },
  { 400, BASE_ERROR_PROTOCOL, "http-status", "the server calls the request malformed" },
  { 401, BASE_ERROR_AUTH, "credentials-refused", "the server refused the credentials" },
  { 403, BASE_ERROR_FORBIDDEN, "ews-forbidden", "the web service is closed to this program" },
  { 404, BASE_ERROR_PROTOCOL, "not-ews", "there is no web service at this path" },
  { 405, BASE_ERROR_PROTOCOL, "not-ews", "what is at this path takes no requests" },
  { 413, BASE_ERROR_REJECTED, "too-long", "the server calls the request too big" },
  { 429, BASE_ERROR_THROTTLED, NULL, "too many requests" },
  { 440, BASE_ERROR_BUSY, NULL, "the session with the gateway has ended" },
  { 449, BASE_ERROR_BUSY, NULL, "the server wants the request again" },
  { 500, BASE_ERROR_BUSY, NULL, "the server had an error of its own" },
  { 502, BASE_ERROR_BUSY, NULL, "the gateway got no proper answer" },
  { 503, BASE_ERROR_BUSY, NULL, "the service is not available at the moment" },
  { 504, BASE_ERROR_BUSY, NULL, "the gateway got no answer in time" },
};

static gboolean
is_redirect (int status)
{
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static gboolean
holds (const char *text, const char *part)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return strstr (lower, part) != NULL;
}

static void
set_redirect (const HttpReply *reply, const EwsFaultOrigin *origin, GError **error)
{
  const char *location = reply->location != NULL ? reply->location : "";
  g_autoptr (GUri) uri = g_uri_parse (location, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *shown = g_strndup (location, strcspn (location, "?#"));
  const char *path = uri != NULL ? g_uri_get_path (uri) : shown;
  BaseErrorFacts facts = { .reason = "redirect",
                           .host = origin->host,
                           .request_id = origin->request_id,
                           .http_status = reply->status };

  if (holds (path, "genericerrorpage")) {
    facts.reason = NULL;
    base_error_set_facts (error, BASE_ERROR_BUSY, &facts, "the server shows its error page");
  } else if (holds (path, "/owa/auth") || holds (path, "logon.aspx") || holds (path, "login")) {
    facts.reason = "login-page";
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "redirected to a log-in page: %s",
                          shown);
  } else {
    facts.host = host != NULL && *host != '\0' ? host : origin->host;
    base_error_set_facts (error, BASE_ERROR_WRONG_SERVER, &facts, "redirected to %s", shown);
  }
}

gboolean
ews_status_check (const HttpReply *reply, const EwsFaultOrigin *origin, GError **error)
{
  if (is_redirect (reply->status)) {
    set_redirect (reply, origin, error);
    return FALSE;
  }
  if (reply->status == 401) {
    ews_status_set_error (reply, origin, error);
    return FALSE;
  }
  return TRUE;
}

static gboolean
is_web_page (const HttpReply *reply)
{
  gsize size;
  const char *bytes = g_bytes_get_data (reply->body, &size);
  g_autofree char *begin = g_strndup (bytes != NULL ? bytes : "", MIN (size, 512));

  return holds (begin, "<!doctype html") || holds (begin, "<html") ||
         (reply->content_type != NULL && g_str_has_prefix (reply->content_type, "text/html"));
}

void
ews_status_set_error (const HttpReply *reply, const EwsFaultOrigin *origin, GError **error)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  BaseErrorFacts facts = { .reason = "http-status",
                           .host = origin->host,
                           .request_id = origin->request_id,
                           .http_status = reply->status,
                           .wait_ms = http_reply_wait_ms (reply, now) };
  BaseErrorCode code = reply->status >= 500 ? BASE_ERROR_BUSY : BASE_ERROR_PROTOCOL;
  const char *words = "the answer is not one of a web service";

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].status == reply->status) {
      code = rows[i].code;
      words = rows[i].words;
      facts.reason = rows[i].reason;
    }
  /* What it wants may be a login that is tied to the certificate. */
  if (reply->status == 401 && reply->auth == HTTP_AUTH_NTLM && !reply->is_bound)
    facts.reason = "ntlm-refused";
  if (reply->status == 200 && is_web_page (reply)) {
    facts.reason = "not-exchange";
    words = "the answer is a web page";
  }
  if (code == BASE_ERROR_BUSY && facts.wait_ms > 0)
    code = BASE_ERROR_THROTTLED; /* it says how long to stay away */

  base_error_set_facts (error, code, &facts, "%s (HTTP %d%s%s)", words, reply->status,
                        reply->cas_error != NULL ? ", " : "",
                        reply->cas_error != NULL ? reply->cas_error : "");
}
