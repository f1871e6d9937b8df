/* oauth-error.h - a refused token as an error. Inside the room; the reasons are for everybody.
 *
 * Which code of Entra ID (AADSTS…) is which reason is a table from Microsoft's page "Microsoft
 * Entra authentication and authorization error codes". All are AUTH unless said otherwise:
 *   "tenant-unknown", "other-cloud" (the tenant is in another national cloud)
 *   "app-unknown", "app-disabled", "app-public" (a secret was sent for a public client),
 *   "app-confidential" (one was missing), "app-single-tenant", "not-assigned"
 *   "secret-wrong", "secret-expired", "certificate-unknown", "assertion-time" (the clock),
 *   "client-refused" (no more was said)
 *   "consent-missing", "consent-declined", "service-missing" (no Exchange or Graph in the tenant)
 *   "redirect-unregistered", "mfa-needed", "policy-blocked" (Conditional Access)
 *   "account-unknown", "account-password", "account-disabled", "account-locked"
 *   "sign-in-again" (the refresh token is dead)
 *   "code-pending", "code-slow", "code-wrong", "code-expired" (device codes)
 *   "request-refused" (a mistake of ours), "login-refused" (any other code)
 *   "login-busy": THROTTLED or BUSY
 *   "token-answer", "token-redirect": PROTOCOL
 * The facts have the server's code ("AADSTS7000222"), its trace id, the host and the application.
 */
#pragma once

#include "http-request.h"
#include "oauth-url.h"

/* Where an answer came from. Borrowed. */
typedef struct
{
  const char *url;
  const char *account; /* the application's id, for remedies */
} OauthAsked;

/* reply is any answer but a success. sent: what must not be repeated in the message; may be NULL.
 */
void oauth_error_set_reply (GError **error, const OauthAsked *asked, const HttpReply *reply,
                            const OauthForm *sent);

/* From a browser's way back: error=…&error_description=…; description may be NULL. */
void oauth_error_set_words (GError **error, const OauthAsked *asked, const char *word,
                            const char *description);

/* PROTOCOL "token-answer". */
void oauth_error_set_odd (GError **error, const OauthAsked *asked, const char *what);
