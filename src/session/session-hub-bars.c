/* session-hub-bars.c - what the calendar shows of one person, and what competes for their mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-plan.h"

#include "session-hub-private.h"
#include "session-words-item.h"

/* FALSE: there is no plan yet, or the person is new. own is of the caller. */
static gboolean
find_facts (SessionHub *self, SessionRow *row, SessionBarFacts *facts, OofOwnReply *own,
            guint32 *ret_person)
{
  const SessionPlan *plan = session_hub_current_plan (self);
  g_autoptr (GDateTime) now = session_hub_now (self);
  guint32 person = plan != NULL
                       ? session_roster_find (session_plan_roster (plan), session_row_mail (row))
                       : SESSION_ROSTER_NOBODY;

  if (person == SESSION_ROSTER_NOBODY)
    return FALSE;

  *facts = (SessionBarFacts){ .now_s = g_date_time_to_unix (now) };
  if (session_hub_find_own (row, own))
    facts->own = own;
  session_planning_note_held (self->planning, session_row_mail (row), facts);
  *ret_person = person;
  return TRUE;
}

GArray *
session_hub_bars (SessionHub *self, SessionRow *row, gint64 from_s, gint64 until_s)
{
  SessionBarFacts facts;
  OofOwnReply own;
  guint32 person;

  if (!find_facts (self, row, &facts, &own, &person))
    return NULL;
  return session_bars_new (session_hub_current_plan (self), person, from_s, until_s, &facts);
}

GPtrArray *
session_hub_conflicts (SessionHub *self, SessionRow *row, gint64 from_s, gint64 until_s)
{
  SessionBarFacts facts;
  OofOwnReply own;
  guint32 person;

  if (!find_facts (self, row, &facts, &own, &person))
    return g_ptr_array_new ();
  return session_conflicts_new (session_hub_current_plan (self), person, facts.own, from_s,
                                until_s);
}

OofItem *
session_hub_trim (SessionHub *self, SessionRow *row, const SessionConflict *conflict,
                  const SessionRival *other, GError **error)
{
  const SessionPlan *plan = session_hub_current_plan (self);
  const OofFrame *frame = oof_plan_frame (session_plan_oof (plan));
  guint32 person = session_roster_find (session_plan_roster (plan), session_row_mail (row));

  if (person == SESSION_ROSTER_NOBODY)
    return NULL;
  return session_conflict_trim (
      conflict, other, oof_frame_parts (frame)->places[oof_frame_place_of (frame, person)].zone,
      error);
}

char *
session_hub_bar_text (SessionHub *self, SessionRow *row, const SessionBar *bar)
{
  return session_words_bar (session_row_name (row), bar);
}
