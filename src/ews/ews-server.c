/* ews-server.c - one opened server
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-server.h"

#include "kerberos-account.h"

const char *const ews_version_names[] = {
  [EWS_VERSION_2016] = "Exchange2016",         [EWS_VERSION_2013_SP1] = "Exchange2013_SP1",
  [EWS_VERSION_2013] = "Exchange2013",         [EWS_VERSION_2010_SP2] = "Exchange2010_SP2",
  [EWS_VERSION_2010_SP1] = "Exchange2010_SP1", [EWS_VERSION_2010] = "Exchange2010",
  [EWS_VERSION_2007_SP1] = "Exchange2007_SP1", NULL
};

/* What a server of that version is called in requests. */
static const EwsVersion versions[] = {
  [EXCHANGE_VERSION_AUTO] = EWS_VERSION_2013_SP1,
  [EXCHANGE_VERSION_2007_SP1] = EWS_VERSION_2007_SP1,
  [EXCHANGE_VERSION_2010] = EWS_VERSION_2010,
  [EXCHANGE_VERSION_2010_SP1] = EWS_VERSION_2010_SP1,
  [EXCHANGE_VERSION_2010_SP2] = EWS_VERSION_2010_SP2,
  [EXCHANGE_VERSION_2013] = EWS_VERSION_2013,
  [EXCHANGE_VERSION_2013_SP1] = EWS_VERSION_2013_SP1,
  [EXCHANGE_VERSION_2016] = EWS_VERSION_2016,
  [EXCHANGE_VERSION_2019] = EWS_VERSION_2016,
  [EXCHANGE_VERSION_SE] = EWS_VERSION_2016,
};

static HttpReply *
send_by_http (BaseCall *call, const HttpServer *server, const HttpRequest *request, gpointer data,
              GError **error)
{
  return http_send (call, server, request, error);
}

EwsServer *
ews_server_new (const ExchangeProfile *profile, BaseSecret *password, HttpAuth auth)
{
  EwsServer *self = g_new0 (EwsServer, 1);
  g_autoptr (GUri) uri = g_uri_parse (profile->ews_url, G_URI_FLAGS_ENCODED, NULL);

  self->profile = exchange_profile_ref ((ExchangeProfile *) profile);
  self->password = password != NULL ? base_secret_ref (password) : NULL;
  if (password != NULL)
    self->account = kerberos_account_new (profile->admin_upn, password);
  self->http = (HttpServer){ .url = profile->ews_url,
                             .ca_pem = profile->ca_pem,
                             .auth = auth,
                             .user = profile->admin_upn,
                             .secret = self->password,
                             .account = self->account };
  self->host = g_strdup (uri != NULL ? g_uri_get_host (uri) : NULL);
  self->gate = ews_gate_new ();
  self->send = send_by_http;
  self->version = (int) versions[profile->version];
  return self;
}

void
ews_server_free (EwsServer *self)
{
  if (self == NULL)
    return;

  g_free (self->host);
  ews_gate_free (self->gate);
  kerberos_account_unref (self->account);
  base_secret_unref (self->password);
  g_clear_error (&self->no_ticket);
  exchange_profile_unref (self->profile);
  g_free (self);
}
