/* panel-settings-time.h - the page Time and Holidays of the settings: in whose zone a new absence
 * is, where weeks begin, which calendars of public holidays there are */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_SETTINGS_TIME (panel_settings_time_get_type ())
G_DECLARE_FINAL_TYPE (PanelSettingsTime, panel_settings_time, PANEL, SETTINGS_TIME,
                      AdwPreferencesPage)

/* Loads what is set. */
void panel_settings_time_set_hub (PanelSettingsTime *self, SessionHub *hub);
