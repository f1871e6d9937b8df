/* sim-ldap-groups.c - who is in which group of the simulated directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-groups.h"

static gboolean
contains (const GArray *numbers, guint number)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, guint32, i) == number)
      return TRUE;
  return FALSE;
}

gboolean
sim_ldap_groups_has (const SimLdapTree *tree, guint group, guint member)
{
  const SimLdapObject *object = sim_ldap_tree_object (tree, group);

  if (object == NULL || object->members == NULL || sim_ldap_tree_is_deleted (tree, member))
    return FALSE;
  if (contains (object->members, member))
    return TRUE;
  return object->department != SIM_LDAP_NO_DEPARTMENT && member < tree->n_people &&
         sim_ldap_person_is_in (&tree->persons, member, (guint) object->department);
}

GArray *
sim_ldap_groups_closure (const SimLdapTree *tree, guint group)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (all, group);
  for (guint i = 0; i < all->len; i++) {
    const SimLdapObject *object = sim_ldap_tree_object (tree, g_array_index (all, guint32, i));

    for (guint m = 0; object != NULL && object->members != NULL && m < object->members->len; m++) {
      guint32 member = g_array_index (object->members, guint32, m);
      const SimLdapObject *other = sim_ldap_tree_object (tree, member);

      if (other != NULL && other->members != NULL && !contains (all, member))
        g_array_append_val (all, member);
    }
  }
  return all;
}

gboolean
sim_ldap_groups_any_has (const SimLdapTree *tree, const GArray *groups, guint member)
{
  for (guint i = 0; i < groups->len; i++)
    if (sim_ldap_groups_has (tree, g_array_index (groups, guint32, i), member))
      return TRUE;
  return FALSE;
}

/* Counted even when nobody wants its name, which costs most. */
static void
add_member (SimLdapTree *tree, guint member, SimLdapValues *out)
{
  GString *value = sim_ldap_values_next (out);

  if (value != NULL)
    g_string_append (value, sim_ldap_tree_dn (tree, member));
}

void
sim_ldap_groups_members (SimLdapTree *tree, guint group, SimLdapValues *out)
{
  const SimLdapObject *object = sim_ldap_tree_object (tree, group);

  if (object == NULL || object->members == NULL)
    return;

  for (guint i = 0; i < object->members->len; i++) {
    guint32 member = g_array_index (object->members, guint32, i);

    if (!sim_ldap_tree_is_deleted (tree, member))
      add_member (tree, member, out);
  }
  if (object->department == SIM_LDAP_NO_DEPARTMENT)
    return;
  for (guint i = 0; i < tree->n_people && !sim_ldap_values_is_cut (out); i++)
    if (sim_ldap_groups_has (tree, group, i) && !contains (object->members, i))
      add_member (tree, i, out);
}

void
sim_ldap_groups_member_of (SimLdapTree *tree, guint member, SimLdapValues *out)
{
  for (guint i = 0; i < tree->groups->len; i++) {
    guint32 group = g_array_index (tree->groups, guint32, i);

    if (sim_ldap_groups_has (tree, group, member))
      sim_ldap_values_add (out, sim_ldap_tree_dn (tree, group));
  }
}

void
sim_ldap_groups_tokens (SimLdapTree *tree, guint member, SimLdapValues *out)
{
  sim_ldap_tree_values (tree, member, SIM_AT_OBJECT_SID, out);
  for (guint i = 0; i < tree->groups->len; i++) {
    guint32 group = g_array_index (tree->groups, guint32, i);
    g_autoptr (GArray) closure = sim_ldap_groups_closure (tree, group);

    if (sim_ldap_groups_any_has (tree, closure, member))
      sim_ldap_object_values (sim_ldap_tree_object (tree, group), SIM_AT_OBJECT_SID, out);
  }
}
