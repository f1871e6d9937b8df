/* panel-existing-columns.h - how groups of replies, and the people in one, look in their lists
 */
#pragma once

#include <gtk/gtk.h>

/* Of lists of PanelExistingRow. */
void panel_existing_add_columns (GtkListView *groups, GtkColumnView *people);
