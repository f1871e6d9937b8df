/* session-team-count.c - how many of each part of the people are away on which day
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "session-entry.h"
#include "session-teams.h"

#include <string.h>

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
