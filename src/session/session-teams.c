/* session-teams.c - the people in parts, and how many of each are away
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-teams.h"

#include "oof-date.h"
#include "session-dn.h"
#include "session-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *const session_team_kind_names[] = {
  [SESSION_TEAM_NONE] = "none",     [SESSION_TEAM_DEPARTMENT] = "department",
  [SESSION_TEAM_OFFICE] = "office", [SESSION_TEAM_UNIT] = "unit",
  [SESSION_TEAM_GROUP] = "group",   [SESSION_N_TEAM_KINDS] = NULL,
};

static void
free_team (gpointer data)
{
  SessionTeam *team = data;

  g_free (team->key);
  g_free (team->name);
  g_array_unref (team->people);
  g_free (team);
}

static SessionTeam *
add_team (GPtrArray *teams, const char *key, char *name)
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
      team = add_team (teams, key, name_of (key, kind));
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
      team = add_team (teams, group->dn, g_strdup (group->name));
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
      none = add_team (teams, "", g_strdup (none_of (SESSION_TEAM_GROUP)));
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
    order = g_utf8_collate (x->name, y->name);
  return order != 0 ? order : strcmp (x->key, y->key);
}

GPtrArray *
session_teams_new (const GPtrArray *entries, SessionGroups *groups, SessionTeamKind kind)
{
  GPtrArray *teams = g_ptr_array_new_with_free_func (free_team);

  if (kind == SESSION_TEAM_GROUP)
    sort_by_group (teams, entries, groups);
  else if (kind != SESSION_TEAM_NONE)
    sort_by_key (teams, entries, kind);
  g_ptr_array_sort (teams, compare_teams);
  if (kind == SESSION_TEAM_UNIT)
    leave_out_domain (teams);
  return teams;
}

/* The days of everybody as bits: n_words for each. */
typedef struct
{
  const SessionTeamFacts *facts;
  OofZone *zone;
  gint64 from_s;
  gint64 until_s;
  guint n_words;
  guint64 *away;  /* of the entries */
  guint32 *entry; /* of the plan's people: place in the entries + 1; 0: none */
} Counting;

/* The days of one row of the plan, in each place. */
typedef struct
{
  Counting *counting;
  const OofFrame *frame;
  const OofRow *row;
  guint64 *days;    /* n_words for each place */
  guint8 *is_known; /* of each place */
  guint64 *at;      /* of the place at hand */
} RowDays;

static void
set_days (const Counting *self, guint64 *bits, gint64 from_s, gint64 until_s)
{
  gint64 begin_s = MAX (from_s, self->from_s);
  gint64 end_s = MIN (until_s, self->until_s);
  gint32 first;
  gint32 last;

  if (begin_s >= end_s)
    return;
  first = oof_date_of_local (oof_zone_to_local (self->zone, begin_s)) - self->facts->first_day;
  last = oof_date_of_local (oof_zone_to_local (self->zone, end_s - 1)) - self->facts->first_day;
  for (gint32 day = MAX (first, 0); day <= last && day < (gint32) self->facts->n_days; day++)
    bits[day / 64] |= (guint64) 1 << (day % 64);
}

static gboolean
occurrence_cb (const OofOccurrence *occurrence, gpointer data)
{
  RowDays *self = data;

  set_days (self->counting, self->at, occurrence->from_s, occurrence->until_s);
  return TRUE;
}

static const guint64 *
days_in (RowDays *self, guint place)
{
  const Counting *counting = self->counting;

  self->at = self->days + (gsize) place * counting->n_words;
  if (!self->is_known[place]) {
    self->is_known[place] = TRUE;
    memset (self->at, 0, counting->n_words * sizeof *self->at);
    oof_row_each (self->row, &oof_frame_parts (self->frame)->places[place], counting->from_s,
                  counting->until_s, occurrence_cb, self);
  }
  return self->at;
}

static void
add_person (RowDays *self, guint32 person)
{
  const Counting *counting = self->counting;
  const guint64 *days;
  guint64 *bits;

  if (counting->entry[person] == 0)
    return;
  days = days_in (self, oof_frame_place_of (self->frame, person));
  bits = counting->away + (gsize) (counting->entry[person] - 1) * counting->n_words;
  for (guint i = 0; i < counting->n_words; i++)
    bits[i] |= days[i];
}

static void
add_row (RowDays *self)
{
  const OofCrowd *crowd = oof_row_crowd (self->row);

  memset (self->is_known, 0, oof_frame_parts (self->frame)->n_places);
  for (guint i = 0; crowd->bits == NULL && i < crowd->n; i++)
    add_person (self, crowd->list[i]);
  for (guint word = 0; crowd->bits != NULL && word < crowd->n_words; word++)
    for (guint64 left = crowd->bits[word]; left != 0; left &= left - 1)
      add_person (self, word * 64 + (guint32) __builtin_ctzll (left));
}

static void
add_plan (Counting *self)
{
  const OofPlan *plan = session_plan_oof (self->facts->plan);
  const SessionRoster *roster = session_plan_roster (self->facts->plan);
  const OofFrame *frame = oof_plan_frame (plan);
  guint n_places = oof_frame_parts (frame)->n_places;
  g_autofree guint32 *entry = g_new0 (guint32, session_roster_n (roster) + 1);
  g_autofree guint64 *days = g_new (guint64, (gsize) n_places * self->n_words);
  g_autofree guint8 *is_known = g_new (guint8, n_places);
  RowDays row = { .counting = self, .frame = frame, .days = days, .is_known = is_known };

  self->entry = entry;
  for (guint32 i = 0; i < self->facts->entries->len; i++) {
    const SessionEntry *one = self->facts->entries->pdata[i];
    guint32 person = session_roster_find (roster, one->person->mail);

    if (person != SESSION_ROSTER_NOBODY)
      entry[person] = i + 1;
  }
  for (guint i = 0; i < oof_plan_n_rows (plan); i++) {
    row.row = oof_plan_row (plan, i);
    add_row (&row);
  }
  self->entry = NULL;
}

/* numbers: of one team. */
static void
count_team (const Counting *self, const SessionTeam *team, guint32 *numbers)
{
  for (guint i = 0; i < team->people->len; i++) {
    guint32 person = g_array_index (team->people, guint32, i);
    const guint64 *bits = self->away + (gsize) person * self->n_words;

    for (guint word = 0; word < self->n_words; word++)
      for (guint64 left = bits[word]; left != 0; left &= left - 1)
        numbers[word * 64 + (guint) __builtin_ctzll (left)]++;
  }
}

GArray *
session_teams_count (const GPtrArray *teams, const SessionTeamFacts *facts)
{
  GArray *numbers = g_array_new (FALSE, TRUE, sizeof (guint32));
  gint64 local_s = (gint64) facts->first_day * OOF_DAY_S;
  guint n_words = facts->n_days / 64 + 1;
  g_autoptr (OofZone) zone = oof_zone_new (facts->zone, local_s - 2 * OOF_DAY_S,
                                           local_s + (gint64) (facts->n_days + 2) * OOF_DAY_S);
  g_autofree guint64 *away = g_new0 (guint64, (gsize) facts->entries->len * n_words + 1);
  Counting self = { .facts = facts,
                    .zone = zone,
                    .from_s = oof_zone_to_instant (zone, local_s),
                    .until_s =
                        oof_zone_to_instant (zone, local_s + (gint64) facts->n_days * OOF_DAY_S),
                    .n_words = n_words,
                    .away = away };

  if (facts->plan != NULL)
    add_plan (&self);
  for (guint i = 0; i < facts->replies->len; i++) {
    const SessionTeamReply *one = &g_array_index (facts->replies, SessionTeamReply, i);

    set_days (&self, away + (gsize) one->person * n_words, one->reply.from_s, one->reply.until_s);
  }
  g_array_set_size (numbers, teams->len * facts->n_days);
  for (guint i = 0; i < teams->len; i++)
    count_team (&self, teams->pdata[i],
                (guint32 *) (gpointer) numbers->data + (gsize) i * facts->n_days);
  return numbers;
}
