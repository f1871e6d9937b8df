/* sim-organization.c - settings of the whole organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-organization.h"

#include "base-error.h"
#include "wire-json.h"

#include <string.h>

#define PATH "organization"

static const char *const role_names[] = { [SIM_ROLES_NONE] = "none",
                                          [SIM_ROLES_OWN] = "own",
                                          [SIM_ROLES_VIEW] = "view",
                                          [SIM_ROLES_ALL] = "all" };

void
sim_organization_init (SimOrganization *self)
{
  self->auto_reply_enabled = TRUE;
  self->allowed_oof = g_strdup ("External");
  self->policy = g_strdup ("");
  self->role_scope = g_strdup ("");
  self->role_enabled = TRUE;
  self->external_oof = g_strdup ("All");
  self->roles = SIM_ROLES_ALL;
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
  json_object_set_boolean_member (object, "role_hidden", self->role_hidden);
  json_object_set_string_member (object, "roles", role_names[self->roles]);
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

/* word NULL: as before. */
static gboolean
take_roles (const char *word, SimRoles *roles)
{
  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (role_names); i++)
    if (strcmp (role_names[i], word) == 0) {
      *roles = (SimRoles) i;
      return TRUE;
    }
  return word == NULL;
}

gboolean
sim_organization_set_json (SimOrganization *self, JsonObject *object, GError **error)
{
  g_autoptr (GError) why = NULL;
  JsonNode *enabled = find_boolean (object, "auto_reply_enabled", &why);
  JsonNode *role = why == NULL ? find_boolean (object, "role_enabled", &why) : NULL;
  JsonNode *hidden = why == NULL ? find_boolean (object, "role_hidden", &why) : NULL;
  const char *allowed = why == NULL ? wire_json_string (object, PATH, "allowed_oof", &why) : NULL;
  const char *policy = why == NULL ? wire_json_string (object, PATH, "policy", &why) : NULL;
  const char *scope = why == NULL ? wire_json_string (object, PATH, "role_scope", &why) : NULL;
  const char *external = why == NULL ? wire_json_string (object, PATH, "external_oof", &why) : NULL;
  const char *roles = why == NULL ? wire_json_string (object, PATH, "roles", &why) : NULL;
  SimRoles new_roles = self->roles;

  if (why == NULL && !take_roles (roles, &new_roles))
    base_error_set (&why, BASE_ERROR_PROTOCOL, PATH ": “roles” is none, own, view or all");
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }

  if (enabled != NULL)
    self->auto_reply_enabled = json_node_get_boolean (enabled);
  if (role != NULL)
    self->role_enabled = json_node_get_boolean (role);
  if (hidden != NULL)
    self->role_hidden = json_node_get_boolean (hidden);
  replace (&self->allowed_oof, allowed);
  replace (&self->policy, policy);
  replace (&self->role_scope, scope);
  replace (&self->external_oof, external);
  self->roles = new_roles;
  return TRUE;
}
