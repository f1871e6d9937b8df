/* panel-picker.h - finds one of the people: a search field and the list beneath
 *
 * Emits "picked" with the SessionRow.
 */
#pragma once

#include <gtk/gtk.h>

#define PANEL_TYPE_PICKER (panel_picker_get_type ())
G_DECLARE_FINAL_TYPE (PanelPicker, panel_picker, PANEL, PICKER, GtkBox)

/* people: SessionRow. */
void panel_picker_set_people (PanelPicker *self, GListModel *people);
