/* panel-window-run.c - the main window and the run that is under way
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-window-private.h"

#include "panel-run-guard.h"
#include "panel-run.h"

static void
run_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PanelWindow *self = user_data;
  SessionProgress *run = session_hub_run (self->hub);

  if (run != NULL)
    panel_run_open (GTK_WINDOW (self), run);
}

static void
run_seen_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  panel_run_bar_dismiss (PANEL_WINDOW (user_data)->run_bar);
}

void
panel_window_add_run (PanelWindow *self)
{
  static const GActionEntry entries[] = { { "run", run_cb }, { "run-seen", run_seen_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  panel_run_bar_set_hub (self->run_bar, self->hub);
}

static void
quit_now (GtkWindow *window)
{
  GtkApplication *application = gtk_window_get_application (window);

  if (application != NULL)
    g_application_quit (G_APPLICATION (application));
}

gboolean
panel_window_may_quit (PanelWindow *self)
{
  return panel_run_guard (GTK_WINDOW (self), self->hub, PANEL_RUN_GUARD_QUIT, quit_now);
}

gboolean
panel_window_close_request (GtkWindow *window)
{
  return !panel_window_may_quit (PANEL_WINDOW (window));
}
