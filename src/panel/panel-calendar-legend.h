/* panel-calendar-legend.h - what the calendar's bars mean; each entry is a switch for showing only
 * such bars
 *
 * Signal "changed": other bars are to be drawn.
 */
#pragma once

#include "panel-calendar-shapes.h"

#include <adwaita.h>

#define PANEL_TYPE_CALENDAR_LEGEND (panel_calendar_legend_get_type ())
G_DECLARE_FINAL_TYPE (PanelCalendarLegend, panel_calendar_legend, PANEL, CALENDAR_LEGEND, AdwBin)

/* Borrowed. */
const PanelCalendarFilter *panel_calendar_legend_filter (PanelCalendarLegend *self);
