/* oauth-sign-in.h - a person signs in: in a browser, or with a code on another device; and an
 * administrator consents
 *
 * Blocks until the person has done it, cancelled it, or OAUTH_SIGN_IN_MS have passed. The browser
 * is not ours: the caller opens the address. Code + PKCE (RFC 7636, S256) over a loopback address
 * (RFC 8252), device codes (RFC 8628), Microsoft's page "Admin consent".
 *
 * A person's token reaches only that person's own mailbox settings: Microsoft Graph gives nobody
 * those of others, whatever their role.
 *
 * Errors: those of oauth-token.h and oauth-loopback.h; UNSUPPORTED "sign-in-unsupported" when the
 * tenant has no such endpoint; AUTH "consent-other-tenant".
 */
#pragma once

#include "oauth-loopback.h"
#include "oauth-token.h"

/* Who is asked, and how. Borrowed. */
typedef struct
{
  const OauthApp *app;
  const OauthTenant *tenant;
  const BaseClock *clock;
  OauthResource resource;
  const char *login_hint; /* a UPN; NULL: the person chooses */
  OauthPages pages;
  void (*open) (const char *url, gpointer data); /* opens a browser; must not block */
  gpointer data;
} OauthSignIn;

/* With a refresh token. */
OauthToken *oauth_sign_in (BaseCall *call, const OauthSignIn *how,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE when an administrator of the tenant has consented to what the application is to be allowed.
 * It may take minutes until tokens have it. */
gboolean oauth_consent (BaseCall *call, const OauthSignIn *how, GError **error);
