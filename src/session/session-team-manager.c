/* session-team-manager.c - the people below their managers
 *
 * Everybody stands below who they report to, and nowhere else: so two who report to each other, or
 * somebody to themselves, are nothing special.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-team-manager.h"

#include "base-text.h"
#include "session-dn.h"
#include "session-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who is called so as a manager. */
typedef struct
{
  const ExchangePerson *person; /* NULL: nobody who is known */
  char *shown;                  /* what people read; the same for whatever part is shown */
  SessionTeam *team;            /* NULL: not made yet */
} Manager;

static void
free_manager (gpointer data)
{
  Manager *manager = data;

  g_free (manager->shown);
  g_free (manager);
}

static void
note_person (GHashTable *managers, const char *name, const ExchangePerson *person)
{
  Manager *manager = *name != '\0' ? g_hash_table_lookup (managers, name) : NULL;

  if (manager != NULL && manager->person == NULL)
    manager->person = person;
}

static void
note_managers (GHashTable *managers, const GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++) {
    const char *name = ((SessionEntry *) entries->pdata[i])->person->manager;

    if (*name != '\0' && !g_hash_table_contains (managers, name))
      g_hash_table_insert (managers, (gpointer) name, g_new0 (Manager, 1));
  }
}

static const char *
key_of (const char *name, const Manager *manager)
{
  return manager->person != NULL ? manager->person->id : name;
}

/* Caller frees. */
static char *
plain_name (const char *name, const Manager *manager)
{
  if (manager->person != NULL)
    return g_strdup (manager->person->name);
  /* Translators: the head above people whose manager is not among the people that are known */
  return strchr (name, '=') != NULL ? session_dn_name (name) : g_strdup (_ ("Unknown manager"));
}

/* What tells a manager from others of that name. Caller frees. */
static char *
tell_apart (const char *name, const Manager *manager)
{
  if (manager->person != NULL && *manager->person->mail != '\0')
    return g_strdup (manager->person->mail);
  return strchr (name, '=') != NULL ? session_dn_path (name) : g_strdup (key_of (name, manager));
}

/* The names that several managers have. Caller unrefs. */
static GHashTable *
find_common_names (GHashTable *managers)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *common = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, managers);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    const Manager *manager = value;
    const char *key = key_of (name, manager);
    const char *other = g_hash_table_lookup (keys, manager->shown);

    if (other == NULL)
      g_hash_table_insert (keys, manager->shown, (gpointer) key);
    else if (strcmp (other, key) != 0) /* one may be called by name here and by id there */
      g_hash_table_add (common, g_strdup (manager->shown));
  }
  return common;
}

static void
name_managers (GHashTable *managers)
{
  g_autoptr (GHashTable) common = NULL;
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, managers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    ((Manager *) value)->shown = plain_name (name, value);
  common = find_common_names (managers);
  g_hash_table_iter_init (&iter, managers);
  while (g_hash_table_size (common) > 0 && g_hash_table_iter_next (&iter, &name, &value)) {
    Manager *manager = value;
    g_autofree char *plain = manager->shown;
    g_autofree char *more = NULL;

    if (!g_hash_table_contains (common, plain)) {
      manager->shown = g_steal_pointer (&plain);
      continue;
    }
    more = tell_apart (name, manager);
    /* Translators: the name of a manager, and the address that tells them from others so called */
    manager->shown = g_strdup_printf (_ ("%s · %s"), plain, more);
  }
}

/* Name → Manager. Caller unrefs. */
static GHashTable *
find_managers (const GPtrArray *entries, const GPtrArray *everybody)
{
  GHashTable *managers =
      g_hash_table_new_full (base_text_hash_caseless, base_text_equal_caseless, NULL, free_manager);

  note_managers (managers, everybody);
  if (entries != everybody)
    note_managers (managers, entries);
  for (guint i = 0; i < everybody->len && g_hash_table_size (managers) > 0; i++) {
    const ExchangePerson *person = ((SessionEntry *) everybody->pdata[i])->person;

    note_person (managers, person->dn, person);
    note_person (managers, person->id, person);
  }
  name_managers (managers);
  return managers;
}

/* by_key: of the teams. */
static SessionTeam *
find_team (GPtrArray *teams, GHashTable *by_key, const char *name, Manager *manager)
{
  const char *key = key_of (name, manager);

  if (manager->team == NULL)
    manager->team = g_hash_table_lookup (by_key, key);
  if (manager->team == NULL) {
    manager->team = session_teams_add (teams, key, g_strdup (manager->shown));
    g_hash_table_insert (by_key, manager->team->key, manager->team);
  }
  return manager->team;
}

void
session_team_manager_sort (GPtrArray *teams, const GPtrArray *entries, const GPtrArray *everybody)
{
  g_autoptr (GHashTable) managers = find_managers (entries, everybody);
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  SessionTeam *none = NULL;

  for (guint32 i = 0; i < entries->len; i++) {
    const char *name = ((SessionEntry *) entries->pdata[i])->person->manager;
    SessionTeam *team;

    if (*name == '\0') {
      if (none == NULL)
        none = session_teams_add (teams, "", g_strdup (_ ("No manager")));
      team = none;
    } else {
      team = find_team (teams, by_key, name, g_hash_table_lookup (managers, name));
    }
    g_array_append_val (team->people, i);
  }
}
