/* panel-sidebar.h - the filters beside the list: everybody, what is noteworthy about their
 * replies, departments, organisational units, groups, kinds
 *
 * "chosen" is emitted when another line is chosen.
 */
#pragma once

#include "session-facets.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_SIDEBAR (panel_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (PanelSidebar, panel_sidebar, PANEL, SIDEBAR, GtkBox)

void panel_sidebar_set_facets (PanelSidebar *self, GListModel *facets);

/* What is chosen; borrowed; NULL: everybody. */
SessionFacet *panel_sidebar_chosen (PanelSidebar *self);

void panel_sidebar_choose_all (PanelSidebar *self);

/* To the line that is chosen. */
void panel_sidebar_enter (PanelSidebar *self);
