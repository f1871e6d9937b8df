/* sim-oauth-token.c - the token endpoint: client credentials, code, device code, refresh token
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-oauth-private.h"

#include <string.h>

#define REFRESH_LIFE_S (90 * 24 * 60 * 60)
#define DEFAULT "/.default"

/* "https://graph.microsoft.com/User.Read" → the part before the last slash; the first such of a
 * scope. NULL when there is none. Caller frees. */
static char *
find_resource (const char *scope)
{
  g_auto (GStrv) words = g_strsplit (scope, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], "https://") && strrchr (words[i], '/') > words[i] + 8)
      return g_strndup (words[i], (gsize) (strrchr (words[i], '/') - words[i]));
  return NULL;
}

/* Those of a resource, without it. Caller frees. */
static char *
strip_scopes (const char *scope, const char *resource)
{
  g_auto (GStrv) words = g_strsplit (scope, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length = strlen (resource);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], resource) && words[i][length] == '/')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                              strcmp (words[i] + length, DEFAULT) == 0 ? "MailboxSettings.ReadWrite"
                                                                       : words[i] + length + 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
has_scope (const char *scope, const char *wanted)
{
  g_auto (GStrv) words = g_strsplit (scope, " ", -1);

  return g_strv_contains ((const char *const *) words, wanted);
}

static JsonObject *
new_claims (const SimOauthAsk *ask, const char *audience)
{
  JsonObject *claims = json_object_new ();
  g_autofree char *issuer = g_strdup_printf ("%s/" SIM_TENANT "/v2.0", ask->base);
  g_autofree char *id = g_uuid_string_random ();

  json_object_set_string_member (claims, "aud", audience);
  json_object_set_string_member (claims, "iss", issuer);
  json_object_set_string_member (claims, "uti", id);
  json_object_set_string_member (claims, "ver", "2.0");
  return claims;
}

static void
set_token (const SimOauthAsk *ask, JsonObject *body, const char *name, JsonObject *claims)
{
  g_autofree char *token = sim_tokens_issue (ask->oauth->world->tokens, claims);

  json_object_set_string_member (body, name, token);
}

static JsonObject *
begin_body (void)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "token_type", "Bearer");
  json_object_set_int_member (body, "expires_in", SIM_TOKEN_LIFE_S);
  json_object_set_int_member (body, "ext_expires_in", SIM_TOKEN_LIFE_S);
  return body;
}

/* 0 when the application proves who it is. */
static int
check_client (const SimOauthAsk *ask)
{
  const char *secret = g_hash_table_lookup (ask->form, "client_secret");
  const char *assertion = g_hash_table_lookup (ask->form, "client_assertion");

  if (assertion != NULL)
    return strcmp (sim_oauth_param (ask, "client_assertion_type"),
                   "urn:ietf:params:oauth:client-assertion-type:jwt-bearer") == 0
               ? sim_oauth_check_assertion (ask, assertion)
               : 50012;
  if (secret == NULL)
    return 7000218;
  if (sim_accounts_is_secret (sim_tokens_secret (ask->oauth->world->tokens), secret))
    return 0;

  sim_counters_failed_log_in (ask->oauth->world->counters);
  return 7000215;
}

static SimOauthAnswer
give_to_app (const SimOauthAsk *ask)
{
  const char *scope = sim_oauth_param (ask, "scope");
  g_autofree char *resource = find_resource (scope);
  const char *const *roles = sim_tokens_roles (ask->oauth->world->tokens);
  g_autoptr (JsonObject) claims = NULL;
  SimOauthAnswer answer = { .status = 200 };
  int number = check_client (ask);

  if (number != 0)
    return sim_oauth_refuse (ask, number, "The client does not prove who it is.");
  if (resource == NULL || !g_str_has_suffix (scope, DEFAULT) || strchr (scope, ' ') != NULL)
    return sim_oauth_refuse (ask, 70011, "The scope must be a resource and /.default.");
  if (!sim_tokens_is_resource (resource))
    return sim_oauth_refuse (ask, 500011, "The resource principal was not found in the tenant.");

  claims = new_claims (ask, resource);
  json_object_set_string_member (claims, "appid", SIM_CLIENT);
  json_object_set_string_member (claims, "idtyp", "app");
  if (roles[0] != NULL) {
    JsonArray *list = json_array_new ();

    for (guint i = 0; roles[i] != NULL; i++)
      json_array_add_string_element (list, roles[i]);
    json_object_set_array_member (claims, "roles", list);
  }
  answer.body = begin_body ();
  set_token (ask, answer.body, "access_token", claims);
  return answer;
}

static void
add_refresh (const SimOauthAsk *ask, JsonObject *body, const SimGrant *grant, const char *scope)
{
  g_autofree char *id = g_uuid_string_random ();
  char *text = g_strdup_printf ("0.%s", id);
  SimGrant *kept = g_new0 (SimGrant, 1);

  kept->user = g_strdup (grant->user);
  kept->scope = g_strdup (scope);
  kept->until_s = sim_tokens_now_s (ask->oauth->world->tokens) + REFRESH_LIFE_S;
  json_object_set_string_member (body, "refresh_token", text);
  g_hash_table_replace (ask->oauth->refreshes, text, kept);
}

static void
add_id_token (const SimOauthAsk *ask, JsonObject *body, const SimGrant *grant)
{
  g_autoptr (JsonObject) claims = new_claims (ask, SIM_CLIENT);
  g_autofree char *oid = g_compute_checksum_for_string (G_CHECKSUM_MD5, grant->user, -1);

  json_object_set_string_member (claims, "sub", oid);
  json_object_set_string_member (claims, "oid", oid);
  json_object_set_string_member (claims, "preferred_username", grant->user);
  if (grant->nonce != NULL)
    json_object_set_string_member (claims, "nonce", grant->nonce);
  set_token (ask, body, "id_token", claims);
  if (strcmp (sim_oauth_param (ask, "client_info"), "1") == 0) {
    g_autofree char *info = g_strdup_printf ("{\"uid\":\"%s\",\"utid\":\"" SIM_TENANT "\"}", oid);
    g_autofree char *encoded = sim_tokens_encode (info, strlen (info));

    json_object_set_string_member (body, "client_info", encoded);
  }
}

/* For somebody who has signed in. scope: what is asked now, or "" for what was asked then. */
static SimOauthAnswer
give_to_person (const SimOauthAsk *ask, const SimGrant *grant, const char *asked)
{
  const char *scope = *asked != '\0' ? asked : grant->scope;
  g_autofree char *resource = find_resource (scope);
  g_autofree char *stripped = NULL;
  g_autoptr (JsonObject) claims = NULL;
  SimOauthAnswer answer = { .status = 200 };

  if (g_hash_table_contains (ask->form, "client_secret") ||
      g_hash_table_contains (ask->form, "client_assertion"))
    return sim_oauth_refuse (ask, 700025, "The client is public, so it must not prove itself.");
  if (resource == NULL)
    resource = g_strdup ("https://graph.microsoft.com");
  if (!sim_tokens_is_resource (resource))
    return sim_oauth_refuse (ask, 500011, "The resource principal was not found in the tenant.");

  stripped = strip_scopes (scope, resource);
  claims = new_claims (ask, resource);
  json_object_set_string_member (claims, "appid", SIM_CLIENT);
  json_object_set_string_member (claims, "upn", grant->user);
  json_object_set_string_member (claims, "scp", stripped);
  answer.body = begin_body ();
  json_object_set_string_member (answer.body, "scope", scope);
  set_token (ask, answer.body, "access_token", claims);
  if (has_scope (scope, "offline_access"))
    add_refresh (ask, answer.body, grant, scope);
  if (has_scope (scope, "openid"))
    add_id_token (ask, answer.body, grant);
  return answer;
}

/* Takes it out: each works once. NULL when it is not there or over. */
static SimGrant *
take (const SimOauthAsk *ask, GHashTable *grants, const char *key)
{
  gpointer owned_key = NULL;
  gpointer grant = NULL;

  if (!g_hash_table_steal_extended (grants, key, &owned_key, &grant))
    return NULL;
  g_free (owned_key);
  if (((SimGrant *) grant)->until_s >= sim_tokens_now_s (ask->oauth->world->tokens))
    return grant;
  sim_grant_free (grant);
  return NULL;
}

static gboolean
fits (const SimOauthAsk *ask, const SimGrant *grant)
{
  const char *verifier = sim_oauth_param (ask, "code_verifier");
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *challenge = NULL;

  g_checksum_update (sum, (const guchar *) verifier, -1);
  g_checksum_get_digest (sum, digest, &length);
  challenge = sim_tokens_encode (digest, length);
  return strlen (verifier) >= 43 && strcmp (challenge, grant->challenge) == 0 &&
         strcmp (sim_oauth_param (ask, "redirect_uri"), grant->redirect) == 0;
}

static SimOauthAnswer
give_for_code (const SimOauthAsk *ask)
{
  SimGrant *grant = take (ask, ask->oauth->codes, sim_oauth_param (ask, "code"));
  SimOauthAnswer answer;

  if (grant == NULL)
    return sim_oauth_refuse (ask, 70008, "The code has expired, or was used before.");
  answer = fits (ask, grant)
               ? give_to_person (ask, grant, sim_oauth_param (ask, "scope"))
               : sim_oauth_refuse (ask, 501481, "The code_verifier or the redirect_uri differs.");
  sim_grant_free (grant);
  return answer;
}

static SimOauthAnswer
give_for_device (const SimOauthAsk *ask)
{
  const char *code = sim_oauth_param (ask, "device_code");
  SimGrant *grant = g_hash_table_lookup (ask->oauth->devices, code);
  SimOauthAnswer answer;

  if (grant == NULL)
    return sim_oauth_refuse_word (ask, "bad_verification_code", 70018);
  if (grant->until_s < sim_tokens_now_s (ask->oauth->world->tokens))
    return sim_oauth_refuse_word (ask, "expired_token", 70019);
  if (!grant->is_decided)
    return sim_oauth_refuse_word (ask, "authorization_pending", 70016);

  answer = grant->user != NULL ? give_to_person (ask, grant, "")
                               : sim_oauth_refuse_word (ask, "authorization_declined", 65004);
  g_hash_table_remove (ask->oauth->devices, code);
  return answer;
}

static SimOauthAnswer
give_for_refresh (const SimOauthAsk *ask)
{
  SimGrant *grant = take (ask, ask->oauth->refreshes, sim_oauth_param (ask, "refresh_token"));
  SimOauthAnswer answer;

  if (grant == NULL)
    return sim_oauth_refuse (ask, 700082, "The refresh token has expired, or was used before.");
  answer = give_to_person (ask, grant, sim_oauth_param (ask, "scope"));
  sim_grant_free (grant);
  return answer;
}

SimOauthAnswer
sim_oauth_token (const SimOauthAsk *ask)
{
  static const struct
  {
    const char *grant;
    SimOauthAnswer (*give) (const SimOauthAsk *ask);
  } grants[] = {
    { "client_credentials", give_to_app },
    { "authorization_code", give_for_code },
    { "refresh_token", give_for_refresh },
    { "urn:ietf:params:oauth:grant-type:device_code", give_for_device },
    { "device_code", give_for_device },
  };

  if (g_ascii_strcasecmp (sim_oauth_param (ask, "client_id"), SIM_CLIENT) != 0)
    return sim_oauth_refuse (ask, 700016, "The application was not found in the directory.");
  for (guint i = 0; i < G_N_ELEMENTS (grants); i++)
    if (strcmp (grants[i].grant, sim_oauth_param (ask, "grant_type")) == 0)
      return grants[i].give (ask);
  return sim_oauth_refuse (ask, 70003, "The grant type is not supported.");
}
