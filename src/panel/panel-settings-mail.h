/* panel-settings-mail.h - the page Notifications of the settings: who is told, of what, and how */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_SETTINGS_MAIL (panel_settings_mail_get_type ())
G_DECLARE_FINAL_TYPE (PanelSettingsMail, panel_settings_mail, PANEL, SETTINGS_MAIL,
                      AdwPreferencesPage)

/* Loads what is set. */
void panel_settings_mail_set_hub (PanelSettingsMail *self, SessionHub *hub);
