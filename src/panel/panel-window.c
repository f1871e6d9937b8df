/* panel-window.c - the main window: follows the hub and the selection
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-window-private.h"

#include <glib/gi18n-lib.h>

/* Below this width the toolbar shows icons only; every button keeps its name and its tooltip. For
 * text of the usual size: 96 dots an inch. */
#define WORDS_WIDTH 980
#define USUAL_DPI (96 * PANGO_SCALE)

G_DEFINE_FINAL_TYPE (PanelWindow, panel_window, ADW_TYPE_APPLICATION_WINDOW)

static const struct
{
  const char *style;
  const char *icon;
  const char *words;
} states[] = {
  [SESSION_STATE_STARTING] = { "starting", "absentia-starting-symbolic", N_ ("starting") },
  [SESSION_STATE_NO_PROFILE] = { "starting", "absentia-starting-symbolic", N_ ("not set up") },
  [SESSION_STATE_CONNECTING] = { "starting", "absentia-starting-symbolic", N_ ("connecting") },
  [SESSION_STATE_CONNECTED] = { "connected", "absentia-connected-symbolic", N_ ("connected") },
  [SESSION_STATE_OFFLINE] = { "offline", "absentia-offline-symbolic", N_ ("offline") },
  [SESSION_STATE_FAILED] = { "failed", "absentia-failed-symbolic", N_ ("not connected") },
};

/* The words of the toolbar go when the window is narrow; the profile's name tells the connection
 * then. */
void
panel_window_fit (PanelWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  gboolean has_profile = *session_hub_profile_name (self->hub) != '\0';
  int dpi = USUAL_DPI;
  int width = surface != NULL ? gdk_surface_get_width (surface) : G_MAXINT;
  gboolean has_words;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  has_words = width >= WORDS_WIDTH * (double) MAX (dpi, 1) / USUAL_DPI;
  gtk_widget_set_visible (self->add_label, has_words);
  gtk_widget_set_visible (self->edit_label, has_words);
  gtk_widget_set_visible (self->off_label, has_words);
  gtk_widget_set_visible (self->connection_label, has_words || !has_profile);
  gtk_widget_set_visible (GTK_WIDGET (self->connection_name), has_profile);
  panel_window_fit_sidebar (self, width);
}

static void
show_connection (PanelWindow *self)
{
  SessionState state = session_hub_state (self->hub);
  const char *name = session_hub_profile_name (self->hub);
  g_autofree char *words = NULL;

  /* Translators: name of the toolbar button for screen readers, and its tooltip: the profile's name
   * and the state, such as "Connection: Head office, connected". */
  words = g_strdup_printf (_ ("Connection: %s, %s"), *name != '\0' ? name : _ ("none"),
                           _ (states[state].words));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->connection_icon), states[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (self->connection_icon), states[state].style);
  gtk_image_set_from_icon_name (self->connection_icon, states[state].icon);
  gtk_label_set_text (self->connection_name, name);
  panel_window_fit (self);
  gtk_widget_set_tooltip_text (self->connection, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->connection), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
show_problem (PanelWindow *self)
{
  gboolean has_people = g_list_model_get_n_items (session_hub_people (self->hub)) > 0;
  const GError *problem = session_hub_problem (self->hub);

  /* With an empty list the problem stands where the people would be. */
  panel_problem_show (self->problem, !has_people       ? NULL
                                     : problem != NULL ? problem
                                                       : session_hub_reminder (self->hub));
}

static void
people_changed_cb (PanelWindow *self)
{
  show_problem (self);
  panel_window_update_actions (self);
}

static void
state_changed_cb (PanelWindow *self)
{
  show_connection (self);
  show_problem (self);
  panel_window_update_actions (self);
}

static void
selected_cb (PanelPeople *people, PanelWindow *self)
{
  panel_details_show (self->details, panel_people_selected (people));
  panel_window_update_actions (self);
}

static void
details_changed_cb (PanelDetails *details, PanelWindow *self)
{
  if (self->hub != NULL)
    panel_window_update_actions (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, PanelWindow *self)
{
  panel_people_set_search (self->people, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
search_left_cb (GtkSearchEntry *entry, PanelWindow *self)
{
  panel_people_enter (self->people);
}

static void
search_stopped_cb (GtkSearchEntry *entry, PanelWindow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  panel_people_enter (self->people);
}

static void
try_again_cb (PanelProblem *problem, PanelWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh", NULL);
}

static void
width_changed_cb (GdkSurface *surface, GParamSpec *pspec, PanelWindow *self)
{
  panel_window_fit (self);
}

static void
panel_window_realize (GtkWidget *widget)
{
  GdkSurface *surface;

  GTK_WIDGET_CLASS (panel_window_parent_class)->realize (widget);
  surface = gtk_native_get_surface (GTK_NATIVE (widget));
  g_signal_connect_object (surface, "notify::width", G_CALLBACK (width_changed_cb), widget, 0);
}

static void
started_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWindow) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (GError) error = NULL;

  session_hub_start_finish (SESSION_HUB (object), result, &error);
  if (self->people == NULL)
    return;

  /* What is wrong shows by the hub's state; only the missing profile needs a step from here. */
  if (session_hub_state (self->hub) == SESSION_STATE_NO_PROFILE)
    panel_window_open_wizard (self);
}

static void
panel_window_dispose (GObject *object)
{
  PanelWindow *self = PANEL_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  panel_window_drop_watch (self);
  g_clear_object (&self->hub);
  g_clear_object (&self->undo_row);
  g_clear_pointer (&self->undo_before, oof_state_unref);
  g_clear_pointer (&self->undo_after, oof_state_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_WINDOW);
  G_OBJECT_CLASS (panel_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, connection);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, connection_icon);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, connection_label);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, connection_name);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, add_label);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, edit_label);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, off_label);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, search);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, split);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, people);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, details);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, run_bar);
  gtk_widget_class_bind_template_child (widget_class, PanelWindow, engine_bar);
}

static void
panel_window_class_init (PanelWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = panel_window_close_request;
  widget_class->realize = panel_window_realize;
  g_type_ensure (PANEL_TYPE_PROBLEM);
  g_type_ensure (PANEL_TYPE_SIDEBAR);
  g_type_ensure (PANEL_TYPE_PEOPLE);
  g_type_ensure (PANEL_TYPE_DETAILS);
  g_type_ensure (PANEL_TYPE_RUN_BAR);
  g_type_ensure (PANEL_TYPE_ENGINE_BAR);
  panel_window_bind_undo (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
panel_window_init (PanelWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  panel_window_add_actions (self);
  panel_window_add_existing (self);
  panel_window_add_keys (self);
}

PanelWindow *
panel_window_new (GtkApplication *application, SessionHub *hub)
{
  PanelWindow *self = g_object_new (PANEL_TYPE_WINDOW, "application", application, NULL);

  self->hub = g_object_ref (hub);
  panel_details_set_hub (self->details, hub);
  panel_people_set_hub (self->people, hub);
  panel_window_add_sidebar (self);
  panel_window_add_split (self);
  panel_window_add_undo (self);
  panel_window_add_run (self);
  panel_window_add_watch (self);
  g_signal_connect_object (hub, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::profile-name", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session_hub_people (hub), "items-changed",
                           G_CALLBACK (people_changed_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);
  session_hub_start_async (hub, self->cancellable, started_cb, g_object_ref (self));
  return self;
}
