/* panel-wizard.h - "Target server connection": from nothing to a verified connection
 *
 * Back keeps what was typed; nothing is saved before Finish. The password is only in its entry and
 * in a BaseSecret.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_WIZARD (panel_wizard_get_type ())
G_DECLARE_FINAL_TYPE (PanelWizard, panel_wizard, PANEL, WIZARD, AdwWindow)

/* Begins with the welcome page when the hub has no profile yet, else with what the profile holds.
 */
PanelWizard *panel_wizard_new (GtkWindow *parent, SessionHub *hub);
