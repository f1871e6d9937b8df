/* panel-error-page.h - an error where the content would be: sentence, remedy, Try Again, Details
 *
 * Emits "try-again".
 */
#pragma once

#include <adwaita.h>

#define PANEL_TYPE_ERROR_PAGE (panel_error_page_get_type ())
G_DECLARE_FINAL_TYPE (PanelErrorPage, panel_error_page, PANEL, ERROR_PAGE, AdwBin)

/* Adds a button for the window's action "connection". */
void panel_error_page_offer_connection (PanelErrorPage *self);

void panel_error_page_show (PanelErrorPage *self, const GError *error);
