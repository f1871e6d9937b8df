/* panel-copy-button.h - a button that copies a text, and says that it did */
#pragma once

#include <gtk/gtk.h>

#define PANEL_TYPE_COPY_BUTTON (panel_copy_button_get_type ())
G_DECLARE_FINAL_TYPE (PanelCopyButton, panel_copy_button, PANEL, COPY_BUTTON, GtkButton)

/* Copied. */
void panel_copy_button_set_text (PanelCopyButton *self, const char *text);
