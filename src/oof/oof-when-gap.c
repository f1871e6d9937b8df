/* oof-when-gap.c - the times outside working hours
 *
 * From the end of one work to the beginning of the next, whatever lies between: an evening, a
 * weekend, holidays.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "oof-when-impl.h"

typedef struct
{
  const OofWalk *walk;
  gint64 range_end_s; /* local; OOF_DATE_END_S when it is open */
  gint64 gap_s;       /* local: since then there is no work */
} Gaps;

static gboolean
is_working_day (const Gaps *gaps, gint32 day)
{
  const OofWhenParts *parts = &gaps->walk->when->parts;

  return gaps->walk->place->hours->n_spans[oof_date_weekday (day)] > 0 &&
         !(parts->how == OOF_HOLIDAYS_OFF && oof_days_has (parts->holidays, day));
}

/* The gap ends there. FALSE when nothing more is wanted. */
static gboolean
end_gap (const Gaps *gaps, gint64 local_s)
{
  const OofZone *zone = gaps->walk->place->zone;
  OofOccurrence gap = { oof_zone_to_instant (zone, gaps->gap_s), OOF_OPEN_END,
                        oof_date_of_local (gaps->gap_s) };

  if (local_s < OOF_DATE_END_S || gaps->walk->when->parts.until_s != OOF_OPEN_END)
    gap.until_s = oof_zone_to_instant (zone, local_s);
  if (gap.from_s >= gaps->walk->until_s)
    return FALSE;
  if (gap.until_s <= gaps->walk->from_s || gap.until_s <= gap.from_s)
    return TRUE;
  return gaps->walk->callback (&gap, gaps->walk->data);
}

static gboolean
visit_day (Gaps *gaps, gint32 day)
{
  int weekday = oof_date_weekday (day);
  const OofHours *hours = gaps->walk->place->hours;

  for (guint i = 0; i < hours->n_spans[weekday]; i++) {
    const OofHoursSpan *work = &hours->spans[weekday][i];
    gint64 from_s = (gint64) day * OOF_DAY_S + work->from_min * 60;
    gint64 until_s = (gint64) day * OOF_DAY_S + work->until_min * 60;

    if (from_s >= gaps->range_end_s)
      return TRUE;
    if (from_s > gaps->gap_s && !end_gap (gaps, from_s))
      return FALSE;
    gaps->gap_s = MAX (gaps->gap_s, until_s);
  }
  return TRUE;
}

void
oof_when_each_gap (const OofWalk *walk)
{
  const OofWhenParts *parts = &walk->when->parts;
  Gaps gaps = { walk, MIN (parts->until_s, OOF_DATE_END_S), parts->from_s };
  gint32 first = oof_date_of_local (parts->from_s);
  gint32 day = MAX (oof_date_of_local (walk->from_s) - 2, first);
  gint64 enough_s = MIN (walk->until_s, OOF_DATE_END_S) + 2 * OOF_DAY_S;
  gboolean is_going = TRUE;

  if (walk->place->hours == NULL)
    return;
  if (oof_hours_weekdays (walk->place->hours) == 0) {
    end_gap (&gaps, gaps.range_end_s);
    return;
  }
  /* Back to a day with work: the gap that is wanted first begins behind that. */
  while (day > first && !is_working_day (&gaps, day))
    day--;
  gaps.gap_s = MAX (parts->from_s, (gint64) day * OOF_DAY_S);
  /* Who works day and night has no gap that would end this. */
  for (; is_going && (gint64) day * OOF_DAY_S < gaps.range_end_s && gaps.gap_s < enough_s; day++)
    is_going = !is_working_day (&gaps, day) || visit_day (&gaps, day);
  if (is_going && gaps.gap_s < gaps.range_end_s)
    end_gap (&gaps, gaps.range_end_s);
}
