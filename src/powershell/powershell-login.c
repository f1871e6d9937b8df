/* powershell-login.c - which way to log in
 *
 * Quirk: Exchange's own module offers the scheme "Kerberos", which is not Negotiate: a bare token
 * without SPNEGO.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-login.h"

#include "http-auth.h"
#include "http-sealed.h"
#include "powershell-fault.h"

#include <string.h>

static HttpReply *
ask_empty (BaseCall *call, const PowershellPlace *place, GError **error)
{
  static const char *const headers[] = { "Content-Type: application/soap+xml;charset=UTF-8",
                                         "User-Agent: Absentia/" ABSENTIA_VERSION, NULL };
  const HttpServer anonymous = { .url = place->http.url, .ca_pem = place->http.ca_pem };
  g_autoptr (GBytes) body = g_bytes_new_static ("", 0);
  const HttpRequest request = { .headers = headers, .body = body, .label = "login methods" };

  if (place->send != NULL)
    return place->send (call, &anonymous, &request, place->send_data, error);
  return http_send (call, &anonymous, &request, error);
}

static gboolean
offers_kerberos (const HttpReply *reply)
{
  for (gsize i = 0; reply->challenges[i] != NULL; i++)
    if (g_ascii_strncasecmp (reply->challenges[i], "Kerberos", strlen ("Kerberos")) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
choose (BaseCall *call, PowershellPlace *place, const HttpReply *reply,
        const PowershellOrigin *origin, HttpAuth fixed, GError **error)
{
  guint offered = http_auth_offered ((const char *const *) reply->challenges);
  BaseErrorFacts facts = { .reason = "powershell-no-method",
                           .host = origin->host,
                           .http_status = 401 };
  g_autoptr (GError) why = NULL;

  if (fixed != HTTP_AUTH_NONE)
    offered &= 1u << fixed;
  if (http_auth_settle (call, &place->http, offered, &place->http.auth, NULL, &why))
    return TRUE;
  if (!powershell_error_is (why, "no-method")) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }

  if (offered == 0 && offers_kerberos (reply))
    facts.reason = "powershell-kerberos";
  base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts, "%s: PowerShell: %s", origin->host,
                        why->message);
  return FALSE;
}

static gboolean
choose_https (BaseCall *call, PowershellPlace *place, HttpAuth fixed, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (place->http.url, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (HttpReply) reply = ask_empty (call, place, error);
  PowershellOrigin origin = { .host = uri != NULL && g_uri_get_host (uri) != NULL
                                          ? g_uri_get_host (uri)
                                          : "",
                              .account = place->http.user };

  if (reply == NULL)
    return FALSE;

  origin.status = reply->status;
  origin.request_id = reply->request_id;
  if (reply->status == 401)
    return choose (call, place, reply, &origin, fixed, error);
  if (!powershell_status_check (reply, &origin, error))
    return FALSE;

  place->http.auth =
      HTTP_AUTH_NONE; /* it takes everybody, or says what it wants when it is asked properly */
  return TRUE;
}

static HttpReply *
send_kerberos (BaseCall *call, const HttpServer *server, const HttpRequest *request, gpointer data,
               GError **error)
{
  return http_send_sealed (call, server, request, HTTP_SEAL_KERBEROS, error);
}

static HttpReply *
send_negotiate (BaseCall *call, const HttpServer *server, const HttpRequest *request, gpointer data,
                GError **error)
{
  return http_send_sealed (call, server, request, HTTP_SEAL_NEGOTIATE, error);
}

static gboolean
set_no_kerberos (const PowershellPlace *place, const HttpReply *reply, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (place->plain_url, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : "";
  PowershellOrigin origin = { .host = host,
                              .account = place->http.user,
                              .status = reply->status,
                              .request_id = reply->request_id };
  const BaseErrorFacts facts = { .reason = "powershell-no-method",
                                 .host = host,
                                 .http_status = reply->status };

  if (reply->status == 401 || powershell_status_check (reply, &origin, error))
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                          "%s: PowerShell: no Kerberos is offered over http", host);
  return FALSE;
}

/* A ticket for the server at plain_url is there, or can be had. */
static gboolean
has_ticket (BaseCall *call, const PowershellPlace *place, GError **error)
{
  HttpServer plain = place->http;
  HttpAuth auth;

  plain.url = place->plain_url;
  return http_auth_settle (call, &plain, 1u << HTTP_AUTH_NEGOTIATE, &auth, NULL, error);
}

/* Port 80, which takes Kerberos as Exchange is installed. */
static gboolean
choose_plain (BaseCall *call, PowershellPlace *place, GError **error)
{
  const HttpServer anonymous = { .url = place->plain_url };
  const HttpRequest request = { .flags = HTTP_PLAIN_ANONYMOUS, .label = "login methods" };
  g_autoptr (HttpReply) reply = http_send (call, &anonymous, &request, error);
  guint offered;

  if (reply == NULL)
    return FALSE;

  offered = http_auth_offered ((const char *const *) reply->challenges);
  if (reply->status != 401 ||
      (!offers_kerberos (reply) && !(offered & (1u << HTTP_AUTH_NEGOTIATE))))
    return set_no_kerberos (place, reply, error);
  if (!has_ticket (call, place, error))
    return FALSE;

  place->send = offers_kerberos (reply) ? send_kerberos : send_negotiate;
  place->http.url = place->plain_url;
  place->http.auth = HTTP_AUTH_NEGOTIATE;
  return TRUE;
}

/* After https has failed, or when there is none: why, NULL. */
static gboolean
may_try_plain (const PowershellPlace *place, const GError *why)
{
  if (why == NULL)
    return TRUE;
  return !http_auth_is_final (why) && (place->http.account != NULL || http_auth_has_ticket ());
}

gboolean
powershell_login_choose (BaseCall *call, PowershellPlace *place, HttpAuth fixed, GError **error)
{
  static const BaseErrorFacts wrong_way = { .reason = "powershell-no-method" };
  gboolean has_plain = place->plain_url != NULL && place->send == NULL &&
                       (fixed == HTTP_AUTH_NONE || fixed == HTTP_AUTH_NEGOTIATE);
  g_autoptr (GError) why = NULL;
  g_autoptr (GError) why_plain = NULL;

  if (place->http.url != NULL && choose_https (call, place, fixed, &why))
    return TRUE;
  if (place->http.url == NULL && !has_plain)
    base_error_set_facts (&why, BASE_ERROR_UNSUPPORTED, &wrong_way,
                          "over http the console is asked with Kerberos only");
  if (has_plain && may_try_plain (place, why) && choose_plain (call, place, &why_plain))
    return TRUE;

  /* That the password was refused says more than which ways there are. */
  if (why == NULL || (why_plain != NULL && http_auth_is_final (why_plain)))
    g_propagate_error (error, g_steal_pointer (&why_plain));
  else
    g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}
