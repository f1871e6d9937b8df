/* http-transfer.c - one request on one of libcurl's handles
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-transfer.h"

#include "base-error.h"
#include "http-error.h"
#include "http-send.h"

#include <string.h>

#define LOOPBACK "127.0.0.1,::1"

static const long curl_auths[] = { [HTTP_AUTH_NONE] = (long) CURLAUTH_NONE,
                                   [HTTP_AUTH_BASIC] = (long) CURLAUTH_BASIC,
                                   [HTTP_AUTH_NTLM] = (long) CURLAUTH_NTLM,
                                   [HTTP_AUTH_BEARER] = (long) CURLAUTH_BEARER };

/* By its number; a name before the host is none. */
static gboolean
is_loopback (const char *url)
{
  static const char *const begins[] = { "http://127.0.0.1", "http://[::1]" };

  for (gsize i = 0; i < G_N_ELEMENTS (begins); i++)
    if (g_str_has_prefix (url, begins[i])) {
      const char *rest = url + strlen (begins[i]);
      gsize length = strcspn (rest, "/?#");

      return (length == 0 || *rest == ':') && memchr (rest, '@', length) == NULL;
    }
  return FALSE;
}

static gboolean
may_be_plain (const HttpServer *server, const HttpRequest *request)
{
  if (request->flags & HTTP_SEALED)
    return TRUE;
  if (request->flags & HTTP_PLAIN_ANONYMOUS)
    return server->auth == HTTP_AUTH_NONE && request->body == NULL;
  return (request->flags & HTTP_ALLOW_PLAIN_LOOPBACK) != 0 && is_loopback (server->url);
}

static const char *
protocols (const HttpRequest *request, gboolean is_plain)
{
  if (!is_plain)
    return "https";
  return request->flags & HTTP_ALLOW_PLAIN_LOOPBACK ? "http,https" : "http";
}

static void
set_up_transport (CURL *easy, const HttpServer *server, const HttpRequest *request)
{
  gboolean is_plain = may_be_plain (server, request);

  curl_easy_setopt (easy, CURLOPT_URL, server->url);
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, protocols (request, is_plain));
  curl_easy_setopt (easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L); /* it would show in the trace */
  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (easy, CURLOPT_ACCEPT_ENCODING, request->flags & HTTP_SEALED ? NULL : "");
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_TCP_KEEPALIVE, 1L);
  /* A name that takes long to resolve must not hold up Cancel. */
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
  if (request->flags & (HTTP_SEALED | HTTP_ALLOW_PLAIN_LOOPBACK))
    curl_easy_setopt (easy, CURLOPT_NOPROXY, request->flags & HTTP_SEALED ? "*" : LOOPBACK);
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
set_up_login (CURL *easy, const HttpServer *server, const HttpRequest *request)
{
  const char *secret = server->secret != NULL ? base_secret_text (server->secret) : "";

  if (server->auth == HTTP_AUTH_NONE || (request->flags & HTTP_OWN_LOGIN))
    return;

  curl_easy_setopt (easy, CURLOPT_HTTPAUTH, curl_auths[server->auth]);
  if (server->auth == HTTP_AUTH_BEARER)
    curl_easy_setopt (easy, CURLOPT_XOAUTH2_BEARER, secret);
  else {
    curl_easy_setopt (easy, CURLOPT_USERNAME, server->user);
    curl_easy_setopt (easy, CURLOPT_PASSWORD, secret);
  }
}

static void
set_up_times (CURL *easy, BaseCall *call, guint limit_ms)
{
  gint64 left_ms = CLAMP (base_call_left_ms (call), 1, (gint64) limit_ms);

  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT_MS, (long) MIN (left_ms, HTTP_CONNECT_MS));
  curl_easy_setopt (easy, CURLOPT_TIMEOUT_MS, (long) left_ms);
}

static struct curl_slist *
make_lines (const HttpRequest *request)
{
  struct curl_slist *lines = curl_slist_append (NULL, "Expect:");

  for (gsize i = 0; request->headers != NULL && request->headers[i] != NULL; i++)
    lines = curl_slist_append (lines, request->headers[i]);
  return lines;
}

static void
set_up_body (CURL *easy, const HttpRequest *request)
{
  gsize size;
  const char *bytes;

  if (request->method != NULL)
    curl_easy_setopt (easy, CURLOPT_CUSTOMREQUEST, request->method);
  if (request->body == NULL)
    return;

  bytes = g_bytes_get_data (request->body, &size);
  curl_easy_setopt (easy, CURLOPT_POST, 1L);
  curl_easy_setopt (easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) size);
  curl_easy_setopt (easy, CURLOPT_POSTFIELDS, bytes != NULL ? bytes : "");
}

static const char *
method_of (const HttpRequest *request)
{
  if (request->method != NULL)
    return request->method;
  return request->body != NULL ? "POST" : "GET";
}

static void
trace (BaseCall *call, const HttpServer *server, const HttpRequest *request, const HttpReply *reply)
{
  g_autofree char *url = NULL;

  if (g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN))
    return;

  url = g_strndup (server->url, strcspn (server->url, "?#"));
  g_debug ("%s %s %s %s login=%s sent=%" G_GSIZE_FORMAT " -> %d got=%" G_GSIZE_FORMAT
           " in %" G_GUINT64_FORMAT " ms request-id=%s server=%s",
           base_call_trace_id (call), method_of (request), url,
           request->label != NULL ? request->label : "-", http_auth_names[server->auth],
           request->body != NULL ? g_bytes_get_size (request->body) : 0, reply->status,
           g_bytes_get_size (reply->body), reply->took_ms,
           reply->request_id != NULL ? reply->request_id : "-",
           reply->front_end != NULL ? reply->front_end : "-");
}

static void
set_too_long (GError **error, const char *reason, const char *url)
{
  g_autofree char *host = http_error_host (url);
  const BaseErrorFacts facts = { .reason = reason, .host = host };

  base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "%s: the answer is too long (%s)", host,
                        reason);
}

/* What libcurl does by itself when a kept connection ends before any answer; with an answer it is a
 * login's next step. */
static gboolean
is_unseen_repeat (HttpTransfer *self)
{
  gboolean is_repeat = self->is_sent && self->reading.header_bytes == self->heard_bytes;

  self->is_sent = TRUE;
  self->heard_bytes = self->reading.header_bytes;
  return is_repeat;
}

static int
once_cb (void *data, char *address, char *own_address, int port, int own_port)
{
  HttpTransfer *self = data;
  g_autofree char *host = http_error_host (self->server->url);
  const BaseErrorFacts facts = { .reason = "closed", .host = host };

  if (!is_unseen_repeat (self))
    return CURL_PREREQFUNC_OK;

  g_clear_error (&self->problem);
  base_error_set_facts (&self->problem, BASE_ERROR_OFFLINE, &facts,
                        "%s: the connection ended before the answer", host);
  return CURL_PREREQFUNC_ABORT;
}

void
http_transfer_begin (HttpTransfer *self, CURL *easy, BaseCall *call, const HttpServer *server,
                     const HttpRequest *request, guint limit_ms)
{
  *self = (HttpTransfer){ .easy = easy,
                          .server = server,
                          .request = request,
                          .lines = make_lines (request),
                          .begin_us = g_get_monotonic_time () };
  curl_easy_setopt (easy, CURLOPT_ERRORBUFFER, self->words);
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, self->lines);
  set_up_transport (easy, server, request);
  set_up_login (easy, server, request);
  set_up_times (easy, call, limit_ms);
  set_up_body (easy, request);
  http_reading_init (&self->reading, easy, request->flags);
  if (request->flags & HTTP_ONCE) {
    curl_easy_setopt (easy, CURLOPT_PREREQFUNCTION, once_cb);
    curl_easy_setopt (easy, CURLOPT_PREREQDATA, self);
  }
}

static int
ready_cb (void *data, char *address, char *own_address, int port, int own_port)
{
  HttpTransfer *self = data;
  g_autofree char *line = NULL;
  long connects = 0;

  if ((self->request->flags & HTTP_ONCE) &&
      once_cb (data, address, own_address, port, own_port) != CURL_PREREQFUNC_OK)
    return CURL_PREREQFUNC_ABORT;

  curl_easy_getinfo (self->easy, CURLINFO_NUM_CONNECTS, &connects);
  /* A kept connection that turns out to be dead is replaced: then this is the second time. */
  curl_slist_free_all (self->last_line->next);
  self->last_line->next = NULL;
  g_clear_error (&self->problem);
  if (!self->ready (self->easy, connects > 0, &line, self->ready_data, &self->problem))
    return CURL_PREREQFUNC_ABORT;
  if (line != NULL)
    curl_slist_append (self->last_line, line);
  return CURL_PREREQFUNC_OK;
}

void
http_transfer_set_ready (HttpTransfer *self, HttpReady ready, gpointer data)
{
  self->ready = ready;
  self->ready_data = data;
  for (self->last_line = self->lines; self->last_line->next != NULL;)
    self->last_line = self->last_line->next;
  curl_easy_setopt (self->easy, CURLOPT_PREREQFUNCTION, ready_cb);
  curl_easy_setopt (self->easy, CURLOPT_PREREQDATA, self);
  /* The certificate is only told of a whole handshake. */
  curl_easy_setopt (self->easy, CURLOPT_CERTINFO, 1L);
  curl_easy_setopt (self->easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
}

HttpReply *
http_transfer_finish (HttpTransfer *self, BaseCall *call, CURLcode result, GError **error)
{
  HttpReply *reply;

  if (self->problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&self->problem));
    return NULL;
  }
  if (self->reading.too_long != NULL) {
    set_too_long (error, self->reading.too_long, self->server->url);
    return NULL;
  }
  if (result != CURLE_OK) {
    http_error_set (error, self->easy, self->words, result, self->server->url);
    return NULL;
  }

  reply = http_reading_finish (&self->reading, self->easy);
  reply->auth = self->server->auth;
  reply->took_ms = (guint64) (g_get_monotonic_time () - self->begin_us) / 1000;
  trace (call, self->server, self->request, reply);
  return reply;
}

void
http_transfer_clear (HttpTransfer *self)
{
  if (self->easy == NULL)
    return;

  /* Forgets options, keeps connections: nothing that it points to outlives the transfer. */
  curl_easy_reset (self->easy);
  http_reading_clear (&self->reading);
  curl_slist_free_all (self->lines);
  g_clear_error (&self->problem);
  self->easy = NULL;
}
