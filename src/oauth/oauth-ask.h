/* oauth-ask.h - one question to the login server, answered with a JSON object. Inside the room.
 *
 * Blocks. A redirect is refused, and an answer above 256 KiB; the bytes of the answer are wiped.
 */
#pragma once

#include "base-call.h"
#include "oauth-cloud.h"
#include "oauth-error.h"
#include "wire-json.h"

typedef struct
{
  const OauthCloud *cloud;
  OauthAsked asked;  /* url and account */
  const char *label; /* for the trace */
} OauthQuestion;

/* form NULL: a GET. ret_skew_s: how far the server's clock is ahead of now, 0 when it does not say;
 * may be NULL. Caller unrefs with oauth_answer_free (). */
JsonObject *oauth_ask (BaseCall *call, const OauthQuestion *question, const OauthForm *form,
                       GDateTime *now, gint64 *ret_skew_s, GError **error);

/* Wipes the tokens in it first. */
void oauth_answer_free (JsonObject *answer);
