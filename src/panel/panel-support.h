/* panel-support.h - "Support Package": shows what would be in it, then saves it */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_SUPPORT (panel_support_get_type ())
G_DECLARE_FINAL_TYPE (PanelSupport, panel_support, PANEL, SUPPORT, AdwWindow)

void panel_support_open (GtkWindow *parent, SessionHub *hub);
