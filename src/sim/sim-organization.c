/* sim-organization.c - settings of the whole organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-organization.h"

#include "base-error.h"
#include "wire-json.h"

#define PATH "organization"

void
sim_organization_init (SimOrganization *self)
{
  self->auto_reply_enabled = TRUE;
  self->allowed_oof = g_strdup ("External");
  self->policy = g_strdup ("");
  self->role_scope = g_strdup ("");
  self->role_enabled = TRUE;
  self->external_oof = g_strdup ("All");
}

void
sim_organization_clear (SimOrganization *self)
{
  g_clear_pointer (&self->allowed_oof, g_free);
  g_clear_pointer (&self->policy, g_free);
  g_clear_pointer (&self->role_scope, g_free);
  g_clear_pointer (&self->external_oof, g_free);
}

JsonObject *
sim_organization_to_json (const SimOrganization *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "auto_reply_enabled", self->auto_reply_enabled);
  json_object_set_string_member (object, "allowed_oof", self->allowed_oof);
  json_object_set_string_member (object, "policy", self->policy);
  json_object_set_string_member (object, "role_scope", self->role_scope);
  json_object_set_boolean_member (object, "role_enabled", self->role_enabled);
  json_object_set_string_member (object, "external_oof", self->external_oof);
  return object;
}

static void
replace (char **text, const char *new_text)
{
  if (new_text == NULL)
    return;

  g_free (*text);
  *text = g_strdup (new_text);
}

/* The member, or NULL when there is none. */
static JsonNode *
find_boolean (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    base_error_set (error, BASE_ERROR_PROTOCOL, PATH ": “%s” is not true or false", name);
  return node;
}

gboolean
sim_organization_set_json (SimOrganization *self, JsonObject *object, GError **error)
{
  g_autoptr (GError) why = NULL;
  JsonNode *enabled = find_boolean (object, "auto_reply_enabled", &why);
  JsonNode *role = why == NULL ? find_boolean (object, "role_enabled", &why) : NULL;
  const char *allowed = why == NULL ? wire_json_string (object, PATH, "allowed_oof", &why) : NULL;
  const char *policy = why == NULL ? wire_json_string (object, PATH, "policy", &why) : NULL;
  const char *scope = why == NULL ? wire_json_string (object, PATH, "role_scope", &why) : NULL;
  const char *external = why == NULL ? wire_json_string (object, PATH, "external_oof", &why) : NULL;

  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }

  if (enabled != NULL)
    self->auto_reply_enabled = json_node_get_boolean (enabled);
  if (role != NULL)
    self->role_enabled = json_node_get_boolean (role);
  replace (&self->allowed_oof, allowed);
  replace (&self->policy, policy);
  replace (&self->role_scope, scope);
  replace (&self->external_oof, external);
  return TRUE;
}
