/* panel-window.h - the main window: toolbar, list, details */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_WINDOW (panel_window_get_type ())
G_DECLARE_FINAL_TYPE (PanelWindow, panel_window, PANEL, WINDOW, AdwApplicationWindow)

/* Starts the hub, and opens the wizard by itself when there is no profile yet. */
PanelWindow *panel_window_new (GtkApplication *application, SessionHub *hub);

/* FALSE: a run is under way, and it is asked; the program ends by itself when somebody says so. */
gboolean panel_window_may_quit (PanelWindow *self);
