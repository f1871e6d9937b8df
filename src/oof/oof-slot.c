/* oof-slot.c - what the one reply that a mailbox has must hold
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-slot.h"

/* The first and the last segment may be cut off by the span that was asked for: there the absence's
 * own ends count. */
static OofSlot
make_slot (const GArray *segments, guint i, gint64 now_s)
{
  const OofSegment *segment = &g_array_index (segments, OofSegment, i);
  gboolean is_now = segment->from_s <= now_s;
  gint64 from_s = i == 0 ? segment->away_from_s : segment->from_s;
  gint64 until_s = i == segments->len - 1 ? segment->away_until_s : segment->until_s;
  gboolean is_on = is_now && until_s == OOF_OPEN_END;

  if (until_s == OOF_OPEN_END && !is_on)
    until_s = from_s + OOF_SLOT_OPEN_S;
  return (OofSlot){ .kind = OOF_SLOT_ITEM,
                    .is_now = is_now,
                    .row = segment->row,
                    .mode = is_on ? OOF_MODE_ON : OOF_MODE_SCHEDULED,
                    .from_s = from_s,
                    .until_s = until_s,
                    .away_from_s = segment->away_from_s,
                    .away_until_s = segment->away_until_s };
}

/* The first of ours from there on; its index, or the number of segments. */
static guint
find_item (const GArray *segments, guint from, gint64 now_s)
{
  for (guint i = from; i < segments->len; i++) {
    const OofSegment *segment = &g_array_index (segments, OofSegment, i);

    if (segment->kind == OOF_SEGMENT_ITEM && segment->until_s > now_s)
      return i;
  }
  return segments->len;
}

static gboolean
is_own_now (const GArray *segments, gint64 now_s)
{
  for (guint i = 0; i < segments->len; i++) {
    const OofSegment *segment = &g_array_index (segments, OofSegment, i);

    if (segment->from_s <= now_s && now_s < segment->until_s)
      return segment->kind == OOF_SEGMENT_OWN;
  }
  return FALSE;
}

void
oof_slot_find (const OofPlan *plan, const GArray *segments, const OofOwnReply *own, gint64 now_s,
               OofSlot *ret_now, OofSlot *ret_next)
{
  guint first = find_item (segments, 0, now_s);
  gboolean is_held = own != NULL && own->until_s > now_s;
  const OofSegment *segment =
      first < segments->len ? &g_array_index (segments, OofSegment, first) : NULL;

  *ret_now = *ret_next = (OofSlot){ .kind = OOF_SLOT_FREE };
  if (is_own_now (segments, now_s) ||
      (is_held && (segment == NULL ||
                   !oof_item_replaces_own (oof_row_item (oof_plan_row (plan, segment->row)))))) {
    ret_now->kind = OOF_SLOT_OWN;
  } else if (segment != NULL) {
    *ret_now = make_slot (segments, first, now_s);
    first = find_item (segments, first + 1, now_s);
  }
  if (first < segments->len)
    *ret_next = make_slot (segments, first, now_s);
}

OofState *
oof_slot_state (const OofSlot *self, OofAudience audience, const char *inside, const char *outside)
{
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;

  if (self->kind == OOF_SLOT_OWN)
    return NULL;
  if (self->kind == OOF_SLOT_FREE)
    return oof_state_new (OOF_MODE_OFF, audience, NULL, NULL, inside, outside);

  if (self->mode == OOF_MODE_SCHEDULED) {
    from = g_date_time_new_from_unix_utc (self->from_s);
    until = g_date_time_new_from_unix_utc (self->until_s);
  }
  return oof_state_new (self->mode, audience, from, until, inside, outside);
}
