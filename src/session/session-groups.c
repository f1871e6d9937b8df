/* session-groups.c - who is in which group, through groups in groups
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-groups.h"

#include "base-text.h"
#include "session-entry.h"

/* Steps from member to member for all counts together: about two seconds. Groups that come after
 * are counted by their direct members. */
#define MOST_STEPS 400000000

typedef struct
{
  ExchangePerson *person;
  GArray *groups; /* guint32: indices of groups directly in it */
  GArray *people; /* guint32: indices of people directly in it */
  guint n_people;
} Group;

struct _SessionGroups
{
  GPtrArray *entries;
  GArray *groups;        /* Group */
  GHashTable *by_dn;     /* distinguished name → index + 1 of the group */
  GHashTable *people_dn; /* distinguished name → index + 1 of the person; NULL after the counting */
};

static void
clear_group (gpointer data)
{
  Group *group = data;

  exchange_person_unref (group->person);
  g_array_unref (group->groups);
  g_array_unref (group->people);
}

SessionGroups *
session_groups_new (GPtrArray *entries)
{
  SessionGroups *self = g_atomic_rc_box_new0 (SessionGroups);

  self->entries = g_ptr_array_ref (entries);
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_set_clear_func (self->groups, clear_group);
  self->by_dn = g_hash_table_new (base_text_hash_caseless, base_text_equal_caseless);
  self->people_dn = g_hash_table_new (base_text_hash_caseless, base_text_equal_caseless);
  for (guint i = 0; i < entries->len; i++) {
    const ExchangePerson *person = ((SessionEntry *) entries->pdata[i])->person;

    if (*person->dn != '\0')
      g_hash_table_insert (self->people_dn, (gpointer) person->dn, GUINT_TO_POINTER (i + 1));
  }
  return self;
}

SessionGroups *
session_groups_ref (SessionGroups *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_groups (gpointer data)
{
  SessionGroups *self = data;

  g_hash_table_unref (self->by_dn);
  g_clear_pointer (&self->people_dn, g_hash_table_unref);
  g_array_unref (self->groups);
  g_ptr_array_unref (self->entries);
}

void
session_groups_unref (SessionGroups *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_groups);
}

void
session_groups_add (SessionGroups *self, ExchangePerson *person)
{
  Group group = { 0 };

  if (*person->dn == '\0' || g_hash_table_contains (self->by_dn, person->dn))
    return;

  group.person = exchange_person_ref (person);
  group.groups = g_array_new (FALSE, FALSE, sizeof (guint32));
  group.people = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->groups, group);
  g_hash_table_insert (self->by_dn, (gpointer) person->dn, GUINT_TO_POINTER (self->groups->len));
}

static guint
find_index (GHashTable *table, const char *dn, guint32 *ret)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (table, dn));

  if (found > 0)
    *ret = found - 1;
  return found;
}

void
session_groups_add_member (SessionGroups *self, const char *group_dn, const char *member_dn)
{
  guint32 group_index, index;
  Group *group;

  if (!find_index (self->by_dn, group_dn, &group_index))
    return;

  group = &g_array_index (self->groups, Group, group_index);
  if (find_index (self->people_dn, member_dn, &index))
    g_array_append_val (group->people, index);
  else if (find_index (self->by_dn, member_dn, &index))
    g_array_append_val (group->groups, index);
}

/* One walk through a group and those in it. Who was met carries the number of the walk. */
typedef struct
{
  SessionGroups *groups;
  guint32 *met_groups;
  guint32 *met_people;
  GArray *stack; /* guint32 */
  guint32 number;
  guint64 steps;
} Walk;

static Walk *
new_walk (SessionGroups *groups)
{
  Walk *self = g_new0 (Walk, 1);

  self->groups = groups;
  self->met_groups = g_new0 (guint32, MAX (groups->groups->len, 1));
  self->met_people = g_new0 (guint32, MAX (groups->entries->len, 1));
  self->stack = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

static void
free_walk (Walk *self)
{
  g_free (self->met_groups);
  g_free (self->met_people);
  g_array_unref (self->stack);
  g_free (self);
}

static void
push (Walk *self, guint32 index)
{
  if (self->met_groups[index] == self->number)
    return;

  self->met_groups[index] = self->number;
  g_array_append_val (self->stack, index);
}

static guint
walk_group (Walk *self, guint32 index)
{
  guint n = 0;

  self->number++;
  push (self, index);
  while (self->stack->len > 0) {
    guint32 at = g_array_index (self->stack, guint32, self->stack->len - 1);
    const Group *group = &g_array_index (self->groups->groups, Group, at);

    g_array_set_size (self->stack, self->stack->len - 1);
    for (guint i = 0; i < group->people->len; i++) {
      guint32 person = g_array_index (group->people, guint32, i);

      n += self->met_people[person] != self->number;
      self->met_people[person] = self->number;
    }
    for (guint i = 0; self->steps < MOST_STEPS && i < group->groups->len; i++)
      push (self, g_array_index (group->groups, guint32, i));
    self->steps += group->people->len + group->groups->len;
  }
  return n;
}

void
session_groups_count (SessionGroups *self)
{
  Walk *walk = new_walk (self);

  for (guint i = 0; i < self->groups->len; i++)
    g_array_index (self->groups, Group, i).n_people = walk_group (walk, i);
  free_walk (walk);
  g_clear_pointer (&self->people_dn, g_hash_table_unref);
}

guint
session_groups_n (SessionGroups *self)
{
  return self->groups->len;
}

const ExchangePerson *
session_groups_group (SessionGroups *self, guint i)
{
  return g_array_index (self->groups, Group, i).person;
}

guint
session_groups_n_people (SessionGroups *self, guint i)
{
  return g_array_index (self->groups, Group, i).n_people;
}

guint
session_groups_find (SessionGroups *self, const char *name)
{
  guint found = G_MAXUINT;
  guint32 index;

  if (find_index (self->by_dn, name, &index))
    return index;

  for (guint i = 0; i < self->groups->len; i++)
    if (g_ascii_strcasecmp (session_groups_group (self, i)->mail, name) == 0)
      return i;
  for (guint i = 0; i < self->groups->len; i++) {
    if (g_ascii_strcasecmp (session_groups_group (self, i)->name, name) != 0)
      continue;
    if (found != G_MAXUINT)
      return G_MAXUINT;
    found = i;
  }
  return found;
}

GPtrArray *
session_groups_people (SessionGroups *self, guint index)
{
  GPtrArray *people = g_ptr_array_new ();
  Walk *walk = new_walk (self);

  walk_group (walk, index);
  for (guint i = 0; i < self->entries->len; i++)
    if (walk->met_people[i] == walk->number)
      g_ptr_array_add (people, ((SessionEntry *) self->entries->pdata[i])->person);
  free_walk (walk);
  return people;
}

GHashTable *
session_groups_members (SessionGroups *self, const char *dn)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) people = NULL;
  guint32 index;

  if (!find_index (self->by_dn, dn, &index))
    return ids;

  people = session_groups_people (self, index);
  for (guint i = 0; i < people->len; i++)
    g_hash_table_add (ids, g_strdup (((ExchangePerson *) people->pdata[i])->id));
  return ids;
}
