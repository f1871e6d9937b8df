/* panel-calendar-strip.h - one person's days in the calendar, drawn: what applies when, and what is
 * selected; or those of a part of the people
 *
 * One widget for all days: a widget for each would be sixty times as many. What is drawn is told in
 * words by the tooltip of each bar; a screen reader hears the same of the cursor's day
 * (panel-calendar-select.c).
 */
#pragma once

#include "panel-calendar-shapes.h"
#include "panel-calendar.h"

#define PANEL_TYPE_CALENDAR_STRIP (panel_calendar_strip_get_type ())
G_DECLARE_FINAL_TYPE (PanelCalendarStrip, panel_calendar_strip, PANEL, CALENDAR_STRIP, GtkWidget)

/* Both NULL: nobody. To be called again when the row has changed. */
void panel_calendar_strip_show (PanelCalendarStrip *self, PanelCalendar *calendar, SessionRow *row);

/* How many of a part are away, instead of a person. */
void panel_calendar_strip_show_head (PanelCalendarStrip *self, PanelCalendar *calendar,
                                     SessionTeamHead *head);

/* A bar that is under the pointer. */
typedef struct
{
  SessionBar bar; /* its item lives until the hub's "plan-changed" */
  PanelCalendarShape shape;
  double place;     /* of the pointer, in days */
  double day_width; /* pixels */
} PanelCalendarHit;

/* x: in the strip. FALSE: no bar is there. */
gboolean panel_calendar_strip_find (PanelCalendarStrip *self, double x, PanelCalendarHit *ret);
