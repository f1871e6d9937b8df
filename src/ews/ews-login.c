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

void
ews_offer_free (EwsOffer *self)
{
  if (self == NULL)
    return;

  http_reply_free (self->reply);
  g_free (self);
}

static gboolean
holds_soap (const HttpReply *reply)
{
  gsize size;
  const char *bytes = g_bytes_get_data (reply->body, &size);
  g_autoptr (xmlDoc) doc = wire_xml_parse (bytes, size, NULL);

  return doc != NULL && wire_soap_body (doc, NULL) != NULL;
}

static char *
host_of (const EwsServer *server)
{
  g_autoptr (GUri) uri = g_uri_parse (server->http.url, G_URI_FLAGS_ENCODED, NULL);

  return g_strdup (uri != NULL ? g_uri_get_host (uri) : NULL);
}

EwsOffer *
ews_login_ask (BaseCall *call, const EwsServer *server, HttpFlags flags, GError **error)
{
  static const char *const headers[] = { "Content-Type: text/xml; charset=utf-8",
                                         "Accept: text/xml", EWS_USER_AGENT, NULL };
  const HttpServer anonymous = { .url = server->http.url, .ca_pem = server->http.ca_pem };
  g_autoptr (GBytes) body = ews_ask_encode (&ews_zones_ask, EWS_VERSION_2013_SP1, error);
  const HttpRequest request = {
    .headers = headers, .body = body, .flags = flags, .label = "login methods"
  };
  g_autoptr (EwsOffer) offer = g_new0 (EwsOffer, 1);
  g_autofree char *host = host_of (server);

  offer->reply = server->send (call, &anonymous, &request, server->send_data, error);
  if (offer->reply == NULL)
    return NULL;

  offer->offered = http_auth_offered ((const char *const *) offer->reply->challenges);
  offer->needs_none = offer->reply->status != 401 && holds_soap (offer->reply);
  if (offer->reply->status != 401 && !offer->needs_none) {
    const EwsFaultOrigin origin = { host, offer->reply->request_id, offer->reply->status };

    if (ews_status_check (offer->reply, &origin, error))
      ews_status_set_error (offer->reply, &origin, error);
    return NULL;
  }
  return g_steal_pointer (&offer);
}

gboolean
ews_login_choose (const EwsOffer *offer, const ExchangeProfile *profile, BaseSecret *password,
                  HttpAuth *ret, GError **error)
{
  if (profile->auth != EXCHANGE_AUTH_AUTO) {
    *ret = fixed_auths[profile->auth];
    return TRUE;
  }
  if (offer->needs_none) {
    *ret = HTTP_AUTH_NONE;
    return TRUE;
  }

  return http_auth_choose (offer->offered, http_auth_have (password), ret, error);
}
