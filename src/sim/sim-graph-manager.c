/* sim-graph-manager.c - to whom a user reports, as Graph tells it
 *
 * Source: Microsoft's documentation of List users ($expand=manager) and of user: delta, where the
 * manager is among the selected properties and comes as "manager@delta".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-graph.h"

#include <string.h>

/* SIM_NOBODY: they report to nobody. */
static guint
find_manager (SimWorld *world, guint person)
{
  g_autofree char *dn = sim_graph_value (world, person, SIM_AT_MANAGER);
  guint manager =
      dn != NULL ? sim_ldap_tree_find_dn (world->directory, dn, strlen (dn)) : SIM_LDAP_NOTHING;

  return manager < sim_people_count (world->people) &&
                 !sim_ldap_tree_is_deleted (world->directory, manager)
             ? manager
             : SIM_NOBODY;
}

/* NULL: none. Caller unrefs. */
static JsonObject *
show_manager (const SimGraphAsk *ask, guint person, guint8 *ret_guid)
{
  guint manager = find_manager (ask->world, person);
  g_autofree char *id = NULL;
  JsonObject *shown;

  if (manager == SIM_NOBODY)
    return NULL;
  sim_ldap_person_guid (&ask->world->directory->persons, manager, ret_guid);
  id = sim_graph_id (ret_guid);
  shown = json_object_new ();
  json_object_set_string_member (shown, "@odata.type", "#microsoft.graph.user");
  json_object_set_string_member (shown, "id", id);
  if (sim_people_is_cloud_only (ask->world->people, manager))
    memset (ret_guid, 0, SIM_LDAP_GUID_SIZE);
  return shown;
}

JsonObject *
sim_graph_person_expanded (const SimGraphAsk *ask, guint person)
{
  static const guint8 none[SIM_LDAP_GUID_SIZE];
  const char *expand = sim_graph_ask_option (ask, "$expand");
  JsonObject *user = sim_graph_person (ask, person);
  guint8 guid[SIM_LDAP_GUID_SIZE];
  JsonObject *manager = expand != NULL && g_str_has_prefix (expand, "manager")
                            ? show_manager (ask, person, guid)
                            : NULL;

  if (manager == NULL)
    return user;
  if (strstr (expand, "onPremisesImmutableId") != NULL && memcmp (guid, none, sizeof none) != 0) {
    g_autofree char *immutable = g_base64_encode (guid, sizeof guid);

    json_object_set_string_member (manager, "onPremisesImmutableId", immutable);
  }
  json_object_set_object_member (user, "manager", manager);
  return user;
}

/* Whose manager is another since the simulator began; the others are told of only to who hears of
 * everybody. */
static gboolean
is_changed (const SimGraphAsk *ask, guint person)
{
  const SimLdapChange *change =
      g_hash_table_lookup (ask->world->directory->changes, GUINT_TO_POINTER (person));

  return change != NULL &&
         (change->replaced[SIM_AT_MANAGER / 64] >> (SIM_AT_MANAGER % 64) & 1) != 0;
}

/* The one whom the person has no more. Caller unrefs. */
static JsonObject *
show_removed (void)
{
  JsonObject *shown = json_object_new ();
  JsonObject *removed = json_object_new ();

  json_object_set_string_member (removed, "reason", "deleted");
  json_object_set_string_member (shown, "@odata.type", "#microsoft.graph.user");
  json_object_set_string_member (shown, "id", "00000000-0000-0000-0000-000000000001");
  json_object_set_object_member (shown, "@removed", removed);
  return shown;
}

void
sim_graph_add_changed_manager (const SimGraphAsk *ask, guint person, JsonObject *entry)
{
  const char *select = sim_graph_ask_option (ask, "$select");
  gboolean is_since = sim_graph_ask_option (ask, "$deltatoken") != NULL;
  guint8 guid[SIM_LDAP_GUID_SIZE];
  JsonObject *manager;
  JsonArray *list;

  if (select == NULL || strstr (select, "manager") == NULL ||
      (is_since && !is_changed (ask, person)))
    return;
  manager = show_manager (ask, person, guid);
  if (manager == NULL && !is_since)
    return;
  list = json_array_new ();
  json_array_add_object_element (list, manager != NULL ? manager : show_removed ());
  json_object_set_array_member (entry, "manager@delta", list);
}
