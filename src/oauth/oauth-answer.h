/* oauth-answer.h - asks the token endpoint, and reads the token out of the answer. Inside the room.
 */
#pragma once

#include "base-call.h"
#include "oauth-ask.h"
#include "oauth-token.h"

/* Who asks where, for every grant. Borrowed. */
typedef struct
{
  const OauthApp *app;
  const OauthTenant *tenant;
  const BaseClock *clock;
  const char *nonce; /* an id token in the answer must have it; NULL: none was sent */
} OauthGrant;

/* Everything that the application may do there; more: other scopes, after a space, or "". Caller
 * frees. */
char *oauth_grant_scope (const OauthApp *app, OauthResource resource, const char *more);
#define OAUTH_SCOPES_OF_A_PERSON " offline_access openid profile"

/* form: the grant's own parameters; "client_id" is added. Blocks. */
OauthToken *oauth_answer_token (BaseCall *call, const OauthGrant *grant, OauthForm *form,
                                const char *label, GError **error);
