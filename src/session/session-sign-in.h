/* session-sign-in.h - somebody signs in to Microsoft 365, or lets the application in as an
 * administrator
 *
 * Blocks until the person has done it, or OAUTH_SIGN_IN_MS are over; any thread. The browser is the
 * caller's. Errors: those of oauth-sign-in.h and oauth-device.h, and of session_tenant_find ().
 */
#pragma once

#include "base-call.h"
#include "base-secret.h"
#include "exchange-profile.h"

typedef enum
{
  SESSION_SIGN_IN_BROWSER,
  SESSION_SIGN_IN_DEVICE, /* with a code that is typed on another device */
  SESSION_SIGN_IN_CONSENT /* an administrator, for the application: nobody is signed in */
} SessionSignInWay;

/* What the person is shown. Borrowed. */
typedef struct
{
  const char *user_code;
  const char *url;
  gint64 life_s;
} SessionDeviceCode;

/* Borrowed. */
typedef struct
{
  const ExchangeProfile *draft; /* cloud, tenant, client_id and addresses */
  SessionSignInWay way;
  void (*open) (const char *url, gpointer data);               /* a browser; must not block */
  void (*show) (const SessionDeviceCode *code, gpointer data); /* a code; must not block */
  gpointer data;
} SessionSignIn;

typedef struct
{
  BaseSecret *refresh; /* for the keyring; NULL after consent */
  char *user;          /* a UPN; "" after consent */
} SessionSignedIn;

/* Caller frees. */
SessionSignedIn *session_sign_in (BaseCall *call, const SessionSignIn *how,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void session_signed_in_free (SessionSignedIn *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionSignedIn, session_signed_in_free)
