/* panel-wrong-row.h - a line below the rows of a group that says what is wrong with them
 *
 * Not there while nothing is wrong.
 */
#pragma once

#include <adwaita.h>

#define PANEL_TYPE_WRONG_ROW (panel_wrong_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelWrongRow, panel_wrong_row, PANEL, WRONG_ROW, AdwPreferencesRow)

/* sentence: NULL takes it away. */
void panel_wrong_row_say (PanelWrongRow *self, const char *sentence);
