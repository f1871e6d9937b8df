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

static const HttpAuth fixed_auths[] = { [EXCHANGE_AUTH_NEGOTIATE] = HTTP_AUTH_NEGOTIATE,
                                        [EXCHANGE_AUTH_NTLM] = HTTP_AUTH_NTLM,
                                        [EXCHANGE_AUTH_BASIC] = HTTP_AUTH_BASIC };

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

/* What the profile insists on must be possible here. */
static gboolean
check_fixed (HttpAuth auth, GError **error)
{
  static const BaseErrorFacts no_ticket = { .reason = "no-ticket" };
  static const BaseErrorFacts no_method = { .reason = "no-method" };

  if (auth == HTTP_AUTH_NEGOTIATE && !http_auth_has_ticket ()) {
    base_error_set_facts (error, BASE_ERROR_AUTH, &no_ticket,
                          "there is no Kerberos ticket that is still valid");
    return FALSE;
  }
  if (auth == HTTP_AUTH_NTLM && !http_auth_can_ntlm ()) {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &no_method,
                          "this computer's libcurl has no NTLM");
    return FALSE;
  }
  return TRUE;
}

gboolean
ews_login_choose (const EwsOffer *offer, const ExchangeProfile *profile, BaseSecret *password,
                  HttpAuth *ret, GError **error)
{
  if (profile->auth != EXCHANGE_AUTH_AUTO) {
    *ret = fixed_auths[profile->auth];
    return check_fixed (*ret, error);
  }
  if (offer->needs_none) {
    *ret = HTTP_AUTH_NONE;
    return TRUE;
  }

  return http_auth_choose (offer->offered, http_auth_have (password), ret, error);
}
