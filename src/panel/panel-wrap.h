/* panel-wrap.h - children side by side, on as many lines as they need
 *
 * One stop for Tab: the arrow keys go from child to child. Children are whatever takes the focus.
 */
#pragma once

#include <gtk/gtk.h>

#define PANEL_TYPE_WRAP (panel_wrap_get_type ())
G_DECLARE_FINAL_TYPE (PanelWrap, panel_wrap, PANEL, WRAP, GtkWidget)

void panel_wrap_append (PanelWrap *self, GtkWidget *child);
void panel_wrap_remove_all (PanelWrap *self);
