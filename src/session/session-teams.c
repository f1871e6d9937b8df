/* session-teams.c - the people in parts
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-teams.h"

#include "session-dn.h"
#include "session-entry.h"
#include "session-team-manager.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *const session_team_kind_names[] = {
  [SESSION_TEAM_NONE] = "none",     [SESSION_TEAM_DEPARTMENT] = "department",
  [SESSION_TEAM_OFFICE] = "office", [SESSION_TEAM_UNIT] = "unit",
  [SESSION_TEAM_GROUP] = "group",   [SESSION_TEAM_MANAGER] = "manager",
  [SESSION_N_TEAM_KINDS] = NULL,
};

static void
free_team (gpointer data)
{
  SessionTeam *team = data;

  g_free (team->key);
  g_free (team->name);
  g_free (team->sort_key);
  g_array_unref (team->people);
  g_free (team);
}

SessionTeam *
session_teams_add (GPtrArray *teams, const char *key, char *name)
{
  SessionTeam *team = g_new0 (SessionTeam, 1);

  team->key = g_strdup (key);
  team->name = name;
  team->people = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_ptr_array_add (teams, team);
  return team;
}

static const char *
none_of (SessionTeamKind kind)
{
  switch (kind) {
  case SESSION_TEAM_OFFICE:
    return _ ("No office given");
  case SESSION_TEAM_UNIT:
    return _ ("In no organisational unit");
  case SESSION_TEAM_GROUP:
    return _ ("In no group");
  case SESSION_TEAM_DEPARTMENT:
  case SESSION_TEAM_MANAGER:
  case SESSION_TEAM_NONE:
  case SESSION_N_TEAM_KINDS:
  default:
    return _ ("No department given");
  }
}

static const char *
key_of (const ExchangePerson *person, SessionTeamKind kind)
{
  switch (kind) {
  case SESSION_TEAM_OFFICE:
    return person->office;
  case SESSION_TEAM_UNIT:
    return session_dn_parent (person->dn);
  case SESSION_TEAM_DEPARTMENT:
  case SESSION_TEAM_GROUP:
  case SESSION_TEAM_MANAGER:
  case SESSION_TEAM_NONE:
  case SESSION_N_TEAM_KINDS:
  default:
    return person->department;
  }
}

/* "corp.example/Sales/Graz" */
static char *
name_unit (const char *dn)
{
  g_autofree char *around = session_dn_is_domain (dn) ? NULL : session_dn_path (dn);
  g_autofree char *name = session_dn_name (dn);

  return around != NULL && *around != '\0' ? g_strconcat (around, "/", name, NULL)
                                           : g_steal_pointer (&name);
}

static char *
name_of (const char *key, SessionTeamKind kind)
{
  if (*key == '\0')
    return g_strdup (none_of (kind));
  return kind == SESSION_TEAM_UNIT ? name_unit (key) : g_strdup (key);
}

/* The only domain there is tells nobody apart. */
static void
leave_out_domain (GPtrArray *teams)
{
  gsize length = 0;

  for (guint i = 0; i < teams->len; i++) {
    const SessionTeam *team = teams->pdata[i];
    const char *end = strchr (team->name, '/');

    if (*team->key == '\0')
      continue;
    if (end == NULL ||
        (length > 0 && strncmp (team->name, ((SessionTeam *) teams->pdata[0])->name, length) != 0))
      return;
    length = (gsize) (end - team->name) + 1;
  }
  for (guint i = 0; i < teams->len; i++) {
    SessionTeam *team = teams->pdata[i];

    if (*team->key != '\0')
      memmove (team->name, team->name + length, strlen (team->name + length) + 1);
  }
}

static void
sort_by_key (GPtrArray *teams, const GPtrArray *entries, SessionTeamKind kind)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint32 i = 0; i < entries->len; i++) {
    const char *key = key_of (((SessionEntry *) entries->pdata[i])->person, kind);
    SessionTeam *team = g_hash_table_lookup (by_key, key);

    if (team == NULL) {
      team = session_teams_add (teams, key, name_of (key, kind));
      g_hash_table_insert (by_key, team->key, team);
    }
    g_array_append_val (team->people, i);
  }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const guint32 *x = a;
  const guint32 *y = b;

  return (*x > *y) - (*x < *y);
}

/* Those of a group who are among the entries. places: id → place + 1. */
static void
add_group (GPtrArray *teams, SessionGroups *groups, guint index, GHashTable *places, guint8 *is_in)
{
  const ExchangePerson *group = session_groups_group (groups, index);
  g_autoptr (GPtrArray) people = session_groups_people (groups, index);
  SessionTeam *team = NULL;

  for (guint i = 0; i < people->len; i++) {
    const ExchangePerson *person = people->pdata[i];
    guint32 place = GPOINTER_TO_UINT (g_hash_table_lookup (places, person->id));

    if (place == 0)
      continue;
    place--;
    if (team == NULL)
      team = session_teams_add (teams, group->dn, g_strdup (group->name));
    g_array_append_val (team->people, place);
    is_in[place] = TRUE;
  }
  if (team != NULL)
    g_array_sort (team->people, compare_places);
}

static void
sort_by_group (GPtrArray *teams, const GPtrArray *entries, SessionGroups *groups)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint8 *is_in = g_new0 (guint8, entries->len + 1);
  SessionTeam *none = NULL;

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (places, (gpointer) ((SessionEntry *) entries->pdata[i])->person->id,
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; groups != NULL && i < session_groups_n (groups); i++)
    if (session_groups_n_people (groups, i) > 0)
      add_group (teams, groups, i, places, is_in);
  for (guint32 i = 0; i < entries->len; i++) {
    if (is_in[i])
      continue;
    if (none == NULL)
      none = session_teams_add (teams, "", g_strdup (none_of (SESSION_TEAM_GROUP)));
    g_array_append_val (none->people, i);
  }
}

static int
compare_teams (gconstpointer a, gconstpointer b)
{
  const SessionTeam *x = *(SessionTeam *const *) a;
  const SessionTeam *y = *(SessionTeam *const *) b;
  int order = (*x->key == '\0') - (*y->key == '\0');

  if (order == 0)
    order = strcmp (x->sort_key, y->sort_key);
  return order != 0 ? order : strcmp (x->key, y->key);
}

GPtrArray *
session_teams_new (const GPtrArray *entries, const SessionTeamWhose *whose, SessionTeamKind kind)
{
  GPtrArray *teams = g_ptr_array_new_with_free_func (free_team);

  if (kind == SESSION_TEAM_GROUP)
    sort_by_group (teams, entries, whose->groups);
  else if (kind == SESSION_TEAM_MANAGER)
    session_team_manager_sort (teams, entries,
                               whose->everybody != NULL ? whose->everybody : entries);
  else if (kind != SESSION_TEAM_NONE)
    sort_by_key (teams, entries, kind);
  /* Comparing names is slow, and there may be a manager for every eight people. */
  for (guint i = 0; i < teams->len; i++) {
    SessionTeam *team = teams->pdata[i];

    team->sort_key = g_utf8_collate_key (team->name, -1);
  }
  g_ptr_array_sort (teams, compare_teams);
  if (kind == SESSION_TEAM_UNIT)
    leave_out_domain (teams);
  return teams;
}
