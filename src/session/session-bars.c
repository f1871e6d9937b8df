/* session-bars.c - a person's calendar as bars
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-bars.h"

#include "oof-date.h"
#include "session-conflict.h"

typedef struct
{
  const OofPlan *plan;
  const OofPlace *place;
  const SessionBarFacts *facts;
  gint64 from_s;
  gint64 until_s;
  gboolean has_slot; /* what the mailbox has to hold now came already */
} Making;

static gboolean
take_day_cb (const OofOccurrence *occurrence, gpointer data)
{
  *(gint32 *) data = occurrence->day;
  return FALSE;
}

/* Waits for a person or a day. */
static gboolean
is_blocked (const SessionBarFacts *facts, const OofItemParts *parts)
{
  return parts->approval == OOF_APPROVAL_WANTED ||
         (parts->not_before_day != 0 && parts->not_before_day * (gint64) OOF_DAY_S > facts->now_s);
}

static gboolean
is_held (const SessionBarFacts *facts, const OofItemParts *parts, gint64 until_s)
{
  return facts->held_item != NULL && g_str_equal (facts->held_item, parts->id) &&
         (facts->held_until_s == until_s || until_s == OOF_OPEN_END);
}

/* Of the first that is not over: Exchange has to hold it. */
static SessionMarks
mark_slot (Making *making, const OofItemParts *parts, const OofSegment *segment)
{
  const SessionBarFacts *facts = making->facts;
  SessionMarks marks = 0;

  if (making->has_slot || segment->until_s <= facts->now_s)
    return 0;

  making->has_slot = TRUE;
  if (facts->is_drifted)
    marks |= SESSION_MARK_DRIFTED;
  if (session_conflict_is_obstructed (facts, oof_plan_row (making->plan, segment->row),
                                      segment->why))
    marks |= SESSION_MARK_CONFLICT;
  if (is_blocked (facts, parts))
    marks |= SESSION_MARK_BLOCKED;
  else if (!is_held (facts, parts, segment->until_s))
    marks |= facts->is_failed ? SESSION_MARK_FAILED : SESSION_MARK_PENDING;
  return marks;
}

static void
fill_item (Making *making, const OofSegment *segment, SessionBar *bar)
{
  const OofRow *row = oof_plan_row (making->plan, segment->row);
  const OofItemParts *parts = oof_item_parts (oof_row_item (row));

  bar->item = oof_row_item (row);
  bar->origin = oof_row_via (row) == OOF_FOR_PERSON ? SESSION_ORIGIN_PERSON : SESSION_ORIGIN_RULE;
  if (oof_item_parts_have_reply (parts)) {
    bar->marks |= mark_slot (making, parts, segment);
  } else {
    bar->origin = SESSION_ORIGIN_CALENDAR;
    bar->marks &= ~(guint) SESSION_MARK_SILENT;
  }
  if (oof_when_repeats (parts->when)) {
    bar->marks |= SESSION_MARK_SERIES;
    oof_row_each (row, making->place, segment->away_from_s, segment->away_from_s + 1, take_day_cb,
                  &bar->day);
  }
}

SessionMarks
session_bars_mailbox_marks (const SessionBarFacts *facts)
{
  gboolean is_protected = facts->protection == OOF_PROTECTION_CHOSEN ||
                          (facts->protection == OOF_PROTECTION_FOUND && facts->own != NULL);

  return (is_protected ? SESSION_MARK_PROTECTED : 0) |
         (facts->is_silent ? SESSION_MARK_SILENT : 0) | (facts->is_stale ? SESSION_MARK_STALE : 0);
}

/* The first and the last one are cut off by the span: there the absence's own ends count. */
static SessionBar
make_bar (Making *making, const OofSegment *segment)
{
  const SessionBarFacts *facts = making->facts;
  SessionBar bar = { .from_s = segment->from_s,
                     .until_s = segment->until_s,
                     .origin = SESSION_ORIGIN_OWN,
                     .n_hidden = segment->n_hidden,
                     .why = segment->why };
  gint64 whole_from_s = segment->away_from_s;
  gint64 whole_until_s = segment->away_until_s;

  if (segment->kind == OOF_SEGMENT_OWN) {
    whole_from_s = facts->own->from_s;
    whole_until_s = facts->own->until_s;
    making->has_slot |= segment->until_s > facts->now_s;
  }
  if (segment->from_s <= making->from_s)
    bar.from_s = whole_from_s;
  if (segment->until_s >= making->until_s)
    bar.until_s = whole_until_s;
  if (bar.n_hidden > 0)
    bar.marks |= SESSION_MARK_SEVERAL;
  if (session_conflict_is_in (segment))
    bar.marks |= SESSION_MARK_CONFLICT;
  if (bar.until_s <= facts->now_s)
    bar.marks |= SESSION_MARK_PAST;
  else
    bar.marks |= session_bars_mailbox_marks (facts);
  if (segment->kind == OOF_SEGMENT_ITEM) {
    const OofSegment whole = { .kind = segment->kind,
                               .row = segment->row,
                               .until_s = bar.until_s,
                               .why = segment->why,
                               .away_from_s = segment->away_from_s };

    fill_item (making, &whole, &bar);
  }
  return bar;
}

/* Does anything come before that span that the mailbox holds first? */
static gboolean
comes_before (OofPlan *plan, guint32 person, gint64 from_s, const SessionBarFacts *facts)
{
  g_autoptr (GArray) segments = NULL;

  if (from_s <= facts->now_s)
    return FALSE;

  segments = oof_plan_segments (plan, person, facts->now_s, from_s, facts->own);
  for (guint i = 0; i < segments->len; i++)
    if (g_array_index (segments, OofSegment, i).kind != OOF_SEGMENT_IN)
      return TRUE;
  return FALSE;
}

GArray *
session_bars_new (const SessionPlan *plan, guint32 person, gint64 from_s, gint64 until_s,
                  const SessionBarFacts *facts)
{
  OofPlan *oof = session_plan_oof (plan);
  const OofFrame *frame = oof_plan_frame (oof);
  g_autoptr (GArray) segments = oof_plan_segments (oof, person, from_s, until_s, facts->own);
  GArray *bars = g_array_new (FALSE, FALSE, sizeof (SessionBar));
  Making making = { .plan = oof,
                    .place = &oof_frame_parts (frame)->places[oof_frame_place_of (frame, person)],
                    .facts = facts,
                    .from_s = from_s,
                    .until_s = until_s,
                    .has_slot = comes_before (oof, person, from_s, facts) };

  for (guint i = 0; i < segments->len; i++) {
    const OofSegment *segment = &g_array_index (segments, OofSegment, i);
    SessionBar bar;

    if (segment->kind == OOF_SEGMENT_IN)
      continue;
    bar = make_bar (&making, segment);
    g_array_append_val (bars, bar);
  }
  return bars;
}
