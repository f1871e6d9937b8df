/* panel-settings.h - the settings window: a page for each thing that can be set
 *
 * A page is a widget class of its own, derived from AdwPreferencesPage, and a line in
 * ui/panel-settings.ui; panel_settings_open () gives it the hub.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_SETTINGS (panel_settings_get_type ())
G_DECLARE_FINAL_TYPE (PanelSettings, panel_settings, PANEL, SETTINGS, AdwPreferencesWindow)

void panel_settings_open (GtkWindow *parent, SessionHub *hub);
