/* panel-calendar-shapes.h - where a person's bars are among the days that the calendar shows
 *
 * In a week bars begin and end at their time of day. Where days are narrower a bar covers whole
 * days, except for a day that two of them share. Pure.
 */
#pragma once

#include "panel-calendar-span.h"
#include "session-bars.h"

typedef struct
{
  double begin; /* days from the first one; within those that are shown */
  double end;
  gboolean is_cut_before; /* it has begun before the first day */
  gboolean is_cut_after;
  guint bar; /* its place in the array */
} PanelCalendarShape;

/* Which bars are drawn: bits of each kind, none of a kind for all of it. */
typedef struct
{
  guint origins; /* 1 << SessionOrigin */
  guint marks;   /* SessionMarks */
  guint types;   /* 1 << OofType */
} PanelCalendarFilter;

/* The day that a place in days is in; also before the first one. */
gint64 panel_calendar_shapes_day (double place);

gboolean panel_calendar_filter_fits (const PanelCalendarFilter *filter, const SessionBar *bar);

/* bars: SessionBar, sorted and without overlaps. PanelCalendarShape, in their order. Caller
 * unrefs. */
GArray *panel_calendar_shapes_new (PanelCalendarSpan *span, const GArray *bars,
                                   const PanelCalendarFilter *filter);

/* The one at a place in days; NULL: none. least: how wide the narrowest is drawn, in days. */
const PanelCalendarShape *panel_calendar_shapes_find (const GArray *shapes, double place,
                                                      double least);
