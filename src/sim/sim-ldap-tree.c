/* sim-ldap-tree.c - the simulated Active Directory: every object and its values
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-tree.h"

#include "sim-ldap-forest.h"
#include "sim-ldap-groups.h"
#include "sim-names.h"

#include <string.h>

static void
free_change (gpointer data)
{
  SimLdapChange *change = data;

  sim_ldap_object_free (change->object);
  g_free (change);
}

SimLdapTree *
sim_ldap_tree_new (const SimPeople *people, gint64 born_s)
{
  SimLdapTree *self = g_new0 (SimLdapTree, 1);

  sim_ldap_persons_init (&self->persons, people, born_s);
  self->n_people = sim_people_count (people);
  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_ldap_object_free);
  self->by_dn = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changes = g_hash_table_new_full (NULL, NULL, NULL, free_change);
  self->groups = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->last_usn = SIM_LDAP_FIRST_USN + (gint64) self->n_people;
  sim_ldap_forest_fill (self);
  return self;
}

void
sim_ldap_tree_free (SimLdapTree *self)
{
  if (self == NULL)
    return;

  sim_ldap_persons_clear (&self->persons);
  g_ptr_array_unref (self->objects);
  g_hash_table_unref (self->by_dn);
  g_hash_table_unref (self->changes);
  g_array_unref (self->groups);
  sim_ldap_names_free (self->names);
  g_free (self);
}

guint
sim_ldap_tree_count (const SimLdapTree *self)
{
  return self->n_people + self->objects->len;
}

const SimLdapNames *
sim_ldap_tree_names (SimLdapTree *self)
{
  if (self->names == NULL)
    self->names = sim_ldap_names_new (self->persons.people);
  return self->names;
}

static const SimLdapChange *
find_change (const SimLdapTree *self, guint person)
{
  if (g_hash_table_size (self->changes) == 0)
    return NULL;
  return g_hash_table_lookup (self->changes, GUINT_TO_POINTER (person));
}

SimLdapObject *
sim_ldap_tree_object (const SimLdapTree *self, guint number)
{
  const SimLdapChange *change;

  if (number >= self->n_people)
    return number - self->n_people < self->objects->len
               ? self->objects->pdata[number - self->n_people]
               : NULL;
  change = find_change (self, number);
  return change != NULL ? change->object : NULL;
}

gboolean
sim_ldap_tree_is_deleted (const SimLdapTree *self, guint number)
{
  const SimLdapObject *object = sim_ldap_tree_object (self, number);

  return object != NULL && object->is_deleted;
}

/* A person that still is as it was made, by the name below its department. */
static guint
find_person (SimLdapTree *self, const GPtrArray *steps, guint first)
{
  const SimLdapRdn *cn = steps->pdata[first];
  const SimLdapRdn *ou = first + 1 < steps->len ? steps->pdata[first + 1] : NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GString) folded = g_string_new (NULL);
  g_autofree char *above = NULL;

  if (ou == NULL || strcmp (cn->type, "cn") != 0 || strcmp (ou->type, "ou") != 0)
    return SIM_LDAP_NOTHING;
  above = sim_ldap_text_dn_key (steps, first + 2);
  if (strcmp (above, "ou=people\ndc=corp\ndc=example\n") != 0)
    return SIM_LDAP_NOTHING;

  found = g_array_new (FALSE, FALSE, sizeof (guint32));
  sim_ldap_names_find (sim_ldap_tree_names (self), SIM_LDAP_WHOLE, cn->folded, found);
  for (guint i = 0; i < found->len; i++) {
    guint person = g_array_index (found, guint32, i);
    g_autofree char *department = NULL;
    const GString *name;

    if (find_change (self, person) != NULL)
      continue;
    name = sim_ldap_person_cn (&self->persons, person);
    g_string_truncate (folded, 0);
    sim_ldap_text_fold (folded, name->str, name->len);
    if (strcmp (folded->str, cn->folded) != 0)
      continue;
    department = sim_ldap_text_folded (sim_people_department (self->persons.people, person));
    if (strcmp (department, ou->folded) == 0)
      return person;
  }
  return SIM_LDAP_NOTHING;
}

guint
sim_ldap_tree_find_steps (SimLdapTree *self, const GPtrArray *steps, guint first)
{
  g_autofree char *key = sim_ldap_text_dn_key (steps, first);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_dn, key));

  if (found != 0)
    return found - 1;
  return first < steps->len ? find_person (self, steps, first) : SIM_LDAP_NOTHING;
}

guint
sim_ldap_tree_find_dn (SimLdapTree *self, const char *dn, gsize size)
{
  g_autoptr (GPtrArray) steps = sim_ldap_text_parse_dn (dn, size);

  return steps != NULL && steps->len > 0 ? sim_ldap_tree_find_steps (self, steps, 0)
                                         : SIM_LDAP_NOTHING;
}

guint
sim_ldap_tree_find_guid (const SimLdapTree *self, const guint8 *guid)
{
  guint person = sim_ldap_person_find_guid (&self->persons, guid);

  if (person != SIM_NOBODY)
    return person;
  for (guint i = 0; i < self->objects->len; i++) {
    const SimLdapObject *object = self->objects->pdata[i];

    if (memcmp (object->guid, guid, SIM_LDAP_GUID_SIZE) == 0)
      return self->n_people + i;
  }
  return SIM_LDAP_NOTHING;
}

guint
sim_ldap_tree_find_sid (SimLdapTree *self, const char *sid)
{
  guint person = sim_people_find_sid (self->persons.people, sid);
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_auto (SimLdapValues) values = { NULL };

  if (person != SIM_NOBODY)
    return person;

  sim_ldap_text_append_sid (wanted, sid);
  sim_ldap_values_init (&values);
  for (guint i = 0; i < self->objects->len && wanted->len > 0; i++) {
    gsize size;
    const char *data;

    sim_ldap_values_reset (&values);
    sim_ldap_object_values (self->objects->pdata[i], SIM_AT_OBJECT_SID, &values);
    if (sim_ldap_values_count (&values) == 0)
      continue;
    data = sim_ldap_values_get (&values, 0, &size);
    if (size == wanted->len && memcmp (data, wanted->str, size) == 0)
      return self->n_people + i;
  }
  return SIM_LDAP_NOTHING;
}

const char *
sim_ldap_tree_dn (SimLdapTree *self, guint number)
{
  const SimLdapObject *object = sim_ldap_tree_object (self, number);

  return object != NULL ? object->dn : sim_ldap_person_dn (&self->persons, number)->str;
}

static void
write_person (SimLdapTree *self, guint person, SimLdapAttribute attribute, SimLdapValues *out)
{
  const SimLdapChange *change = find_change (self, person);

  if (change != NULL && (change->replaced[attribute / 64] >> (attribute % 64) & 1) != 0)
    sim_ldap_object_values (change->object, attribute, out);
  else if (change == NULL || !change->object->is_deleted || sim_ldap_schema_survives (attribute))
    sim_ldap_person_values (&self->persons, person, attribute, out);
}

void
sim_ldap_tree_values (SimLdapTree *self, guint number, SimLdapAttribute attribute,
                      SimLdapValues *out)
{
  switch (attribute) {
  case SIM_AT_MEMBER:
    sim_ldap_groups_members (self, number, out);
    break;
  case SIM_AT_MEMBER_OF:
    sim_ldap_groups_member_of (self, number, out);
    break;
  case SIM_AT_TOKEN_GROUPS:
    sim_ldap_groups_tokens (self, number, out);
    break;
  default:
    if (number >= self->n_people)
      sim_ldap_object_values (sim_ldap_tree_object (self, number), attribute, out);
    else
      write_person (self, number, attribute, out);
  }
}

void
sim_ldap_tree_index (SimLdapTree *self, guint number, const char *old_dn)
{
  g_autoptr (GPtrArray) old = NULL;
  const char *dn = sim_ldap_tree_dn (self, number);
  g_autoptr (GPtrArray) steps = sim_ldap_text_parse_dn (dn, strlen (dn));

  if (old_dn != NULL) {
    g_autofree char *key = NULL;

    old = sim_ldap_text_parse_dn (old_dn, strlen (old_dn));
    key = sim_ldap_text_dn_key (old, 0);
    g_hash_table_remove (self->by_dn, key);
  }
  g_hash_table_insert (self->by_dn, sim_ldap_text_dn_key (steps, 0), GUINT_TO_POINTER (number + 1));
}

guint
sim_ldap_tree_add (SimLdapTree *self, SimLdapObject *object)
{
  guint32 number = sim_ldap_tree_count (self);

  g_ptr_array_add (self->objects, object);
  sim_ldap_tree_index (self, number, NULL);
  if (object->members != NULL)
    g_array_append_val (self->groups, number);
  return number;
}

gboolean
sim_ldap_tree_is_disabled (SimLdapTree *self, guint number)
{
  g_auto (SimLdapValues) values = { NULL };

  sim_ldap_values_init (&values);
  sim_ldap_tree_values (self, number, SIM_AT_USER_ACCOUNT_CONTROL, &values);
  return (g_ascii_strtoll (values.bytes->str, NULL, 10) & 2) != 0;
}
