/* panel-directory-search.h - the picker's advanced search: what is known of somebody, and a table
 * of those who fit
 *
 * Emits "picked" with a PanelFound when a row is activated or added, and "failed" with the GError
 * of a search; NULL when one begins.
 */
#pragma once

#include "session-lookup.h"

#include <adwaita.h>

#define PANEL_TYPE_DIRECTORY_SEARCH (panel_directory_search_get_type ())
G_DECLARE_FINAL_TYPE (PanelDirectorySearch, panel_directory_search, PANEL, DIRECTORY_SEARCH, GtkBox)

void panel_directory_search_set_lookup (PanelDirectorySearch *self, SessionLookup *lookup);

/* What is looked for from now on, and where (NULL: in the entire directory). */
void panel_directory_search_set_scope (PanelDirectorySearch *self, ExchangeLocation *where,
                                       ExchangeWant want);
