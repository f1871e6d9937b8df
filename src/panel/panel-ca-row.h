/* panel-ca-row.h - a row that asks for the certificate of an authority, from a file
 *
 * Property "when-empty" (string): what it says while none was chosen. Emits "changed", and
 * "refused" with a GError (BASE_ERROR_REJECTED, reason "ca") when a file holds no certificate.
 */
#pragma once

#include <adwaita.h>

#define PANEL_TYPE_CA_ROW (panel_ca_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelCaRow, panel_ca_row, PANEL, CA_ROW, AdwActionRow)

const char *panel_ca_row_pem (PanelCaRow *self); /* "" when none was chosen; borrowed */
/* Without "changed". */
void panel_ca_row_set_pem (PanelCaRow *self, const char *pem);
