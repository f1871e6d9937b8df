/* panel-window-sidebar.c - where the main window has its filters: beside the list, or over it when
 * there is no room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-window-private.h"

/* What list and details shall have beyond the least they need, when the filters are beside them. */
#define SPARE_WIDTH 60

/* From before the first person is there: who is about to be clicked does not move. */
static gboolean
has_filters (PanelWindow *self)
{
  SessionState state = session_hub_state (self->hub);

  return state != SESSION_STATE_STARTING && state != SESSION_STATE_NO_PROFILE;
}

static gboolean
is_seen (PanelWindow *self)
{
  return has_filters (self) && (self->is_narrow ? self->is_sidebar_over : self->wants_sidebar);
}

static void
show_sidebar (PanelWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "sidebar");
  gboolean is_beside = is_seen (self) && !self->is_narrow;
  int width = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), is_seen (self));
  if (self->is_narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self->sidebar), "over");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->sidebar), "over");
  gtk_widget_measure (GTK_WIDGET (self->sidebar), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width,
                      NULL, NULL);
  gtk_widget_set_margin_start (self->split, is_beside ? width : 0);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (is_seen (self)));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), has_filters (self));
}

void
panel_window_fit_sidebar (PanelWindow *self, int width)
{
  int taken = gtk_widget_get_margin_start (self->split);
  int least = 0;
  int filters = 0;
  gboolean is_narrow;

  if (width < G_MAXINT)
    gtk_widget_measure (self->split, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_object_get (self->sidebar, "width-request", &filters, NULL);
  filters = MAX (filters, taken);
  is_narrow = width < least - taken + filters + SPARE_WIDTH;
  if (self->is_narrow != is_narrow)
    self->is_sidebar_over = FALSE;
  self->is_narrow = is_narrow;
  show_sidebar (self);
}

static void
toggle_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;
  gboolean *is_wanted = self->is_narrow ? &self->is_sidebar_over : &self->wants_sidebar;

  *is_wanted = !*is_wanted;
  show_sidebar (self);
  if (is_seen (self))
    panel_sidebar_enter (self->sidebar);
  else
    panel_people_enter (self->people);
}

/* Escape in the filters: away with them where they cover the list, else only out of them. */
static gboolean
left_cb (GtkWidget *sidebar, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;

  self->is_sidebar_over = FALSE;
  show_sidebar (self);
  panel_people_enter (self->people);
  return TRUE;
}

static void
chosen_cb (PanelSidebar *sidebar, PanelWindow *self)
{
  panel_people_set_facet (self->people, panel_sidebar_chosen (sidebar));
  if (!self->is_narrow || !self->is_sidebar_over)
    return;

  self->is_sidebar_over = FALSE;
  show_sidebar (self);
  panel_people_enter (self->people);
}

void
panel_window_add_sidebar (PanelWindow *self)
{
  static const GActionEntry entries[] = { { "sidebar", toggle_cb, NULL, "true" } };

  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (left_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->sidebar), keys);
  self->wants_sidebar = TRUE;
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  panel_sidebar_set_facets (self->sidebar, session_hub_facets (self->hub));
  g_signal_connect_object (self->sidebar, "chosen", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (self->hub, "notify::state", G_CALLBACK (show_sidebar), self,
                           G_CONNECT_SWAPPED);
  show_sidebar (self);
}
