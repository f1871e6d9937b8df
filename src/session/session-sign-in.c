/* session-sign-in.c - somebody signs in to Microsoft 365, or lets the application in
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-sign-in.h"

#include "base-error.h"
#include "graph-tokens.h"
#include "oauth-device.h"
#include "oauth-sign-in.h"

#include <glib/gi18n-lib.h>

void
session_signed_in_free (SessionSignedIn *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->refresh, base_secret_unref);
  g_free (self->user);
  g_free (self);
}

static void
open_cb (const char *url, gpointer data)
{
  const SessionSignIn *how = data;

  how->open (url, how->data);
}

static void
show_cb (const OauthDeviceCode *code, gpointer data)
{
  const SessionSignIn *how = data;

  how->show (&(SessionDeviceCode){ code->user_code, code->url, code->life_s }, how->data);
}

/* Without a refresh token the person would have to sign in each hour. */
static SessionSignedIn *
take_token (OauthToken *token, GError **error)
{
  static const BaseErrorFacts none = { .reason = "sign-in-unsupported" };
  SessionSignedIn *self;

  if (token->refresh == NULL || *token->user == '\0') {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &none,
                          "the login server gives nothing to stay signed in with");
    return NULL;
  }

  self = g_new0 (SessionSignedIn, 1);
  self->refresh = base_secret_ref (token->refresh);
  self->user = g_strdup (token->user);
  return self;
}

static SessionSignedIn *
consent (BaseCall *call, const OauthSignIn *how, GError **error)
{
  SessionSignedIn *self;

  if (!oauth_consent (call, how, error))
    return NULL;

  self = g_new0 (SessionSignedIn, 1);
  self->user = g_strdup ("");
  return self;
}

SessionSignedIn *
session_sign_in (BaseCall *call, const SessionSignIn *how, GError **error)
{
  g_autoptr (OauthCloud) cloud = graph_tokens_cloud (how->draft, error);
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  const OauthApp app = { .cloud = cloud,
                         .tenant = how->draft->tenant,
                         .id = how->draft->client_id };
  g_autoptr (OauthTenant) tenant = NULL;
  g_autoptr (OauthToken) token = NULL;
  OauthSignIn order = { .app = &app,
                        .clock = base_clock_system (),
                        .resource = OAUTH_RESOURCE_GRAPH,
                        .pages = { .done = _ ("That is done. You can close this page and go back "
                                              "to Absentia."),
                                   .failed = _ ("That did not work. Absentia tells why; you can "
                                                "close this page.") },
                        .open = open_cb,
                        .data = (gpointer) how };

  if (cloud == NULL)
    return NULL;
  tenant = oauth_tenant_find (call, cloud, app.tenant, now, error);
  if (tenant == NULL)
    return NULL;

  order.tenant = tenant;
  if (how->way == SESSION_SIGN_IN_CONSENT)
    return consent (call, &order, error);
  token =
      how->way == SESSION_SIGN_IN_BROWSER
          ? oauth_sign_in (call, &order, error)
          : oauth_device_sign_in (call, &app, tenant, order.clock, show_cb, (gpointer) how, error);
  return token != NULL ? take_token (token, error) : NULL;
}
