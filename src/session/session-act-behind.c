/* session-act-behind.c - whether an absence still stands in the plan
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-act-behind.h"

#include "session-act-way.h"

typedef struct
{
  const StoreAct *act;
  gboolean is_found;
} Search;

static gboolean
occurrence_cb (const OofOccurrence *occurrence, gpointer data)
{
  Search *search = data;

  search->is_found = occurrence->from_s == search->act->away_from_s &&
                     occurrence->until_s == search->act->away_until_s;
  return !search->is_found;
}

/* It asks for what was done, as it did then. What cannot be undone belongs to it whatever it asks.
 */
static gboolean
asks_for (const OofItem *item, const StoreAct *act)
{
  const SessionActWay *way = session_act_way_find (act->kind);

  return way == NULL || way->take_back == NULL || way->is_wanted (item);
}

static gboolean
has_it (const OofPlan *plan, guint32 person, guint16 row, const StoreAct *act)
{
  const OofRow *planned = oof_plan_row (plan, row);
  const OofFrame *frame = oof_plan_frame (plan);
  const OofPlace *place = &oof_frame_parts (frame)->places[oof_frame_place_of (frame, person)];
  Search search = { .act = act };

  if (g_str_equal (oof_item_parts (oof_row_item (planned))->id, act->item) &&
      asks_for (oof_row_item (planned), act))
    oof_row_each (planned, place, act->away_from_s, act->away_from_s + 1, occurrence_cb, &search);
  return search.is_found;
}

gboolean
session_act_is_planned (const SessionPlan *plan, guint32 person, const StoreAct *act, gint64 now_s)
{
  const OofPlan *oof = session_plan_oof (plan);
  gint64 at_s = MAX (now_s, act->away_from_s);
  g_autoptr (GArray) segments = NULL;
  gboolean is_planned = FALSE;

  if (person == SESSION_ROSTER_NOBODY || at_s >= act->away_until_s)
    return FALSE;

  segments = oof_plan_segments (oof, person, at_s, at_s + 1, NULL);
  for (guint i = 0; i < segments->len && !is_planned; i++) {
    const OofSegment *segment = &g_array_index (segments, OofSegment, i);

    is_planned = segment->kind == OOF_SEGMENT_ITEM && has_it (oof, person, segment->row, act);
    for (guint j = 0; j < segment->n_hidden && !is_planned; j++)
      is_planned = has_it (oof, person, segment->hidden[j], act);
  }
  return is_planned;
}
