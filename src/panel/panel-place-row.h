/* panel-place-row.h - one place of the directory in the tree of Locations */
#pragma once

#include "session-place.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_PLACE_ROW (panel_place_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelPlaceRow, panel_place_row, PANEL, PLACE_ROW, GtkBox)

/* NULL: nobody's, until the next one. */
void panel_place_row_show (PanelPlaceRow *self, SessionPlace *place);
