/* session-hub-bars.c - what the calendar shows of one person
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-plan.h"

#include "base-zone.h"
#include "oof-date.h"
#include "session-held.h"
#include "session-hub-private.h"
#include "session-words-item.h"

static gboolean
is_silent (SessionHub *self, const char *mail)
{
  g_autofree char *lower = NULL;

  if (g_hash_table_size (self->silent) == 0)
    return FALSE;
  lower = g_utf8_strdown (mail, -1);
  return g_hash_table_contains (self->silent, lower);
}

gboolean
session_hub_find_facts (SessionHub *self, SessionRow *row, SessionBarFacts *facts, OofOwnReply *own,
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
  session_held_note (session_hub_current_held (self), session_row_mail (row), facts);
  facts->is_stale = session_row_is_stale (row, facts->now_s);
  facts->is_silent = is_silent (self, session_row_mail (row));
  *ret_person = person;
  return TRUE;
}

GArray *
session_hub_bars (SessionHub *self, SessionRow *row, gint64 from_s, gint64 until_s)
{
  SessionBarFacts facts;
  OofOwnReply own;
  guint32 person;

  if (!session_hub_find_facts (self, row, &facts, &own, &person))
    return NULL;
  return session_bars_new (session_hub_current_plan (self), person, from_s, until_s, &facts);
}

/* NULL where a name of a zone is none. Caller unrefs. */
static GDateTime *
find_clock (SessionHub *self, const OofWhenParts *when)
{
  g_autoptr (GDateTime) now = session_hub_now (self);
  g_autoptr (GTimeZone) zone = when->zone_kind == OOF_IN_FIXED_ZONE
                                   ? base_zone_new (when->zone, NULL)
                                   : g_time_zone_new_local ();

  return zone != NULL ? g_date_time_to_timezone (now, zone) : NULL;
}

gint64
session_hub_local_now (SessionHub *self, SessionRow *row, const OofItem *item)
{
  const OofWhenParts *when = oof_when_parts (oof_item_parts (item)->when);
  g_autoptr (GDateTime) now = find_clock (self, when);
  const SessionPlan *plan = session_hub_current_plan (self);
  guint32 person = plan != NULL && row != NULL
                       ? session_roster_find (session_plan_roster (plan), session_row_mail (row))
                       : SESSION_ROSTER_NOBODY;
  gint64 instant_s;

  if (now == NULL)
    now = session_hub_now (self);
  instant_s = g_date_time_to_unix (now);
  if (when->zone_kind == OOF_IN_MAILBOX_ZONE && person != SESSION_ROSTER_NOBODY) {
    const OofFrame *frame = oof_plan_frame (session_plan_oof (plan));

    return oof_zone_to_local (
        oof_frame_parts (frame)->places[oof_frame_place_of (frame, person)].zone, instant_s);
  }
  return instant_s + g_date_time_get_utc_offset (now) / G_TIME_SPAN_SECOND;
}

SessionMarks
session_hub_mailbox_marks (SessionHub *self, SessionRow *row)
{
  SessionBarFacts facts;
  OofOwnReply own;
  guint32 person;

  return session_hub_find_facts (self, row, &facts, &own, &person)
             ? session_bars_mailbox_marks (&facts)
             : 0;
}

char *
session_hub_bar_text (SessionHub *self, SessionRow *row, const SessionBar *bar)
{
  return session_words_bar (session_row_name (row), bar);
}
