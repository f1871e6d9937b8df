/* panel-settings-log.h - the page Log of the settings: how much is logged, where it is read, what
 * helpers get */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_SETTINGS_LOG (panel_settings_log_get_type ())
G_DECLARE_FINAL_TYPE (PanelSettingsLog, panel_settings_log, PANEL, SETTINGS_LOG, AdwPreferencesPage)

/* Loads what is set. */
void panel_settings_log_set_hub (PanelSettingsLog *self, SessionHub *hub);
