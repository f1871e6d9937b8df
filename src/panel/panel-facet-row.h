/* panel-facet-row.h - one line of the filters: name and count, or the head of a section */
#pragma once

#include "session-facets.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_FACET_ROW (panel_facet_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelFacetRow, panel_facet_row, PANEL, FACET_ROW, GtkBox)

/* The count follows the facet until another one is shown. facet: NULL shows none. A click on a head
 * is the action "sidebar.fold" with its kind. */
void panel_facet_row_show (PanelFacetRow *self, SessionFacet *facet);

/* Whether the lines of a head are hidden. */
void panel_facet_row_set_folded (PanelFacetRow *self, gboolean is_folded);

/* Whether it is the line that says who is shown. */
void panel_facet_row_set_chosen (PanelFacetRow *self, gboolean is_chosen);
