/* panel-window-undo.c - undo and redo of what was planned
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-window-private.h"

#include "panel-toast.h"
#include "session-explain.h"
#include "session-hub-items.h"

#include <glib/gi18n-lib.h>

static void
tell_error (PanelWindow *self, const GError *error)
{
  g_autofree char *sentence = session_explain (error);

  panel_toast_say (self->toasts, sentence);
}

static void
undone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWindow) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;

  if (!session_hub_undo_finish (SESSION_HUB (object), result, &error) && self->people != NULL)
    tell_error (self, error);
}

static void
redone_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!session_hub_redo_finish (SESSION_HUB (object), result, &error) && self->people != NULL)
    tell_error (self, error);
}

/* An undo on its way is not cancelled with the window. */
static void
undo_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  session_hub_undo_async (PANEL_WINDOW (user_data)->hub, NULL, undone_cb, g_object_ref (user_data));
}

static void
redo_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  session_hub_redo_async (PANEL_WINDOW (user_data)->hub, NULL, redone_cb, g_object_ref (user_data));
}

static void
enable (PanelWindow *self, const char *name, const char *property)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);
  g_autofree char *title = NULL;

  g_object_get (self->hub, property, &title, NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), title != NULL && *title != '\0');
}

static void
titles_changed_cb (PanelWindow *self)
{
  enable (self, "undo-items", "undo-title");
  enable (self, "redo-items", "redo-title");
}

void
panel_window_add_undo (PanelWindow *self)
{
  static const GActionEntry entries[] = { { "undo-items", undo_cb }, { "redo-items", redo_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->hub, "notify::undo-title", G_CALLBACK (titles_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hub, "notify::redo-title", G_CALLBACK (titles_changed_cb), self,
                           G_CONNECT_SWAPPED);
  titles_changed_cb (self);
}

void
panel_window_bind_undo (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo-items",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.redo-items", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "win.redo-items",
                                       NULL);
}
