/* oauth-claims.c - what a token says of itself
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-claims.h"

#include "base-text.h"
#include "oauth-base64.h"
#include "wire-json.h"

#include <string.h>

#define MOST_CHARS 200
#define MOST_ROLES 200

void
oauth_claims_free (OauthClaims *self)
{
  if (self == NULL)
    return;

  g_free (self->audience);
  g_free (self->tenant);
  g_free (self->app);
  g_free (self->user);
  g_free (self->nonce);
  g_strfreev (self->roles);
  g_strfreev (self->scopes);
  g_free (self);
}

/* The middle one of exactly three parts. */
static JsonObject *
read_payload (const char *token)
{
  const char *first = strchr (token, '.');
  const char *second = first != NULL ? strchr (first + 1, '.') : NULL;
  g_autoptr (GBytes) json = NULL;
  gsize size;
  const char *data;

  if (second == NULL || strchr (second + 1, '.') != NULL)
    return NULL;
  json = oauth_base64_decode (first + 1, (gsize) (second - first - 1));
  if (json == NULL)
    return NULL;
  data = g_bytes_get_data (json, &size);
  return size > 0 ? wire_json_parse (data, size, "claims", NULL) : NULL;
}

/* The first of the names that is there. */
static char *
take (JsonObject *payload, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++) {
    const char *text = wire_json_string (payload, "claims", names[i], NULL);

    if (text != NULL)
      return base_text_for_display (text, MOST_CHARS);
  }
  return g_strdup ("");
}

static char **
take_list (JsonObject *payload, const char *name)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (payload, name);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? MIN (json_array_get_length (array), MOST_ROLES) : 0;

  for (guint i = 0; i < n; i++) {
    JsonNode *item = json_array_get_element (array, i);

    if (json_node_get_value_type (item) == G_TYPE_STRING) {
      g_autofree char *shown = base_text_for_display (json_node_get_string (item), MOST_CHARS);

      g_strv_builder_add (list, shown);
    }
  }
  return g_strv_builder_end (list);
}

static char **
take_words (JsonObject *payload, const char *name)
{
  g_autofree char *text = take (payload, (const char *const[]){ name, NULL });

  return *text != '\0' ? g_strsplit (text, " ", MOST_ROLES) : g_new0 (char *, 1);
}

OauthClaims *
oauth_claims_read (const char *token)
{
  g_autoptr (JsonObject) payload = read_payload (token);
  OauthClaims *self;

  if (payload == NULL)
    return NULL;

  self = g_new0 (OauthClaims, 1);
  self->audience = take (payload, (const char *const[]){ "aud", NULL });
  self->tenant = take (payload, (const char *const[]){ "tid", NULL });
  self->app = take (payload, (const char *const[]){ "appid", "azp", NULL });
  self->user = take (
      payload, (const char *const[]){ "upn", "preferred_username", "unique_name", "email", NULL });
  self->nonce = take (payload, (const char *const[]){ "nonce", NULL });
  self->roles = take_list (payload, "roles");
  self->scopes = take_words (payload, "scp");
  return self;
}
