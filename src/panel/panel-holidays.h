/* panel-holidays.h - the window of the calendars of public holidays that absences skip or keep to
 *
 * Main thread only.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_HOLIDAYS (panel_holidays_get_type ())
G_DECLARE_FINAL_TYPE (PanelHolidays, panel_holidays, PANEL, HOLIDAYS, AdwWindow)

void panel_holidays_open (GtkWindow *parent, SessionHub *hub);
