/* panel-calendar-swatch.h - a small piece of a bar, as the calendar draws it: for its legend */
#pragma once

#include "oof-item.h"
#include "session-bars.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_CALENDAR_SWATCH (panel_calendar_swatch_get_type ())
G_DECLARE_FINAL_TYPE (PanelCalendarSwatch, panel_calendar_swatch, PANEL, CALENDAR_SWATCH, GtkWidget)

/* type: -1 for none, which is drawn without a colour of its own. marks: SessionMarks. */
GtkWidget *panel_calendar_swatch_new (SessionOrigin origin, guint marks, int type);
