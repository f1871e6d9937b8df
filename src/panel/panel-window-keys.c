/* panel-window-keys.c - the window that shows the keys
 *
 * GTK would build it with each main window, from gtk/help-overlay.ui: a tenth of the work until the
 * first frame. So the resource has another name, and it is built when somebody asks for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-window-private.h"

static void
build (GtkApplicationWindow *window)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/absentia/Absentia/help-overlay.ui");

  gtk_application_window_set_help_overlay (
      window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
}

static void
show_keys_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  GtkApplicationWindow *window = user_data;

  if (gtk_application_window_get_help_overlay (window) == NULL)
    build (window);
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

void
panel_window_add_keys (PanelWindow *self)
{
  static const GActionEntry entries[] = { { "show-help-overlay", show_keys_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
