/* oauth-answer.c - asks the token endpoint, and reads the token out of the answer
 *
 * An id token is for the application and an access token for the service. Who takes the one for the
 * other sends a service something that was never made for it; so a server that confuses them is not
 * believed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-answer.h"

#include "oauth-claims.h"

#include <string.h>

#define MOST_TOKEN_BYTES (64 * 1024)
#define MOST_LIFE_S (7 * 24 * 60 * 60)

/* It goes into a header line. */
static gboolean
is_token (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] <= 0x20 || text[i] >= 0x7F)
      return FALSE;
  return length > 0 && length <= MOST_TOKEN_BYTES;
}

static OauthToken *
refuse (GError **error, const OauthAsked *asked, const char *what)
{
  oauth_error_set_odd (error, asked, what);
  return NULL;
}

/* FALSE when the id token is another one's. ret_user: who it speaks of; "" without an id token. */
static gboolean
read_id_token (const OauthGrant *grant, JsonObject *answer, char **ret_user)
{
  const char *text = wire_json_string (answer, "answer", "id_token", NULL);
  g_autoptr (OauthClaims) claims = text != NULL ? oauth_claims_read (text) : NULL;

  if (text == NULL) {
    *ret_user = g_strdup ("");
    return TRUE;
  }
  if (claims == NULL || g_ascii_strcasecmp (claims->audience, grant->app->id) != 0 ||
      (grant->nonce != NULL && strcmp (claims->nonce, grant->nonce) != 0))
    return FALSE;

  *ret_user = g_strdup (claims->user);
  return TRUE;
}

static gboolean
is_id_token (const OauthGrant *grant, JsonObject *answer, const char *access)
{
  const char *id_token = wire_json_string (answer, "answer", "id_token", NULL);
  g_autoptr (OauthClaims) claims = oauth_claims_read (access);

  return g_strcmp0 (access, id_token) == 0 ||
         (claims != NULL && g_ascii_strcasecmp (claims->audience, grant->app->id) == 0);
}

static OauthToken *
read_token (const OauthGrant *grant, const OauthAsked *asked, JsonObject *answer, GError **error)
{
  const char *access = wire_json_string (answer, "answer", "access_token", NULL);
  const char *refresh = wire_json_string (answer, "answer", "refresh_token", NULL);
  const char *type = wire_json_string (answer, "answer", "token_type", NULL);
  g_autoptr (OauthToken) token = g_new0 (OauthToken, 1);
  gint64 life_s;

  if (!is_token (access))
    return refuse (error, asked, "the answer has no access token");
  if (type == NULL || g_ascii_strcasecmp (type, "Bearer") != 0)
    return refuse (error, asked, "the token is of a kind that is not known");
  if (!wire_json_integer (answer, "answer", "expires_in", 1, G_MAXINT32, 0, &life_s, NULL) ||
      life_s == 0)
    return refuse (error, asked, "the token has no life");
  if (is_id_token (grant, answer, access) || !read_id_token (grant, answer, &token->user))
    return refuse (error, asked, "the answer confuses id token and access token");
  if (refresh != NULL && !is_token (refresh))
    return refuse (error, asked, "the refresh token is damaged");

  token->access = base_secret_new (access, -1);
  token->refresh = refresh != NULL ? base_secret_new (refresh, -1) : NULL;
  token->from_us = grant->clock->now_us (grant->clock->data);
  token->until_us = token->from_us + MIN (life_s, MOST_LIFE_S) * G_USEC_PER_SEC;
  return g_steal_pointer (&token);
}

char *
oauth_grant_scope (const OauthApp *app, OauthResource resource, const char *more)
{
  return g_strdup_printf ("%s/.default%s", oauth_cloud_resource (app->cloud, resource), more);
}

OauthToken *
oauth_answer_token (BaseCall *call, const OauthGrant *grant, OauthForm *form, const char *label,
                    GError **error)
{
  const OauthQuestion question = { .cloud = grant->app->cloud,
                                   .asked = { .url = grant->tenant->token_url,
                                              .account = grant->app->id },
                                   .label = label };
  JsonObject *answer;
  OauthToken *token;

  oauth_form_add (form, "client_id", grant->app->id);
  answer = oauth_ask (call, &question, form, NULL, NULL, error);
  if (answer == NULL)
    return NULL;

  token = read_token (grant, &question.asked, answer, error);
  oauth_answer_free (answer);
  return token;
}
