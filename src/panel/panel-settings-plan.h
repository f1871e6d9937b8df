/* panel-settings-plan.h - the page Absences of the settings: what a new absence begins with, and
 * when the engine works */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_SETTINGS_PLAN (panel_settings_plan_get_type ())
G_DECLARE_FINAL_TYPE (PanelSettingsPlan, panel_settings_plan, PANEL, SETTINGS_PLAN,
                      AdwPreferencesPage)

/* Loads what is set. */
void panel_settings_plan_set_hub (PanelSettingsPlan *self, SessionHub *hub);
