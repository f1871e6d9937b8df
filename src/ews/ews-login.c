/* ews-login.c - which ways to log in a server offers
 *
 * The question is a complete one (GetServerTimeZones), so that a server without any login answers
 * it like others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-login.h"

#include "base-error.h"
#include "ews-status.h"
#include "ews-zones.h"
#include "http-auth.h"

static const HttpAuth fixed_auths[] = {
  [EXCHANGE_AUTH_NEGOTIATE] = HTTP_AUTH_NEGOTIATE, [EXCHANGE_AUTH_NTLM] = HTTP_AUTH_NTLM
};

static gboolean
holds_soap (const HttpReply *reply)
{
  gsize size;
  const char *bytes = g_bytes_get_data (reply->body, &size);
  g_autoptr (xmlDoc) doc = wire_xml_parse (bytes, size, NULL);

  return doc != NULL && wire_soap_body (doc, NULL) != NULL;
}

gboolean
ews_login_ask (BaseCall *call, const EwsServer *server, EwsOffer *ret, GError **error)
{
  static const char *const headers[] = { "Content-Type: text/xml; charset=utf-8",
                                         "Accept: text/xml", EWS_USER_AGENT, NULL };
  const HttpServer anonymous = { .url = server->http.url, .ca_pem = server->http.ca_pem };
  g_autoptr (GBytes) body =
      ews_ask_encode (&ews_zones_ask, (EwsVersion) g_atomic_int_get (&server->version), error);
  const HttpRequest request = { .headers = headers, .body = body, .label = "login methods" };
  g_autoptr (HttpReply) reply = server->send (call, &anonymous, &request, server->send_data, error);
  EwsFaultOrigin origin = { .host = server->host };

  if (reply == NULL)
    return FALSE;

  ret->offered = http_auth_offered ((const char *const *) reply->challenges);
  ret->needs_none = reply->status != 401 && holds_soap (reply);
  if (reply->status == 401 || ret->needs_none)
    return TRUE;

  origin.request_id = reply->request_id;
  origin.http_status = reply->status;
  if (ews_status_check (reply, &origin, error))
    ews_status_set_error (reply, &origin, error);
  return FALSE;
}

gboolean
ews_login_choose (BaseCall *call, EwsServer *server, const EwsOffer *offer, GError **error)
{
  ExchangeAuth wanted = server->profile->auth;

  server->offered = offer->offered;
  if (wanted == EXCHANGE_AUTH_BASIC) {
    server->http.auth = HTTP_AUTH_BASIC;
    return TRUE;
  }
  if (wanted == EXCHANGE_AUTH_AUTO && offer->needs_none) {
    server->http.auth = HTTP_AUTH_NONE;
    return TRUE;
  }

  g_clear_error (&server->no_ticket);
  return http_auth_settle (call, &server->http,
                           wanted == EXCHANGE_AUTH_AUTO ? offer->offered
                                                        : 1u << fixed_auths[wanted],
                           &server->http.auth, &server->no_ticket, error);
}
