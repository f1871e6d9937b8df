/* panel-window-split.c - the line between list and details
 *
 * Quirk: GtkPaned of GTK 4.8 goes on taking presses where its handle was last, also while the
 * details are hidden and there is none: a strip of the calendar could not be clicked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-window-private.h"

static void
details_shown_cb (PanelWindow *self)
{
  gboolean is_there = gtk_widget_get_visible (GTK_WIDGET (self->details));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->split);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_GESTURE_DRAG (controller)) /* a pan is one, too */
      gtk_event_controller_set_propagation_phase (controller,
                                                  is_there ? GTK_PHASE_CAPTURE : GTK_PHASE_NONE);
  }
}

void
panel_window_add_split (PanelWindow *self)
{
  g_signal_connect_object (self->details, "notify::visible", G_CALLBACK (details_shown_cb), self,
                           G_CONNECT_SWAPPED);
  details_shown_cb (self);
}
