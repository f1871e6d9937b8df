/* oauth-token.h - getting an access token: as an application, or anew with a refresh token
 *
 * Blocks. Microsoft's page "OAuth 2.0 client credentials flow"; RFC 6749 sections 4.4 and 6. An
 * answer counts only when it is a bearer token for which a life is named, and when what it calls an
 * access token is not an id token.
 *
 * Errors: those of http-send.h, oauth-error.h and oauth-certificate.h; AUTH "no-credentials" when
 * the application has neither certificate nor secret.
 */
#pragma once

#include "base-time.h"
#include "oauth-app.h"
#include "oauth-tenant.h"

typedef struct
{
  BaseSecret *access;
  BaseSecret *refresh; /* NULL: none came. The caller's to keep in the keyring, nowhere else */
  char *user;          /* who signed in, as the id token says; "" for an application */
  gint64 from_us;      /* by the clock that was passed in */
  gint64 until_us;
} OauthToken;

void oauth_token_free (OauthToken *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthToken, oauth_token_free)

/* Client credentials: with the certificate, else with the secret. */
OauthToken *oauth_token_for_app (BaseCall *call, const OauthApp *app, const OauthTenant *tenant,
                                 OauthResource resource, const BaseClock *clock,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A refresh token may come back in the answer: then the old one is dead. */
OauthToken *oauth_token_refresh (BaseCall *call, const OauthApp *app, const OauthTenant *tenant,
                                 OauthResource resource, BaseSecret *refresh,
                                 const BaseClock *clock, GError **error) G_GNUC_WARN_UNUSED_RESULT;
