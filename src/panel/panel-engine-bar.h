/* panel-engine-bar.h - what the engine does, and until when everybody is covered, in one line
 *
 * Hidden where no engine has ever run. Looks every few seconds while it can be seen. Main thread
 * only.
 */
#pragma once

#include "session-hub.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_ENGINE_BAR (panel_engine_bar_get_type ())
G_DECLARE_FINAL_TYPE (PanelEngineBar, panel_engine_bar, PANEL, ENGINE_BAR, GtkBox)

/* Once. */
void panel_engine_bar_set_hub (PanelEngineBar *self, SessionHub *hub);
