/* panel-picker.h - finds one of the people: a search field and the list beneath, and Browse for who
 * knows them by something that is not in the list
 *
 * Emits "picked" with the SessionRow.
 */
#pragma once

#include "session-hub.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_PICKER (panel_picker_get_type ())
G_DECLARE_FINAL_TYPE (PanelPicker, panel_picker, PANEL, PICKER, GtkBox)

/* Whose people are shown, and whose directory is browsed where there is one. */
void panel_picker_set_hub (PanelPicker *self, SessionHub *hub);
