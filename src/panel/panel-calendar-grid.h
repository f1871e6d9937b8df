/* panel-calendar-grid.h - the days behind all rows of the calendar, drawn once for all: lines, free
 * days, now
 */
#pragma once

#include "panel-calendar-span.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_CALENDAR_GRID (panel_calendar_grid_get_type ())
G_DECLARE_FINAL_TYPE (PanelCalendarGrid, panel_calendar_grid, PANEL, CALENDAR_GRID, GtkWidget)

void panel_calendar_grid_set_span (PanelCalendarGrid *self, PanelCalendarSpan *span);

/* Days that are shaded as weekends are: OofDays, or NULL. A reference is taken. */
void panel_calendar_grid_set_holidays (PanelCalendarGrid *self, GPtrArray *holidays);
