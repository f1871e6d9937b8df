/* panel-window-watch.c - looking after things from the main window: the doctor
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-window-private.h"

#include "panel-doctor.h"

/* Of whoever is selected. */
static void
doctor_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;
  SessionRow *row = panel_people_selected (self->people);

  if (row != NULL)
    panel_doctor_open (GTK_WINDOW (self), self->hub, row);
}

static void
selected_cb (PanelWindow *self)
{
  GAction *doctor = g_action_map_lookup_action (G_ACTION_MAP (self), "doctor");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (doctor),
                               panel_people_selected (self->people) != NULL);
}

void
panel_window_add_watch (PanelWindow *self)
{
  static const GActionEntry entries[] = {
    { "doctor", doctor_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->people, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  selected_cb (self);
  panel_engine_bar_set_hub (self->engine_bar, self->hub);
}
