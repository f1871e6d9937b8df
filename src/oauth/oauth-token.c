/* oauth-token.c - getting an access token: as an application, or anew with a refresh token
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-token.h"

#include "base-error.h"
#include "oauth-answer.h"
#include "oauth-assertion.h"

void
oauth_token_free (OauthToken *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->access, base_secret_unref);
  g_clear_pointer (&self->refresh, base_secret_unref);
  g_free (self->user);
  g_free (self);
}

static void
add_scope (OauthForm *form, const OauthApp *app, OauthResource resource, const char *more)
{
  g_autofree char *scope = oauth_grant_scope (app, resource, more);

  oauth_form_add (form, "scope", scope);
}

/* The certificate's assertion, or the secret. */
static gboolean
add_proof (OauthForm *form, const OauthGrant *grant, GError **error)
{
  static const BaseErrorFacts none = { .reason = "no-credentials" };
  const OauthApp *app = grant->app;
  gint64 now_s = grant->clock->now_us (grant->clock->data) / G_USEC_PER_SEC;
  g_autoptr (BaseSecret) assertion = NULL;

  if (app->certificate == NULL && base_secret_is_empty (app->secret)) {
    base_error_set_facts (error, BASE_ERROR_AUTH, &none,
                          "the application has neither a certificate nor a secret");
    return FALSE;
  }
  if (app->certificate == NULL) {
    oauth_form_add (form, "client_secret", base_secret_text (app->secret));
    return TRUE;
  }

  assertion = oauth_assertion_new (app->certificate, app->id, grant->tenant->token_url,
                                   now_s + grant->tenant->skew_s, error);
  if (assertion == NULL)
    return FALSE;
  oauth_form_add (form, "client_assertion_type",
                  "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  oauth_form_add (form, "client_assertion", base_secret_text (assertion));
  return TRUE;
}

OauthToken *
oauth_token_for_app (BaseCall *call, const OauthApp *app, const OauthTenant *tenant,
                     OauthResource resource, const BaseClock *clock, GError **error)
{
  const OauthGrant grant = { .app = app, .tenant = tenant, .clock = clock };
  g_auto (OauthForm) form = { NULL };

  oauth_form_add (&form, "grant_type", "client_credentials");
  add_scope (&form, app, resource, "");
  if (!add_proof (&form, &grant, error))
    return NULL;
  return oauth_answer_token (call, &grant, &form, "client_credentials", error);
}

OauthToken *
oauth_token_refresh (BaseCall *call, const OauthApp *app, const OauthTenant *tenant,
                     OauthResource resource, BaseSecret *refresh, const BaseClock *clock,
                     GError **error)
{
  const OauthGrant grant = { .app = app, .tenant = tenant, .clock = clock };
  g_auto (OauthForm) form = { NULL };

  oauth_form_add (&form, "grant_type", "refresh_token");
  add_scope (&form, app, resource, OAUTH_SCOPES_OF_A_PERSON);
  oauth_form_add (&form, "refresh_token", base_secret_text (refresh));
  return oauth_answer_token (call, &grant, &form, "refresh_token", error);
}
