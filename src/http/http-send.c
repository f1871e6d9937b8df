/* http-send.c - sends one request and waits for the answer
 *
 * Measured: curl_multi_perform and curl_multi_poll with the cancellable's descriptor as an extra
 * one; a timerfd in libcurl's timer callback made a request three times as dear, the progress
 * callback made cancelling take 900 ms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-send.h"

#include "base-error.h"
#include "http-error.h"
#include "http-link.h"
#include "http-read.h"

#include <string.h>

typedef struct curl_slist HttpLines;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpLines, curl_slist_free_all)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpReading, http_reading_clear)

static const long curl_auths[] = { [HTTP_AUTH_NONE] = (long) CURLAUTH_NONE,
                                   [HTTP_AUTH_BASIC] = (long) CURLAUTH_BASIC,
                                   [HTTP_AUTH_NTLM] = (long) CURLAUTH_NTLM,
                                   [HTTP_AUTH_NEGOTIATE] = (long) CURLAUTH_NEGOTIATE,
                                   [HTTP_AUTH_BEARER] = (long) CURLAUTH_BEARER };

static gboolean
is_plain_loopback (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "::1") == 0;
}

static void
set_up_transport (CURL *easy, const HttpServer *server, const HttpRequest *request)
{
  gboolean is_plain =
      (request->flags & HTTP_ALLOW_PLAIN_LOOPBACK) && is_plain_loopback (server->url);

  curl_easy_setopt (easy, CURLOPT_URL, server->url);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, is_plain ? "http" : "https");
  curl_easy_setopt (easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L); /* it would show in the trace */
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_TCP_KEEPALIVE, 1L);
  /* A name that takes long to resolve must not hold up Cancel. */
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
  if (request->flags & HTTP_ASK_TLS) {
    curl_easy_setopt (easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt (easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
  }

  if (server->ca_pem != NULL && *server->ca_pem != '\0') {
    struct curl_blob pem = { .data = (void *) server->ca_pem,
                             .len = strlen (server->ca_pem),
                             .flags = CURL_BLOB_NOCOPY };

    curl_easy_setopt (easy, CURLOPT_CAINFO_BLOB, &pem);
    curl_easy_setopt (easy, CURLOPT_CAPATH, NULL); /* these authorities instead of the system's */
  }
}

static void
set_up_login (CURL *easy, const HttpServer *server)
{
  const char *secret = server->secret != NULL ? base_secret_text (server->secret) : "";

  if (server->auth == HTTP_AUTH_NONE)
    return;

  curl_easy_setopt (easy, CURLOPT_HTTPAUTH, curl_auths[server->auth]);
  if (server->auth == HTTP_AUTH_NEGOTIATE)
    curl_easy_setopt (easy, CURLOPT_USERPWD, ":");
  else if (server->auth == HTTP_AUTH_BEARER)
    curl_easy_setopt (easy, CURLOPT_XOAUTH2_BEARER, secret);
  else {
    curl_easy_setopt (easy, CURLOPT_USERNAME, server->user);
    curl_easy_setopt (easy, CURLOPT_PASSWORD, secret);
  }
}

static void
set_up_times (CURL *easy, BaseCall *call)
{
  gint64 left_ms = MAX (base_call_left_ms (call), 1);

  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS, (long) MIN (left_ms, HTTP_CONNECT_MS));
  curl_easy_setopt (easy, CURLOPT_TIMEOUT_MS, (long) MIN (left_ms, HTTP_REQUEST_MS));
}

static HttpLines *
make_lines (const HttpRequest *request)
{
  HttpLines *lines = curl_slist_append (NULL, "Expect:");

  for (gsize i = 0; request->headers != NULL && request->headers[i] != NULL; i++)
    lines = curl_slist_append (lines, request->headers[i]);
  return lines;
}

static void
set_up_body (CURL *easy, const HttpRequest *request)
{
  gsize size;
  const char *bytes;

  if (request->body == NULL)
    return;

  bytes = g_bytes_get_data (request->body, &size);
  curl_easy_setopt (easy, CURLOPT_POST, 1L);
  curl_easy_setopt (easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) size);
  curl_easy_setopt (easy, CURLOPT_POSTFIELDS, bytes != NULL ? bytes : "");
}

/* FALSE: cancelled, or the call's deadline has passed. */
static gboolean
run (HttpLink *link, BaseCall *call, GError **error)
{
  GPollFD cancel = { .fd = -1 };
  gboolean has_fd = g_cancellable_make_pollfd (base_call_cancellable (call), &cancel);
  struct curl_waitfd extra = { .fd = cancel.fd, .events = CURL_WAIT_POLLIN };
  gboolean goes_on = TRUE;
  int running = 1;

  while (curl_multi_perform (link->multi, &running) == CURLM_OK && running > 0) {
    goes_on = base_call_check (call, error);
    if (!goes_on)
      break;
    curl_multi_poll (link->multi, &extra, has_fd ? 1 : 0,
                     (int) MIN (base_call_left_ms (call), 1000), NULL);
  }

  if (has_fd)
    g_cancellable_release_fd (base_call_cancellable (call));
  return goes_on;
}

static CURLcode
take_result (HttpLink *link)
{
  int left;
  CURLMsg *message = curl_multi_info_read (link->multi, &left);

  return message != NULL && message->msg == CURLMSG_DONE ? message->data.result : CURLE_FAILED_INIT;
}

static void
trace (HttpLink *link, BaseCall *call, const HttpServer *server, const HttpRequest *request,
       const HttpReply *reply)
{
  g_autofree char *url = NULL;

  if (g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN))
    return;

  url = g_strndup (server->url, strcspn (server->url, "?#"));
  g_debug ("%s %s %s %s login=%s sent=%" G_GSIZE_FORMAT " -> %d got=%" G_GSIZE_FORMAT
           " in %" G_GUINT64_FORMAT " ms request-id=%s server=%s",
           base_call_trace_id (call), request->body != NULL ? "POST" : "GET", url,
           request->label != NULL ? request->label : "-", http_auth_names[server->auth],
           request->body != NULL ? g_bytes_get_size (request->body) : 0, reply->status,
           g_bytes_get_size (reply->body), reply->took_ms,
           reply->request_id != NULL ? reply->request_id : "-",
           reply->front_end != NULL ? reply->front_end : "-");
}

static gboolean
set_too_long (GError **error, const char *reason, const char *url)
{
  g_autofree char *host = http_error_host (url);
  const BaseErrorFacts facts = { .reason = reason, .host = host };

  base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "%s: the answer is too long (%s)", host,
                        reason);
  return FALSE;
}

static gboolean
transfer (HttpLink *link, BaseCall *call, const HttpServer *server, HttpReading *reading,
          GError **error)
{
  gboolean goes_on;
  CURLcode result;

  if (curl_multi_add_handle (link->multi, link->easy) != CURLM_OK)
    g_error ("libcurl refuses its own handle");

  goes_on = run (link, call, error);
  result = goes_on ? take_result (link) : CURLE_OK;
  curl_multi_remove_handle (link->multi, link->easy); /* closes what is under way */
  if (!goes_on)
    return FALSE;
  if (reading->too_long != NULL)
    return set_too_long (error, reading->too_long, server->url);
  if (result != CURLE_OK) {
    http_error_set (error, link, result, server->url);
    return FALSE;
  }
  return TRUE;
}

HttpReply *
http_send (BaseCall *call, const HttpServer *server, const HttpRequest *request, GError **error)
{
  HttpLink *link = http_link_get (call);
  g_autoptr (HttpLines) lines = make_lines (request);
  g_auto (HttpReading) reading = { NULL };
  g_autoptr (HttpReply) reply = NULL;
  gint64 begin_us = g_get_monotonic_time ();
  gboolean is_done;

  if (!base_call_check (call, error))
    return NULL;

  link->words[0] = '\0';
  curl_easy_reset (link->easy); /* forgets options, keeps connections */
  curl_easy_setopt (link->easy, CURLOPT_ERRORBUFFER, link->words);
  curl_easy_setopt (link->easy, CURLOPT_HTTPHEADER, lines);
  set_up_transport (link->easy, server, request);
  set_up_login (link->easy, server);
  set_up_times (link->easy, call);
  set_up_body (link->easy, request);
  http_reading_init (&reading, link->easy, request->flags);

  is_done = transfer (link, call, server, &reading, error);
  if (is_done) {
    reply = http_reading_finish (&reading, link->easy);
    reply->took_ms = (guint64) (g_get_monotonic_time () - begin_us) / 1000;
    trace (link, call, server, request, reply);
  }
  curl_easy_reset (link->easy); /* nothing that it points to outlives this function */
  return g_steal_pointer (&reply);
}
