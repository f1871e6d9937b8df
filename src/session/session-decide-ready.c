/* session-decide-ready.c - what is planned and may not be written yet, or is to be put back later
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-decide-private.h"

#include "oof-date.h"

#define HOUR_S 3600
#define CALENDAR_ONLY "calendar-only"

/* Instant of the day's beginning where the mailbox is; 0: the item does not wait for a day. */
static gint64
find_first_s (const SessionDeciding *self, const OofItemParts *parts)
{
  return parts->not_before_day == 0
             ? 0
             : oof_zone_to_instant (self->place->zone, parts->not_before_day * (gint64) OOF_DAY_S);
}

/* NULL: it may be written. */
static const char *
find_wait (const SessionDeciding *self, const OofItemParts *parts)
{
  if (parts->approval == OOF_APPROVAL_WANTED)
    return "approval";
  if (self->about->now_s < find_first_s (self, parts))
    return "not-before";
  return oof_item_parts_have_reply (parts) ? NULL : CALENDAR_ONLY;
}

static void
note_held_back (SessionDeciding *self, OofItem *item, const char *reason)
{
  gint64 first_s = find_first_s (self, oof_item_parts (item));

  if (self->held_back == NULL) {
    self->held_back = item;
    self->held_back_reason = reason;
  }
  if (g_str_equal (reason, "not-before") && (self->ready_s == 0 || first_s < self->ready_s))
    self->ready_s = first_s;
}

typedef struct
{
  gint64 at_s;
  OofOccurrence found;
  gboolean is_found;
} Looking;

static gboolean
occurrence_cb (const OofOccurrence *occurrence, gpointer data)
{
  Looking *looking = data;

  if (occurrence->from_s > looking->at_s || occurrence->until_s <= looking->at_s)
    return TRUE;
  looking->found = *occurrence;
  looking->is_found = TRUE;
  return FALSE;
}

/* The row takes the segment, with its whole absence. */
static void
give_segment (const SessionDeciding *self, OofSegment *segment, guint16 row)
{
  Looking looking = { .at_s = segment->from_s };

  oof_row_each (session_decide_row_at (self, row), self->place, segment->from_s, segment->until_s,
                occurrence_cb, &looking);
  segment->row = row;
  segment->away_from_s = looking.is_found ? looking.found.from_s : segment->from_s;
  segment->away_until_s = looking.is_found ? looking.found.until_s : segment->until_s;
}

/* The first one that has no reply. */
static void
note_shown (SessionDeciding *self, const OofSegment *segment, OofItem *item)
{
  SessionDecision *made = self->made;

  if (made->shown != NULL)
    return;
  made->shown = oof_item_ref (item);
  made->shown_slot = (OofSlot){ .kind = OOF_SLOT_ITEM,
                                .is_now = segment->from_s <= self->about->now_s,
                                .row = segment->row,
                                .mode = OOF_MODE_SCHEDULED,
                                .from_s = segment->from_s,
                                .until_s = segment->until_s,
                                .away_from_s = segment->away_from_s,
                                .away_until_s = segment->away_until_s };
}

static void
hold_back_segment (SessionDeciding *self, OofSegment *segment)
{
  for (guint next = 0;; next++) {
    OofItem *item = oof_row_item (session_decide_row_at (self, segment->row));
    const char *reason = find_wait (self, oof_item_parts (item));

    if (reason == NULL)
      return;
    if (g_str_equal (reason, CALENDAR_ONLY))
      note_shown (self, segment, item);
    note_held_back (self, item, reason);
    if (next == segment->n_hidden) {
      segment->kind = OOF_SEGMENT_IN;
      return;
    }
    give_segment (self, segment, segment->hidden[next]);
  }
}

/* What was cut by something that is not there any more is whole again. */
static void
join (GArray *segments)
{
  for (guint i = segments->len; i > 1; i--) {
    OofSegment *one = &g_array_index (segments, OofSegment, i - 2);
    const OofSegment *next = &g_array_index (segments, OofSegment, i - 1);

    if (one->kind != OOF_SEGMENT_ITEM || next->kind != OOF_SEGMENT_ITEM || one->row != next->row ||
        one->away_from_s != next->away_from_s || one->until_s != next->from_s)
      continue;
    one->until_s = next->until_s;
    g_array_remove_index (segments, i - 1);
  }
}

void
session_decide_hold_back (SessionDeciding *self)
{
  for (guint i = 0; i < self->segments->len; i++) {
    OofSegment *segment = &g_array_index (self->segments, OofSegment, i);

    if (segment->kind == OOF_SEGMENT_ITEM)
      hold_back_segment (self, segment);
  }
  if (self->held_back != NULL)
    join (self->segments);
}

void
session_decide_say_held_back (SessionDeciding *self)
{
  SessionDecision *made = self->made;

  if (self->held_back == NULL)
    return;

  if (self->ready_s != 0)
    made->due_s = MIN (made->due_s, self->ready_s);
  if (made->action != SESSION_ACTION_SKIP || !g_str_equal (made->reason, "nothing"))
    return;
  g_clear_pointer (&made->item, oof_item_unref);
  made->item = oof_item_ref (self->held_back);
  session_decide_say (self,
                      g_str_equal (self->held_back_reason, CALENDAR_ONLY) ? SESSION_ACTION_SKIP
                                                                          : SESSION_ACTION_WAIT,
                      self->held_back_reason);
}

/* Of the item whose reply the mailbox holds, or held. */
static guint
find_protect_hours (const SessionDeciding *self)
{
  const StoreManaged *managed = self->about->managed;
  OofItem *item =
      managed != NULL ? session_decide_find_item (self->about->plan, managed->item) : NULL;

  return item != NULL ? oof_item_parts (item)->protect_hours : 0;
}

void
session_decide_find_policy (SessionDeciding *self)
{
  guint hours = find_protect_hours (self);

  self->policy = self->about->drift;
  if (hours == 0 || self->is_ours || self->drift != STORE_DRIFT_CHANGED ||
      self->about->managed->wanted == NULL || self->policy == SESSION_DRIFT_REAPPLY)
    return;

  self->policy = SESSION_DRIFT_REAPPLY;
  if (self->about->managed->written_s <= self->about->now_s) /* or the clock was put back */
    self->put_back_s = self->about->managed->written_s + hours * (gint64) HOUR_S;
}

void
session_decide_delay (SessionDeciding *self)
{
  SessionDecision *made = self->made;
  guint hours = find_protect_hours (self);

  if (hours > 0 && self->is_ours && made->now.kind == OOF_SLOT_ITEM)
    made->due_s = MIN (made->due_s, self->about->now_s + hours * (gint64) HOUR_S);
  if (self->put_back_s <= self->about->now_s || made->action != SESSION_ACTION_WRITE)
    return;

  session_decide_say (self, SESSION_ACTION_WAIT, "put-back-later");
  made->due_s = MIN (made->due_s, self->put_back_s);
  made->replaces_own = FALSE;
  made->forgets = FALSE;
  g_clear_pointer (&made->wanted, oof_state_unref);
  g_clear_pointer (&made->keep, store_managed_free);
}
