/* http-sealed.c - requests over plain http whose bodies Kerberos encrypts
 *
 * libcurl is the pipe: it can neither say "Kerberos" nor encrypt bodies.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-sealed.h"

#include "base-error.h"
#include "http-context.h"
#include "http-error.h"
#include "http-transfer.h"

#include <string.h>

#define MOST_STEPS 5
#define MOST_TOKEN_BYTES (64 * 1024)

static const char *const services[] = { "HTTP", "host" };

/* What a worker keeps. */
typedef struct
{
  HttpLink *link;
  HttpContext *context; /* NULL: none yet */
  char *url;            /* whose it is */
} Session;

static const char session_key[] = "http-sealed";

static void
free_session (gpointer data)
{
  Session *session = data;

  http_context_free (session->context);
  http_link_free (session->link);
  g_free (session->url);
  g_free (session);
}

static Session *
get_session (BaseCall *call, const char *url)
{
  Session *session = base_call_kept (call, session_key);

  if (session != NULL && strcmp (session->url, url) == 0)
    return session;

  session = g_new0 (Session, 1);
  session->link = http_link_new ();
  session->url = g_strdup (url);
  base_call_keep (call, session_key, session, free_session);
  return session;
}

static void
forget (Session *session)
{
  g_clear_pointer (&session->context, http_context_free);
}

/* The token that the server sends with that scheme, or NULL. */
static GBytes *
find_token (const HttpReply *reply, HttpSeal seal)
{
  gsize length = strlen (http_seal_schemes[seal]);

  for (gsize i = 0; reply->challenges[i] != NULL; i++) {
    const char *line = reply->challenges[i];
    guchar *token;
    gsize size;

    if (g_ascii_strncasecmp (line, http_seal_schemes[seal], length) != 0 || line[length] != ' ' ||
        strlen (line) > MOST_TOKEN_BYTES)
      continue;
    token = g_base64_decode (line + length + 1, &size);
    return g_bytes_new_take (token, size);
  }
  return NULL;
}

static gboolean
set_refused (const HttpServer *server, int status, GError **error)
{
  g_autofree char *host = http_error_host (server->url);
  const BaseErrorFacts facts = { .reason = "sealed-refused", .host = host, .http_status = status };

  base_error_set_facts (error, BASE_ERROR_AUTH, &facts, "%s: the Kerberos ticket was refused",
                        host);
  return FALSE;
}

/* One token and what comes back. ret_answer: NULL when the server has nothing more to say. */
static gboolean
exchange_token (Session *session, BaseCall *call, const HttpServer *server, HttpSeal seal,
                GBytes *token, GBytes **ret_answer, GError **error)
{
  g_autofree char *text =
      g_base64_encode (g_bytes_get_data (token, NULL), g_bytes_get_size (token));
  g_autofree char *line = g_strdup_printf ("Authorization: %s %s", http_seal_schemes[seal], text);
  const char *const headers[] = { line, "Content-Type: application/soap+xml;charset=UTF-8",
                                  "Connection: Keep-Alive", NULL };
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  const HttpServer anonymous = { .url = server->url };
  const HttpRequest request = {
    .headers = headers, .body = empty, .flags = HTTP_SEALED, .label = "Kerberos"
  };
  g_autoptr (HttpReply) reply =
      http_send_on (session->link, call, &anonymous, &request, NULL, error);

  if (reply == NULL)
    return FALSE;

  *ret_answer = find_token (reply, seal);
  return *ret_answer != NULL || reply->status == 200 || set_refused (server, reply->status, error);
}

static gboolean
begin_as (Session *session, BaseCall *call, const HttpServer *server, HttpSeal seal,
          const char *service, GError **error)
{
  g_autofree char *host = http_error_host (server->url);
  g_autoptr (HttpContext) context = http_context_new (seal, service, host);
  g_autoptr (GBytes) answer = NULL;

  for (guint i = 0; i < MOST_STEPS; i++) {
    g_autoptr (GBytes) token = NULL;

    if (!http_context_step (context, answer, &token, error))
      return FALSE;
    g_clear_pointer (&answer, g_bytes_unref);
    if (token != NULL && !exchange_token (session, call, server, seal, token, &answer, error))
      return FALSE;
    if (http_context_is_complete (context)) {
      session->context = g_steal_pointer (&context);
      return TRUE;
    }
    if (answer == NULL)
      break;
  }
  return set_refused (server, 401, error);
}

static gboolean
begin (Session *session, BaseCall *call, const HttpServer *server, HttpSeal seal, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++) {
    g_autoptr (GError) why = NULL;

    if (begin_as (session, call, server, seal, services[i], &why))
      return TRUE;
    /* A domain may know the computer by its own name only. */
    if (i + 1 < G_N_ELEMENTS (services) &&
        g_strcmp0 (base_error_facts (why)->reason, "no-host-ticket") == 0)
      continue;
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  return FALSE;
}

static gboolean
is_content_type (const char *header)
{
  return g_ascii_strncasecmp (header, "Content-Type:", strlen ("Content-Type:")) == 0;
}

/* The request's headers, with the type of an encrypted body. Caller frees the array. */
static const char **
make_headers (const HttpRequest *request, const char *type)
{
  GPtrArray *headers = g_ptr_array_new ();

  g_ptr_array_add (headers, (char *) type);
  for (gsize i = 0; request->headers != NULL && request->headers[i] != NULL; i++)
    if (!is_content_type (request->headers[i]))
      g_ptr_array_add (headers, (char *) request->headers[i]);
  g_ptr_array_add (headers, NULL);
  return (const char **) g_ptr_array_free (headers, FALSE);
}

/* ret_is_lost: the connection was a new one, so that the server did not know our session. */
static HttpReply *
send_once (Session *session, BaseCall *call, const HttpServer *server, const HttpRequest *request,
           HttpSeal seal, gboolean *ret_is_lost, GError **error)
{
  g_autoptr (GBytes) sealed = http_context_seal (session->context, request->body, error);
  g_autofree char *type = g_strconcat ("Content-Type: ", http_sealed_body_type (seal), NULL);
  g_autofree const char **headers = make_headers (request, type);
  const HttpServer anonymous = { .url = server->url };
  const HttpRequest outer = {
    .headers = headers, .body = sealed, .flags = HTTP_SEALED, .label = request->label
  };
  HttpReply *reply;
  long connects = 0;

  if (sealed == NULL)
    return NULL;

  reply = http_send_on (session->link, call, &anonymous, &outer, &connects, error);
  *ret_is_lost = reply != NULL && (connects > 0 || reply->status == 401);
  return reply;
}

static gboolean
open_reply (Session *session, HttpReply *reply, GError **error)
{
  static const char type[] = "multipart/encrypted";
  GBytes *plain;

  if (reply->content_type == NULL ||
      g_ascii_strncasecmp (reply->content_type, type, strlen (type)) != 0)
    plain = g_bytes_new_static ("", 0);
  else
    plain = http_context_open (session->context, reply->body, error);
  if (plain == NULL)
    return FALSE;

  g_bytes_unref (reply->body);
  reply->body = plain;
  return TRUE;
}

HttpReply *
http_send_sealed (BaseCall *call, const HttpServer *server, const HttpRequest *request,
                  HttpSeal seal, GError **error)
{
  Session *session = get_session (call, server->url);
  g_autoptr (HttpReply) reply = NULL;
  gboolean is_lost = TRUE;

  for (guint i = 0; i < 2 && is_lost; i++) {
    g_clear_pointer (&reply, http_reply_free);
    if (session->context == NULL && !begin (session, call, server, seal, error))
      return NULL;
    reply = send_once (session, call, server, request, seal, &is_lost, error);
    if (reply == NULL || is_lost)
      forget (session); /* what it has counted is not what the server has */
    if (reply == NULL)
      return NULL;
  }
  if (is_lost) {
    set_refused (server, reply->status, error);
    return NULL;
  }
  if (!open_reply (session, reply, error)) {
    forget (session);
    return NULL;
  }
  return g_steal_pointer (&reply);
}
