/* oof-when-each.c - the occurrences of a When as instants
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "oof-when-impl.h"

typedef enum
{
  WALK_ON,
  WALK_OVER
} WalkNext;

static WalkNext
visit (const OofWalk *walk, gint32 day, gint64 local_from_s, gint64 local_until_s)
{
  const OofWhenParts *parts = &walk->when->parts;
  OofOccurrence occurrence = { oof_zone_to_instant (walk->place->zone, local_from_s), OOF_OPEN_END,
                               day };

  if (occurrence.from_s >= walk->until_s)
    return WALK_OVER;
  if (local_until_s != OOF_OPEN_END) {
    occurrence.until_s = oof_zone_to_instant (walk->place->zone, local_until_s);
    if (occurrence.until_s <= occurrence.from_s && parts->is_all_day)
      return WALK_ON;
    if (occurrence.until_s <= occurrence.from_s)
      occurrence.until_s = occurrence.from_s + (local_until_s - local_from_s);
  }
  if (occurrence.until_s <= walk->from_s)
    return WALK_ON;
  return walk->callback (&occurrence, walk->data) ? WALK_ON : WALK_OVER;
}

static WalkNext
visit_moved_before (const OofWalk *walk, guint *next, gint64 local_s)
{
  const OofWhen *when = walk->when;
  WalkNext result = WALK_ON;

  for (; result == WALK_ON && *next < when->parts.n_moved && when->begins[*next].from_s < local_s;
       (*next)++) {
    const OofMoved *moved = &when->begins[*next];

    result = visit (walk, moved->day, moved->from_s, moved->until_s);
  }
  return result;
}

static gboolean
is_past_end (const OofWalk *walk, gint64 local_from_s)
{
  const OofRule *rule = &walk->when->rule;

  return rule->end == OOF_RULE_ENDS_AT_INSTANT &&
         oof_zone_to_instant (walk->place->zone, local_from_s) > rule->until_s;
}

static void
walk_rule (const OofWalk *walk)
{
  const OofWhen *when = walk->when;
  const OofWhenParts *parts = &when->parts;
  gint64 length_s = parts->until_s - parts->from_s;
  gint64 time_s = parts->from_s - (gint64) oof_date_of_local (parts->from_s) * OOF_DAY_S;
  gint64 back_s = MAX (walk->from_s - length_s - 2 * OOF_DAY_S, OOF_DATE_FIRST_S);
  guint next_moved = 0;
  OofRuleIter iter;
  gint32 day;

  oof_rule_iter_init (&iter, &when->set, oof_date_of_local (back_s));
  while (oof_rule_iter_next (&iter, &day)) {
    gint64 local_s = (gint64) day * OOF_DAY_S + time_s;

    if (!oof_when_takes_day (when, day))
      continue;
    if (is_past_end (walk, local_s))
      break;
    if (visit_moved_before (walk, &next_moved, local_s) == WALK_OVER ||
        visit (walk, day, local_s, local_s + length_s) == WALK_OVER)
      return;
  }
  visit_moved_before (walk, &next_moved, G_MAXINT64);
}

void
oof_when_each (const OofWhen *self, const OofPlace *place, gint64 from_s, gint64 until_s,
               OofOccurrenceFunc callback, gpointer data)
{
  const OofWhenParts *parts = &self->parts;
  const OofWalk walk = {
    self,    place,    CLAMP (from_s, OOF_DATE_FIRST_S - OOF_DAY_S, OOF_DATE_END_S + OOF_DAY_S),
    until_s, callback, data
  };

  if (from_s >= until_s)
    return;
  if (parts->rule == NULL)
    visit (&walk, oof_date_of_local (parts->from_s), parts->from_s, parts->until_s);
  else if (self->rule.kind == OOF_RULE_OUTSIDE)
    oof_when_each_gap (&walk);
  else
    walk_rule (&walk);
}
