/* panel-calendar-head.h - the names of the days above the calendar's rows, drawn */
#pragma once

#include "panel-calendar-span.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_CALENDAR_HEAD (panel_calendar_head_get_type ())
G_DECLARE_FINAL_TYPE (PanelCalendarHead, panel_calendar_head, PANEL, CALENDAR_HEAD, GtkWidget)

void panel_calendar_head_set_span (PanelCalendarHead *self, PanelCalendarSpan *span);
