/* http-negotiate.c - logging a connection in with Kerberos or NTLM
 *
 * Quirk: IIS logs the connection in and says so with Persistent-Auth; Apache wants a token with
 * every request. NTLM always belongs to the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-negotiate.h"

#include "base-error.h"
#include "http-auth.h"
#include "http-error.h"
#include "http-ticket.h"
#include "http-transfer.h"
#include "kerberos-context.h"
#include "kerberos-end-point.h"

#include <string.h>

#define MOST_STEPS 6
#define MOST_SESSIONS 4 /* of a worker */

/* One account's connection to one server. */
typedef struct
{
  HttpLink *link;
  char *place; /* scheme, host and port */
  char *host;
  HttpAuth auth;
  KerberosAccount *account; /* NULL: this computer's ticket */
  char *user;
  BaseSecret *secret;
  HttpTicket ticket;
  const char *scheme;
  GBytes *end_point;        /* of the connection; NULL: it has none */
  KerberosContext *context; /* of a login that is under way */
  GBytes *token;            /* of it, the next one to send */
  gboolean is_in;           /* the connection is logged in, and needs no more tokens */
  gboolean has_sent;        /* a token, with this request */
} Session;

static const char sessions_key[] = "http-negotiate";

static void
forget_login (Session *self)
{
  g_clear_pointer (&self->context, kerberos_context_free);
  g_clear_pointer (&self->token, g_bytes_unref);
  self->is_in = FALSE;
}

static void
free_session (gpointer data)
{
  Session *self = data;

  forget_login (self);
  http_link_free (self->link);
  http_ticket_clear (&self->ticket);
  kerberos_account_unref (self->account);
  base_secret_unref (self->secret);
  g_clear_pointer (&self->end_point, g_bytes_unref);
  g_free (self->user);
  g_free (self->place);
  g_free (self->host);
  g_free (self);
}

static gboolean
take_end_point (Session *self, CURL *easy, GError **error)
{
  const BaseErrorFacts facts = { .reason = "tls-failed", .host = self->host };
  g_autoptr (GByteArray) certificate = NULL;

  g_clear_pointer (&self->end_point, g_bytes_unref);
  if (!g_str_has_prefix (self->place, "https:"))
    return TRUE;

  certificate = http_read_certificate (easy);
  if (certificate != NULL)
    self->end_point = kerberos_end_point (certificate->data, certificate->len);
  if (self->end_point == NULL)
    base_error_set_facts (error, BASE_ERROR_TLS, &facts, "%s: its certificate cannot be read",
                          self->host);
  return self->end_point != NULL;
}

static gboolean
begin_login (Session *self, GError **error)
{
  const KerberosAim aim = {
    .form = self->auth == HTTP_AUTH_NTLM ? KERBEROS_FORM_NTLM : KERBEROS_FORM_SPNEGO,
    .use = KERBEROS_USE_LOGIN,
    .host = self->host,
    .cache = self->ticket.ticket != NULL ? kerberos_ticket_cache (self->ticket.ticket) : NULL,
    .service = self->ticket.service,
    .end_point = self->end_point,
    .user = self->user,
    .password = self->secret
  };

  self->context = kerberos_context_new (&aim, error);
  return self->context != NULL && kerberos_context_step (self->context, NULL, &self->token, error);
}

static gboolean
ready_cb (CURL *easy, gboolean is_new, char **ret_line, gpointer data, GError **error)
{
  Session *self = data;

  if (is_new) {
    forget_login (self);
    if (!take_end_point (self, easy, error))
      return FALSE;
  }
  if (self->is_in)
    return TRUE;

  if (self->context == NULL && !begin_login (self, error))
    return FALSE;
  if (self->token != NULL)
    *ret_line = http_auth_line (self->scheme, self->token);
  g_clear_pointer (&self->token, g_bytes_unref);
  self->has_sent = TRUE;
  return TRUE;
}

/* "https://mail.corp.example:443" */
static char *
place_of (const char *url)
{
  g_autoptr (GUri) uri =
      g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *lower = host != NULL ? g_ascii_strdown (host, -1) : NULL;

  if (lower == NULL || *lower == '\0')
    return NULL;
  return g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri), lower, g_uri_get_port (uri));
}

static gboolean
is_for (const Session *self, const HttpServer *server, const char *place)
{
  return strcmp (self->place, place) == 0 && self->auth == server->auth &&
         self->account == server->account && self->secret == server->secret &&
         g_strcmp0 (self->user, server->user) == 0;
}

static Session *
make_session (const HttpServer *server, const char *place)
{
  Session *self = g_new0 (Session, 1);

  self->link = http_link_new ();
  self->link->ready = ready_cb;
  self->link->ready_data = self;
  curl_multi_setopt (self->link->multi, CURLMOPT_MAXCONNECTS, 1L);
  self->place = g_strdup (place);
  self->host = http_error_host (server->url);
  self->auth = server->auth;
  self->account = server->account != NULL ? kerberos_account_ref (server->account) : NULL;
  self->user = g_strdup (server->user);
  self->secret = server->secret != NULL ? base_secret_ref (server->secret) : NULL;
  self->scheme = server->auth == HTTP_AUTH_NTLM ? "NTLM" : "Negotiate";
  return self;
}

/* The worker's; the one that was used last is the last. */
static Session *
get_session (BaseCall *call, const HttpServer *server, const char *place)
{
  GPtrArray *sessions = base_call_kept (call, sessions_key);
  Session *session;

  if (sessions == NULL) {
    sessions = g_ptr_array_new_with_free_func (free_session);
    base_call_keep (call, sessions_key, sessions, (GDestroyNotify) g_ptr_array_unref);
  }
  for (guint i = 0; i < sessions->len; i++)
    if (is_for (sessions->pdata[i], server, place)) {
      session = g_ptr_array_steal_index (sessions, i);
      g_ptr_array_add (sessions, session);
      return session;
    }

  if (sessions->len >= MOST_SESSIONS)
    g_ptr_array_remove_index (sessions, 0);
  session = make_session (server, place);
  g_ptr_array_add (sessions, session);
  return session;
}

/* The server has let us in. What it says last proves who it is. */
static gboolean
finish_login (Session *self, const HttpReply *reply, GError **error)
{
  const BaseErrorFacts facts = { .reason = "server-unproven", .host = self->host };
  g_autoptr (GBytes) answer = http_auth_token (reply, self->scheme);
  g_autoptr (GBytes) rest = NULL;
  g_autoptr (GError) why = NULL;
  gboolean is_good = answer == NULL || kerberos_context_is_complete (self->context) ||
                     kerberos_context_step (self->context, answer, &rest, &why);

  if (!is_good)
    base_error_set_facts (error, BASE_ERROR_AUTH, &facts, "%s", why->message);
  forget_login (self);
  self->is_in = is_good && (self->auth == HTTP_AUTH_NTLM ||
                            (reply->persistent_auth != NULL &&
                             g_ascii_strcasecmp (reply->persistent_auth, "true") == 0));
  return is_good;
}

/* NTLM goes by either name, and no password has been shown yet. */
static gboolean
change_scheme (Session *self, const HttpReply *reply)
{
  guint offered = http_auth_offered ((const char *const *) reply->challenges);

  if (self->auth != HTTP_AUTH_NTLM || strcmp (self->scheme, "NTLM") != 0 ||
      (offered & (1u << HTTP_AUTH_NTLM)) || !(offered & (1u << HTTP_AUTH_NEGOTIATE)))
    return FALSE;
  self->scheme = "Negotiate";
  return TRUE;
}

typedef enum
{
  DONE,
  AGAIN,
  FAILED
} Outcome;

/* Why a login stopped in the middle says more than 401 in some cases. */
static gboolean
says_more (const GError *why)
{
  static const char *const reasons[] = { "clock-skew", "no-ntlm", NULL };
  const char *reason = base_error_facts (why)->reason;

  return reason != NULL && g_strv_contains (reasons, reason);
}

/* It says 401 to a token: go on, or why not. */
static Outcome
go_on (Session *self, const HttpReply *reply, GError **error)
{
  g_autoptr (GBytes) answer = http_auth_token (reply, self->scheme);
  gboolean is_first = self->context != NULL && !kerberos_context_is_complete (self->context);
  g_autoptr (GError) why = NULL;

  if (is_first && answer != NULL &&
      kerberos_context_step (self->context, answer, &self->token, &why) && self->token != NULL)
    return AGAIN;

  forget_login (self);
  http_ticket_clear (&self->ticket); /* it may be one of a key that the server has no more */
  if (why != NULL && says_more (why)) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FAILED;
  }
  return is_first && answer == NULL && change_scheme (self, reply) ? AGAIN : DONE;
}

static Outcome
judge (Session *self, const HttpReply *reply, GError **error)
{
  if (!self->has_sent) {
    if (reply->status != 401)
      return DONE;
    forget_login (self); /* the server has */
    return AGAIN;
  }
  if (reply->status == 401)
    return go_on (self, reply, error);
  return finish_login (self, reply, error) ? DONE : FAILED;
}

static HttpReply *
send_steps (Session *self, BaseCall *call, const HttpServer *server, const HttpRequest *request,
            GError **error)
{
  for (guint i = 0; i < MOST_STEPS; i++) {
    g_autoptr (HttpReply) reply = NULL;
    Outcome outcome;

    self->has_sent = FALSE;
    reply = http_send_on (self->link, call, server, request, NULL, error);
    outcome = reply != NULL ? judge (self, reply, error) : FAILED;
    if (outcome == FAILED) {
      forget_login (self);
      return NULL;
    }
    if (outcome == DONE || i + 1 == MOST_STEPS) {
      reply->is_bound = self->end_point != NULL;
      return g_steal_pointer (&reply);
    }
  }
  return NULL;
}

gboolean
http_negotiate_takes (const HttpServer *server)
{
  return server->auth == HTTP_AUTH_NEGOTIATE ||
         (server->auth == HTTP_AUTH_NTLM && g_str_has_prefix (server->url, "https:") &&
          kerberos_has_ntlm ());
}

HttpReply *
http_negotiate_send (BaseCall *call, const HttpServer *server, const HttpRequest *request,
                     guint limit_ms, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "bad-url" };
  g_autofree char *place = place_of (server->url);
  HttpRequest own = *request;
  Session *session;

  if (!base_call_check (call, error))
    return NULL;
  if (place == NULL) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "that is no URL");
    return NULL;
  }

  session = get_session (call, server, place);
  if (server->auth == HTTP_AUTH_NEGOTIATE &&
      !http_ticket_get (&session->ticket, call, server->account, server->url, error))
    return NULL;
  own.flags |= HTTP_OWN_LOGIN;
  session->link->limit_ms = limit_ms;
  return send_steps (session, call, server, &own, error);
}
