/* panel-copy-row.h - a row with a name (its title) and a value (its subtitle) that can be copied
 *
 * The value is what it is: no markup. "is-command" shows it in the letters of a terminal.
 */
#pragma once

#include <adwaita.h>

#define PANEL_TYPE_COPY_ROW (panel_copy_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelCopyRow, panel_copy_row, PANEL, COPY_ROW, AdwPreferencesRow)

/* Copied. "" hides the row. */
void panel_copy_row_set_value (PanelCopyRow *self, const char *value);
