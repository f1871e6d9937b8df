/* oauth-device.h - signing in with a code that is typed on another device (RFC 8628)
 *
 * Blocks until the person has done it; asks as often as the server lets it. For computers without a
 * browser: many organisations do not allow this.
 *
 * Errors: those of oauth-token.h; AUTH "code-expired", "consent-declined"; UNSUPPORTED
 * "sign-in-unsupported".
 */
#pragma once

#include "oauth-token.h"

/* What the person is shown. */
typedef struct
{
  const char *user_code;
  const char *url; /* https */
  gint64 life_s;
} OauthDeviceCode;

typedef void (*OauthDeviceShow) (const OauthDeviceCode *code, gpointer data);

/* show is called once, on this thread. With a refresh token. */
OauthToken *oauth_device_sign_in (BaseCall *call, const OauthApp *app, const OauthTenant *tenant,
                                  const BaseClock *clock, OauthDeviceShow show, gpointer data,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
