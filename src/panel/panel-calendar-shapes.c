/* panel-calendar-shapes.c - where a person's bars are among the days that the calendar shows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-shapes.h"

#include "oof-date.h"

gint64
panel_calendar_shapes_day (double place)
{
  gint64 day = (gint64) place;

  return place < (double) day ? day - 1 : day;
}

gboolean
panel_calendar_filter_fits (const PanelCalendarFilter *filter, const SessionBar *bar)
{
  if (filter->origins != 0 && !(filter->origins & (1u << bar->origin)))
    return FALSE;
  if (filter->marks != 0 && !(filter->marks & bar->marks))
    return FALSE;
  return filter->types == 0 ||
         (bar->item != NULL && (filter->types & (1u << oof_item_parts (bar->item)->type)));
}

/* Of which nobody knows since when it goes out: from now on. */
static double
begin_of (PanelCalendarSpan *span, const SessionBar *bar)
{
  return bar->from_s <= OOF_DATE_FIRST_S ? panel_calendar_span_since_now (span)
                                         : panel_calendar_span_place_of (span, bar->from_s);
}

static double
place_of (PanelCalendarSpan *span, gint64 instant_s)
{
  return instant_s == OOF_OPEN_END ? panel_calendar_span_n_days (span) + 1
                                   : panel_calendar_span_place_of (span, instant_s);
}

/* Whole days, unless a neighbour is on the same day. */
static void
round_out (PanelCalendarShape *shape, const PanelCalendarShape *before, double next_begin)
{
  double begin = (double) panel_calendar_shapes_day (shape->begin);
  double end = -(double) panel_calendar_shapes_day (-shape->end);

  if (before == NULL || before->end <= begin)
    shape->begin = begin;
  if (next_begin >= end)
    shape->end = end;
}

GArray *
panel_calendar_shapes_new (PanelCalendarSpan *span, const GArray *bars,
                           const PanelCalendarFilter *filter)
{
  GArray *shapes = g_array_new (FALSE, FALSE, sizeof (PanelCalendarShape));
  double n = panel_calendar_span_n_days (span);
  gboolean is_exact = panel_calendar_span_unit (span) == PANEL_CALENDAR_WEEK;
  PanelCalendarShape last = { 0 };
  gboolean has_last = FALSE;

  for (guint i = 0; i < bars->len; i++) {
    const SessionBar *bar = &g_array_index (bars, SessionBar, i);
    double begin = begin_of (span, bar);
    double end = place_of (span, bar->until_s);
    double next =
        i + 1 < bars->len ? begin_of (span, &g_array_index (bars, SessionBar, i + 1)) : n + 1;
    PanelCalendarShape shape = { .begin = CLAMP (begin, 0, n),
                                 .end = CLAMP (end, 0, n),
                                 .is_cut_before = begin<0, .is_cut_after = end> n,
                                 .bar = i };

    if (begin >= n || end <= 0 || end <= begin)
      continue;
    if (!is_exact)
      round_out (&shape, has_last ? &last : NULL, next);
    last = shape;
    has_last = TRUE;
    if (panel_calendar_filter_fits (filter, bar))
      g_array_append_val (shapes, shape);
  }
  return shapes;
}

const PanelCalendarShape *
panel_calendar_shapes_find (const GArray *shapes, double place, double least)
{
  const PanelCalendarShape *found = NULL;

  for (guint i = 0; i < shapes->len; i++) {
    const PanelCalendarShape *shape = &g_array_index (shapes, PanelCalendarShape, i);

    if (place >= shape->begin && place < MAX (shape->end, shape->begin + least))
      found = shape;
  }
  return found;
}
