/* http-sealed.c - requests over plain http whose bodies Kerberos encrypts
 *
 * libcurl is the pipe: it can neither say "Kerberos" nor encrypt bodies.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-sealed.h"

#include "base-error.h"
#include "http-auth.h"
#include "http-error.h"
#include "http-ticket.h"
#include "http-transfer.h"
#include "kerberos-context.h"

#include <string.h>

#define MOST_STEPS 5

/* What a worker keeps. */
typedef struct
{
  HttpLink *link;
  HttpTicket ticket;
  KerberosAccount *account;
  KerberosContext *context; /* NULL: none yet */
  char *url;                /* whose it is */
} Session;

static const char session_key[] = "http-sealed";

static void
free_session (gpointer data)
{
  Session *session = data;

  kerberos_context_free (session->context);
  http_ticket_clear (&session->ticket);
  kerberos_account_unref (session->account);
  http_link_free (session->link);
  g_free (session->url);
  g_free (session);
}

static Session *
get_session (BaseCall *call, const HttpServer *server)
{
  Session *session = base_call_kept (call, session_key);

  if (session != NULL && session->account == server->account &&
      strcmp (session->url, server->url) == 0)
    return session;

  session = g_new0 (Session, 1);
  session->link = http_link_new ();
  session->url = g_strdup (server->url);
  session->account = server->account != NULL ? kerberos_account_ref (server->account) : NULL;
  base_call_keep (call, session_key, session, free_session);
  return session;
}

static void
forget (Session *session)
{
  g_clear_pointer (&session->context, kerberos_context_free);
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
  g_autofree char *line = http_auth_line (http_seal_schemes[seal], token);
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

  *ret_answer = http_auth_token (reply, http_seal_schemes[seal]);
  return *ret_answer != NULL || reply->status == 200 || set_refused (server, reply->status, error);
}

static gboolean
begin (Session *session, BaseCall *call, const HttpServer *server, HttpSeal seal, GError **error)
{
  g_autofree char *host = http_error_host (server->url);
  g_autoptr (KerberosContext) context = NULL;
  g_autoptr (GBytes) answer = NULL;
  KerberosAim aim = { .form =
                          seal == HTTP_SEAL_KERBEROS ? KERBEROS_FORM_BARE : KERBEROS_FORM_SPNEGO,
                      .use = KERBEROS_USE_SEAL,
                      .host = host };

  if (!http_ticket_get (&session->ticket, call, session->account, server->url, error))
    return FALSE;
  aim.cache = kerberos_ticket_cache (session->ticket.ticket);
  aim.service = session->ticket.service;
  context = kerberos_context_new (&aim, error);

  for (guint i = 0; context != NULL && i < MOST_STEPS; i++) {
    g_autoptr (GBytes) token = NULL;

    if (!kerberos_context_step (context, answer, &token, error))
      return FALSE;
    g_clear_pointer (&answer, g_bytes_unref);
    if (token != NULL && !exchange_token (session, call, server, seal, token, &answer, error))
      return FALSE;
    if (kerberos_context_is_mutual (context)) {
      session->context = g_steal_pointer (&context);
      return TRUE;
    }
    if (answer == NULL)
      return set_refused (server, 401, error);
  }
  return context != NULL && set_refused (server, 401, error);
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

static GBytes *
seal_body (Session *session, GBytes *plain, HttpSeal seal, GError **error)
{
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GBytes) cipher = NULL;

  if (!kerberos_context_seal (session->context, plain, &head, &cipher, error))
    return NULL;
  return http_sealed_body_pack (seal, g_bytes_get_size (plain), head, cipher);
}

static GBytes *
open_body (Session *session, GBytes *body, GError **error)
{
  gsize length = 0;
  g_autoptr (GBytes) sealed = http_sealed_body_unpack (body, &length, error);

  return sealed != NULL ? kerberos_context_open (session->context, sealed, length, error) : NULL;
}

/* ret_is_lost: the connection was a new one, so that the server did not know our session. */
static HttpReply *
send_once (Session *session, BaseCall *call, const HttpServer *server, const HttpRequest *request,
           HttpSeal seal, gboolean *ret_is_lost, GError **error)
{
  g_autoptr (GBytes) sealed = seal_body (session, request->body, seal, error);
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
    plain = open_body (session, reply->body, error);
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
  Session *session = get_session (call, server);
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
