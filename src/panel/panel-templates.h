/* panel-templates.h - the window of the templates that absences share
 *
 * Main thread only.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_TEMPLATES (panel_templates_get_type ())
G_DECLARE_FINAL_TYPE (PanelTemplates, panel_templates, PANEL, TEMPLATES, AdwWindow)

void panel_templates_open (GtkWindow *parent, SessionHub *hub);
