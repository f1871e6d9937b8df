/* panel-filter.h - which people are shown: a search text over SessionRow
 *
 * Runs in slices of the main loop, so typing stays fluid with 100,000 people.
 */
#pragma once

#include <gtk/gtk.h>

#define PANEL_TYPE_FILTER (panel_filter_get_type ())
G_DECLARE_FINAL_TYPE (PanelFilter, panel_filter, PANEL, FILTER, GtkFilter)

PanelFilter *panel_filter_new (void);

/* text: words as session_row_matches () takes them; "" shows everybody. */
void panel_filter_set_text (PanelFilter *self, const char *text);

/* The people that self lets through. people: borrowed. Caller unrefs. */
GtkFilterListModel *panel_filter_list (PanelFilter *self, GListModel *people);
