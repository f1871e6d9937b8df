/* session-members.c - who is meant by groups, units and filters
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-members.h"

#include "session-dn.h"

#include <string.h>

struct _SessionMembers
{
  SessionRoster *roster;
  SessionGroups *groups; /* NULL: none are known */
  GHashTable *sets;      /* kind and name, case aside → SessionMemberSet */
  GHashTable *fixed;     /* id of an item → GArray of guint32 */
};

static void
free_set (gpointer data)
{
  SessionMemberSet *set = data;

  g_clear_pointer (&set->people, g_array_unref);
  g_free (set);
}

SessionMembers *
session_members_new (SessionRoster *roster, SessionGroups *groups)
{
  SessionMembers *self = g_atomic_rc_box_new0 (SessionMembers);

  self->roster = session_roster_ref (roster);
  self->groups = groups != NULL ? session_groups_ref (groups) : NULL;
  self->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_set);
  self->fixed =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

SessionMembers *
session_members_ref (SessionMembers *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_members (gpointer data)
{
  SessionMembers *self = data;

  g_hash_table_unref (self->fixed);
  g_hash_table_unref (self->sets);
  session_groups_unref (self->groups);
  session_roster_unref (self->roster);
}

void
session_members_unref (SessionMembers *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_members);
}

SessionRoster *
session_members_roster (const SessionMembers *self)
{
  return self->roster;
}

static char *
make_key (OofForKind kind, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_strdup_printf ("%d %s", kind, folded);
}

static SessionMemberSet *
new_set (void)
{
  SessionMemberSet *set = g_new0 (SessionMemberSet, 1);

  set->people = g_array_new (FALSE, FALSE, sizeof (guint32));
  return set;
}

/* FALSE: there is no such group. */
static gboolean
collect_group (const SessionMembers *self, const char *name, GArray *people, guint *ret_width)
{
  guint group = self->groups != NULL ? session_groups_find (self->groups, name) : G_MAXUINT;
  g_autoptr (GPtrArray) found = NULL;

  if (group == G_MAXUINT)
    return FALSE;

  found = session_groups_people (self->groups, group);
  *ret_width = found->len;
  for (guint i = 0; i < found->len; i++) {
    const ExchangePerson *person = found->pdata[i];
    guint32 number =
        session_roster_find (self->roster, *person->mail != '\0' ? person->mail : person->dn);

    if (number != SESSION_ROSTER_NOBODY)
      g_array_append_val (people, number);
  }
  return TRUE;
}

GArray *
session_members_in_group (const SessionMembers *self, const char *name)
{
  GArray *people = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint width;

  collect_group (self, name, people, &width);
  return people;
}

static SessionMemberSet *
read_group (const SessionMembers *self, const char *name)
{
  SessionMemberSet *set = new_set ();

  if (!collect_group (self, name, set->people, &set->width))
    set->problem = "unknown-group";
  return set;
}

/* By its name, "Sales", or by its path, "corp.example/People/Sales". */
static gboolean
is_called (const char *unit, const char *folded)
{
  g_autofree char *name = session_dn_name (unit);
  g_autofree char *place = session_dn_path (unit);
  g_autofree char *path = g_strconcat (place, "/", name, NULL);
  g_autofree char *folded_name = g_utf8_casefold (name, -1);
  g_autofree char *folded_path = g_utf8_casefold (path, -1);

  return g_str_equal (folded, folded_name) || g_str_equal (folded, folded_path);
}

/* The distinguished name of the unit of that name in which anybody is: of the roster, or text
 * itself. NULL: there are several. */
static const char *
find_unit (const SessionMembers *self, const char *text)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *folded = g_utf8_casefold (text, -1);
  const char *found = NULL;

  if (strchr (text, '=') != NULL)
    return text;
  for (guint32 i = 0; i < session_roster_n (self->roster); i++) {
    const char *at = session_dn_parent (session_roster_person (self->roster, i)->dn);

    for (; *at != '\0' && !session_dn_is_domain (at); at = session_dn_parent (at)) {
      if (!g_hash_table_add (seen, (gpointer) at)) /* and so were those around it */
        break;
      if (!is_called (at, folded))
        continue;
      if (found != NULL && g_ascii_strcasecmp (found, at) != 0)
        return NULL;
      found = at;
    }
  }
  return found != NULL ? found : text;
}

static SessionMemberSet *
read_unit (SessionMembers *self, const char *text)
{
  SessionMemberSet *set = new_set ();
  const char *dn = find_unit (self, text);

  if (dn == NULL) {
    set->problem = "several-units";
    return set;
  }
  for (guint32 i = 0; i < session_roster_n (self->roster); i++)
    if (session_dn_lies_below (session_roster_person (self->roster, i)->dn, dn))
      g_array_append_val (set->people, i);
  set->width = set->people->len;
  if (set->width == 0)
    set->problem = "unknown-unit";
  return set;
}

static SessionMemberSet *
read_set (SessionMembers *self, const OofFor *name)
{
  SessionMemberSet *set;

  switch (name->kind) {
  case OOF_FOR_GROUP:
    return read_group (self, name->text);
  case OOF_FOR_UNIT:
    return read_unit (self, name->text);
  default:
    set = new_set ();
    set->problem = "not-asked";
    return set;
  }
}

static void
note_names (SessionMembers *self, const OofFor *names, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *key = NULL;

    if (names[i].kind == OOF_FOR_PERSON)
      continue;
    key = make_key (names[i].kind, names[i].text);
    if (!g_hash_table_contains (self->sets, key))
      g_hash_table_insert (self->sets, g_steal_pointer (&key), read_set (self, &names[i]));
  }
}

void
session_members_note (SessionMembers *self, const GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++) {
    const OofItemParts *parts = oof_item_parts (items->pdata[i]);

    if (session_members_fixed (self, parts->id) != NULL)
      continue;
    note_names (self, parts->who, parts->n_who);
    note_names (self, parts->except, parts->n_except);
  }
}

static void
copy_set (SessionMembers *self, const SessionMembers *other, const OofFor *name)
{
  const SessionMemberSet *set = session_members_find (other, name);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; set != NULL && i < set->people->len; i++) {
    const ExchangePerson *person =
        session_roster_person (other->roster, g_array_index (set->people, guint32, i));
    guint32 number = session_roster_find (self->roster, person->mail);

    if (number != SESSION_ROSTER_NOBODY)
      g_array_append_val (people, number);
  }
  if (set != NULL)
    session_members_take (self, name, set->problem, people);
}

void
session_members_copy (SessionMembers *self, const SessionMembers *other, const GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++) {
    const OofItemParts *parts = oof_item_parts (items->pdata[i]);

    for (guint j = 0; j < parts->n_who + parts->n_except; j++) {
      const OofFor *name = j < parts->n_who ? &parts->who[j] : &parts->except[j - parts->n_who];

      if ((name->kind == OOF_FOR_FILTER || (name->kind == OOF_FOR_GROUP && self->groups == NULL)) &&
          session_members_find (self, name) == NULL)
        copy_set (self, other, name);
    }
  }
}

static gboolean
has_kind (const OofFor *names, guint n, OofForKind kind)
{
  for (guint i = 0; i < n; i++)
    if (names[i].kind == kind)
      return TRUE;
  return FALSE;
}

gboolean
session_members_need (const SessionMembers *self, const GPtrArray *items, OofForKind kind)
{
  for (guint i = 0; i < items->len; i++) {
    const OofItemParts *parts = oof_item_parts (items->pdata[i]);

    if (session_members_fixed (self, parts->id) == NULL &&
        (has_kind (parts->who, parts->n_who, kind) ||
         has_kind (parts->except, parts->n_except, kind)))
      return TRUE;
  }
  return FALSE;
}

void
session_members_fix (SessionMembers *self, const char *item_id, GArray *people)
{
  g_hash_table_replace (self->fixed, g_strdup (item_id), g_array_ref (people));
}

GArray *
session_members_fixed (const SessionMembers *self, const char *item_id)
{
  return g_hash_table_lookup (self->fixed, item_id);
}

void
session_members_take_groups (SessionMembers *self, SessionGroups *groups)
{
  session_groups_unref (self->groups);
  self->groups = groups != NULL ? session_groups_ref (groups) : NULL;
}

SessionGroups *
session_members_groups (const SessionMembers *self)
{
  return self->groups;
}

void
session_members_take (SessionMembers *self, const OofFor *name, const char *problem,
                      const GArray *people)
{
  SessionMemberSet *set = new_set ();

  set->problem = problem;
  if (problem == NULL)
    g_array_append_vals (set->people, people->data, people->len);
  set->width = set->people->len;
  g_hash_table_replace (self->sets, make_key (name->kind, name->text), set);
}

const SessionMemberSet *
session_members_find (const SessionMembers *self, const OofFor *name)
{
  g_autofree char *key = make_key (name->kind, name->text);

  return g_hash_table_lookup (self->sets, key);
}
