/* rivals.h - what competes for Ann's mailbox in May 2027, in Berlin
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "crew.h"
#include "session-conflict.h"

static inline SessionPlan *
make_plan (const CrewItem *wanted, guint n)
{
  static const char *const names[] = { "ann", "bob", "nia", NULL };
  g_autoptr (GPtrArray) entries = crew_entries (names);
  g_autoptr (GHashTable) zones = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (zones, (gpointer) ((SessionEntry *) entries->pdata[i])->person->mail,
                         (gpointer) "Europe/Berlin");
  return crew_plan_of (entries, zones, wanted, n);
}

static inline GPtrArray *
find_known (SessionPlan *plan, const SessionBarFacts *facts)
{
  return session_conflicts_new (
      plan, session_roster_find (session_plan_roster (plan), "ann@corp.example"), facts,
      at ("2027-05-01T00:00:00Z"), at ("2027-06-01T00:00:00Z"));
}

static inline GPtrArray *
find (SessionPlan *plan, const OofOwnReply *own)
{
  const SessionBarFacts facts = { .own = own, .now_s = at ("2027-05-01T00:00:00Z") };

  return find_known (plan, &facts);
}

/* Ann's. */
static inline const OofZone *
zone_of (SessionPlan *plan)
{
  const OofFrame *frame = oof_plan_frame (session_plan_oof (plan));
  guint32 ann = session_roster_find (session_plan_roster (plan), "ann@corp.example");

  return oof_frame_parts (frame)->places[oof_frame_place_of (frame, ann)].zone;
}

/* Of the only conflict, the only other one. */
static inline const SessionConflict *
only (GPtrArray *conflicts, const SessionRival **ret)
{
  const SessionConflict *conflict;

  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = conflicts->pdata[0];
  g_assert_cmpuint (conflict->others->len, ==, 1);
  *ret = &g_array_index (conflict->others, SessionRival, 0);
  return conflict;
}
