/* panel-window-watch.c - looking after things from the main window: the doctor, settings, the
 * support package, and what the desktop is told when a run has ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-window-private.h"

#include "panel-doctor.h"
#include "panel-journal.h"
#include "panel-run-words.h"
#include "panel-settings.h"
#include "panel-support.h"
#include "session-hub-mail.h"

#define NOTIFICATION "run-ended"

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
journal_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;
  SessionRow *row = panel_people_selected (self->people);
  gboolean is_of_person = g_str_equal (g_action_get_name (G_ACTION (action)), "journal-of-person");

  panel_journal_open (GTK_WINDOW (self), self->hub,
                      is_of_person && row != NULL ? session_row_mail (row) : "");
}

static void
settings_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  panel_settings_open (GTK_WINDOW (user_data), PANEL_WINDOW (user_data)->hub);
}

static void
support_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  panel_support_open (GTK_WINDOW (user_data), PANEL_WINDOW (user_data)->hub);
}

static void
selected_cb (PanelWindow *self)
{
  static const char *const names[] = { "doctor", "journal-of-person" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), names[i]);

    g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                 panel_people_selected (self->people) != NULL);
  }
}

/* Somebody looks at it, or at one of its dialogs. */
static gboolean
is_in_front (PanelWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GtkWindow *active = application != NULL ? gtk_application_get_active_window (application) : NULL;

  return active != NULL && gtk_window_is_active (active);
}

static void
tell_desktop (PanelWindow *self, SessionProgress *run)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autofree char *line = panel_run_words_line (run);
  g_autoptr (GNotification) notification = g_notification_new (panel_run_words_title (run));

  g_notification_set_body (notification, line);
  if (session_progress_failed (run) > 0)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action (notification, "app.show-run");
  g_application_send_notification (application, NOTIFICATION, notification);
}

static void
preferences_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelWindow) self = user_data; /* our reference: the window may be closed by now */
  g_autoptr (SessionSettings) settings =
      session_hub_settings_finish (SESSION_HUB (object), result, NULL);
  SessionProgress *run = session_hub_run (SESSION_HUB (object));

  if (settings != NULL && settings->preferences.tells_desktop && self->people != NULL &&
      run != NULL && session_progress_is_over (run) && !is_in_front (self))
    tell_desktop (self, run);
}

/* Once for each run that has ended. */
static void
run_cb (PanelWindow *self)
{
  SessionProgress *run = session_hub_run (self->hub);
  gboolean is_running = run != NULL && !session_progress_is_over (run);

  if (self->was_running && !is_running && run != NULL && !is_in_front (self))
    session_hub_settings_async (self->hub, self->cancellable, preferences_cb, g_object_ref (self));
  self->was_running = is_running;
}

static void
run_changed_cb (PanelWindow *self)
{
  g_signal_group_set_target (self->runs, session_hub_run (self->hub));
  run_cb (self);
}

/* By the notification: the window comes to the front, and shows the run. */
static void
show_run_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (user_data));
  gtk_widget_activate_action (GTK_WIDGET (user_data), "win.run", NULL);
}

void
panel_window_add_watch (PanelWindow *self)
{
  static const GActionEntry entries[] = {
    { "doctor", doctor_cb },     { "journal", journal_cb }, { "journal-of-person", journal_cb },
    { "settings", settings_cb }, { "support", support_cb },
  };
  g_autoptr (GSimpleAction) show_run = g_simple_action_new ("show-run", NULL);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (show_run, "activate", G_CALLBACK (show_run_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (gtk_window_get_application (GTK_WINDOW (self))),
                           G_ACTION (show_run));
  g_signal_connect_object (self->people, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  selected_cb (self);
  panel_engine_bar_set_hub (self->engine_bar, self->hub);

  self->runs = g_signal_group_new (SESSION_TYPE_PROGRESS);
  g_signal_group_connect_swapped (self->runs, "changed", G_CALLBACK (run_cb), self);
  g_signal_connect_object (self->hub, "run-changed", G_CALLBACK (run_changed_cb), self,
                           G_CONNECT_SWAPPED);
  run_changed_cb (self);
}

void
panel_window_drop_watch (PanelWindow *self)
{
  g_clear_object (&self->runs);
}
