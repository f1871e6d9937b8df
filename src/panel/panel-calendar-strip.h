/* panel-calendar-strip.h - one person's days in the calendar, drawn: when a reply goes out
 *
 * One widget for all days: a widget for each would be sixty times as many. What is drawn is also
 * told in words, as the accessible name and as the tooltip.
 */
#pragma once

#include "panel-calendar.h"

#define PANEL_TYPE_CALENDAR_STRIP (panel_calendar_strip_get_type ())
G_DECLARE_FINAL_TYPE (PanelCalendarStrip, panel_calendar_strip, PANEL, CALENDAR_STRIP, GtkWidget)

/* row: NULL shows nobody. To be called again when the row has changed. */
void panel_calendar_strip_show (PanelCalendarStrip *self, PanelCalendar *calendar, SessionRow *row);
