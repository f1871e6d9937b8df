/* panel-error-window.h - the technical words of an error, to be read and copied */
#pragma once

#include <adwaita.h>

#define PANEL_TYPE_ERROR_WINDOW (panel_error_window_get_type ())
G_DECLARE_FINAL_TYPE (PanelErrorWindow, panel_error_window, PANEL, ERROR_WINDOW, AdwWindow)

/* Presents it over the window that from stands in. */
void panel_error_window_open (GtkWidget *from, const GError *error);
