/* session-tally.c - counts the people by department, organisational unit, group and kind
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-tally.h"

#include "session-dn.h"
#include "session-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEEPEST 16 /* more is not indented */

static void
free_line (gpointer data)
{
  SessionTallyLine *line = data;

  g_free (line->key);
  g_free (line->name);
  g_free (line);
}

static SessionTallyLine *
new_line (SessionScopeKind kind, const char *key, char *name, guint count)
{
  SessionTallyLine *line = g_new0 (SessionTallyLine, 1);

  line->kind = kind;
  line->key = g_strdup (key);
  line->name = name;
  line->count = count;
  return line;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const SessionTallyLine *line_a = *(SessionTallyLine *const *) a;
  const SessionTallyLine *line_b = *(SessionTallyLine *const *) b;
  int order = g_utf8_collate (line_a->name, line_b->name);

  return order != 0 ? order : strcmp (line_a->key, line_b->key);
}

/* A head and the lines (taken), where they tell people apart. */
static void
add_section (GPtrArray *all, const char *name, GPtrArray *lines, guint least)
{
  g_autoptr (GPtrArray) section = lines;
  SessionTallyLine *head;

  if (lines->len < least)
    return;

  head = new_line (((SessionTallyLine *) lines->pdata[0])->kind, "", g_strdup (name), lines->len);
  head->is_head = TRUE;
  g_ptr_array_add (all, head);
  g_ptr_array_extend_and_steal (all, g_steal_pointer (&section));
}

static GPtrArray *
new_lines (void)
{
  return g_ptr_array_new_with_free_func (free_line);
}

static void
count_one (GHashTable *counts, const char *key)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

  g_hash_table_insert (counts, (gpointer) key, GUINT_TO_POINTER (n + 1));
}

static GPtrArray *
tally_departments (GPtrArray *entries)
{
  GPtrArray *lines = new_lines ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key, count;

  for (guint i = 0; i < entries->len; i++)
    count_one (counts, ((SessionEntry *) entries->pdata[i])->person->department);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &count))
    if (*(const char *) key != '\0')
      g_ptr_array_add (lines, new_line (SESSION_SCOPE_DEPARTMENT, key, g_strdup (key),
                                        GPOINTER_TO_UINT (count)));
  g_ptr_array_sort (lines, compare_lines);

  count = g_hash_table_lookup (counts, "");
  if (lines->len > 0 && count != NULL)
    g_ptr_array_add (lines, new_line (SESSION_SCOPE_DEPARTMENT, "", g_strdup (_ ("None given")),
                                      GPOINTER_TO_UINT (count)));
  return lines;
}

/* A place in the directory. Its name points into the distinguished name of somebody below. */
typedef struct
{
  const char *dn;
  guint count;      /* people in it and below */
  GPtrArray *below; /* Unit */
  SessionTallyLine *line;
} Unit;

static void
free_unit (gpointer data)
{
  Unit *unit = data;

  g_ptr_array_unref (unit->below);
  g_free (unit);
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  return compare_lines (&(*(Unit *const *) a)->line, &(*(Unit *const *) b)->line);
}

/* The unit of that name and those around it, each with n people more. */
static void
count_units (GHashTable *units, GPtrArray *roots, const char *dn, guint n)
{
  Unit *inner = NULL;

  for (const char *at = dn; *at != '\0'; at = session_dn_parent (at)) {
    Unit *unit = g_hash_table_lookup (units, at);
    gboolean is_new = unit == NULL;
    gboolean is_root = session_dn_is_domain (at);

    if (is_new) {
      unit = g_new0 (Unit, 1);
      unit->dn = at;
      unit->below = g_ptr_array_new ();
      g_hash_table_insert (units, (gpointer) at, unit);
    }
    unit->count += n;
    if (inner != NULL)
      g_ptr_array_add (unit->below, inner);
    inner = is_new ? unit : NULL;
    if (is_root)
      break;
  }
  if (inner != NULL)
    g_ptr_array_add (roots, inner);
}

static void
add_units (GPtrArray *lines, GPtrArray *units, guint depth)
{
  for (guint i = 0; i < units->len; i++) {
    Unit *unit = g_ptr_array_index (units, i);

    unit->line = new_line (SESSION_SCOPE_UNIT, unit->dn, session_dn_name (unit->dn), unit->count);
    unit->line->depth = MIN (depth, DEEPEST);
  }
  g_ptr_array_sort (units, compare_units);
  for (guint i = 0; i < units->len; i++) {
    Unit *unit = g_ptr_array_index (units, i);

    g_ptr_array_add (lines, unit->line);
    /* What is nested deeper than anybody can read is not followed: this calls itself. */
    if (depth < 64)
      add_units (lines, unit->below, depth + 1);
  }
}

static GPtrArray *
tally_units (GPtrArray *entries)
{
  GPtrArray *lines = new_lines ();
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) units = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_unit);
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer dn, count;

  for (guint i = 0; i < entries->len; i++)
    count_one (places, session_dn_parent (((SessionEntry *) entries->pdata[i])->person->dn));
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &dn, &count))
    count_units (units, roots, dn, GPOINTER_TO_UINT (count));

  /* The root of the only domain would say what "everybody" says. */
  if (roots->len == 1 && session_dn_is_domain (((Unit *) roots->pdata[0])->dn))
    add_units (lines, ((Unit *) roots->pdata[0])->below, 0);
  else
    add_units (lines, roots, 0);
  return lines;
}

static GPtrArray *
tally_groups (SessionGroups *groups)
{
  GPtrArray *lines = new_lines ();

  for (guint i = 0; i < session_groups_n (groups); i++) {
    const ExchangePerson *group = session_groups_group (groups, i);
    guint n = session_groups_n_people (groups, i);

    if (n > 0)
      g_ptr_array_add (lines, new_line (SESSION_SCOPE_GROUP, group->dn, g_strdup (group->name), n));
  }
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

static const struct
{
  const char *key;
  const char *name;
} kinds[] = {
  { "user", N_ ("People’s mailboxes") },
  { "shared", N_ ("Shared mailboxes") },
  { "room", N_ ("Rooms") },
  { "equipment", N_ ("Equipment") },
  { "linked", N_ ("Linked mailboxes") },
  { "cloud", N_ ("In the cloud") },
  { "disabled", N_ ("Disabled accounts") },
};

static GPtrArray *
tally_kinds (GPtrArray *entries)
{
  GPtrArray *lines = new_lines ();

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++) {
    guint n = 0;

    for (guint i = 0; i < entries->len; i++)
      n += session_query_is_kind (((SessionEntry *) entries->pdata[i])->person, kinds[k].key);
    if (n > 0)
      g_ptr_array_add (
          lines, new_line (SESSION_SCOPE_KIND, kinds[k].key, g_strdup (_ (kinds[k].name)), n));
  }
  return lines;
}

/* All of them: that nobody is in conflict is worth knowing, too. */
static GPtrArray *
tally_filters (const guint *filters)
{
  GPtrArray *lines = new_lines ();

  for (guint i = 0; i < SESSION_FILTER_N; i++)
    g_ptr_array_add (lines, new_line (SESSION_SCOPE_FILTER, session_filter_words[i].key,
                                      g_strdup (_ (session_filter_words[i].name)), filters[i]));
  return lines;
}

GPtrArray *
session_tally (GPtrArray *entries, SessionGroups *groups, const guint *filters)
{
  GPtrArray *all = new_lines ();

  g_ptr_array_add (all,
                   new_line (SESSION_SCOPE_ALL, "", g_strdup (_ ("All people")), entries->len));
  if (filters != NULL && entries->len > 0)
    add_section (all, _ ("Replies"), tally_filters (filters), 1);
  add_section (all, _ ("Departments"), tally_departments (entries), 2);
  add_section (all, _ ("Organisational Units"), tally_units (entries), 2);
  if (groups != NULL)
    add_section (all, _ ("Groups"), tally_groups (groups), 1);
  add_section (all, _ ("Kinds"), tally_kinds (entries), 2);
  return all;
}
