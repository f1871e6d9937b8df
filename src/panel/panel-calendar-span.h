/* panel-calendar-span.h - the days that the calendar shows, and where an instant is among them
 *
 * Days are those of this computer's zone, each as wide as the others, also when a clock change
 * makes one longer. "changed" is emitted when other days are shown. Main thread only.
 */
#pragma once

#include "base-week.h"

#include <glib-object.h>

#define PANEL_TYPE_CALENDAR_SPAN (panel_calendar_span_get_type ())
G_DECLARE_FINAL_TYPE (PanelCalendarSpan, panel_calendar_span, PANEL, CALENDAR_SPAN, GObject)

typedef enum
{
  PANEL_CALENDAR_WEEK,
  PANEL_CALENDAR_MONTH,
  PANEL_CALENDAR_QUARTER,
  PANEL_CALENDAR_YEAR
} PanelCalendarUnit;

/* Shows the month of today. zone: NULL for this computer's. */
PanelCalendarSpan *panel_calendar_span_new (const BaseWeek *week, GTimeZone *zone,
                                            GDateTime *today);

/* The unit around the day that is shown first, or around today when that is shown. */
/* Weeks begin with it. BAD: as is usual in the country. */
void panel_calendar_span_set_first_weekday (PanelCalendarSpan *self, GDateWeekday first);
void panel_calendar_span_set_unit (PanelCalendarSpan *self, PanelCalendarUnit unit);
void panel_calendar_span_move (PanelCalendarSpan *self, int units);
void panel_calendar_span_show_today (PanelCalendarSpan *self);
/* Other days are not shown by that: where the line of now is. */
void panel_calendar_span_set_now (PanelCalendarSpan *self, GDateTime *now);

/* The unit in which that day is (oof-date.h). */
void panel_calendar_span_show_day (PanelCalendarSpan *self, gint32 day);

PanelCalendarUnit panel_calendar_span_unit (PanelCalendarSpan *self);
guint panel_calendar_span_n_days (PanelCalendarSpan *self);
void panel_calendar_span_day (PanelCalendarSpan *self, guint index, GDate *ret);
gint32
panel_calendar_span_first (PanelCalendarSpan *self); /* the first day, as oof-date.h counts */
gint32 panel_calendar_span_today (PanelCalendarSpan *self);
gboolean panel_calendar_span_is_weekend (PanelCalendarSpan *self, guint index);
gboolean panel_calendar_span_begins_week (PanelCalendarSpan *self, guint index);

/* From 0 for the begin of the first day to n_days for the end of the last; before and after is not
 * cut off, but is at -1 or n_days + 1. */
double panel_calendar_span_place (PanelCalendarSpan *self, GDateTime *when);
double panel_calendar_span_place_of (PanelCalendarSpan *self, gint64 instant_s);
/* The days that are shown, as instants: [from, until). */
void panel_calendar_span_instants (PanelCalendarSpan *self, gint64 *ret_from_s,
                                   gint64 *ret_until_s);
/* One of the days that are shown; FALSE: it is none of them. */
gboolean panel_calendar_span_day_instants (PanelCalendarSpan *self, gint32 day, gint64 *ret_from_s,
                                           gint64 *ret_until_s);
/* Is any of [from_s, until_s) in [day, end_day)? */
gboolean panel_calendar_span_overlaps (PanelCalendarSpan *self, gint32 day, gint32 end_day,
                                       gint64 from_s, gint64 until_s);
/* Where now is; -1 when it is not shown. */
double panel_calendar_span_now (PanelCalendarSpan *self);

/* Where what goes on since before now may begin: at now, or at -1 or n_days + 1. */
double panel_calendar_span_since_now (PanelCalendarSpan *self);

/* "November 2026", "23 – 29 Nov 2026". Caller frees. */
char *panel_calendar_span_title (PanelCalendarSpan *self);
