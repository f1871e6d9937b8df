/* panel-run.c - the window of a run: how far it is, what came of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-run.h"

#include "panel-question.h"

#include <glib/gi18n-lib.h>

struct _PanelRun
{
  AdwWindow parent_instance;
  GtkLabel *heading;
  GtkProgressBar *bar;
  GtkLabel *pace;
  GtkWidget *going; /* the buttons of a run that goes on */
  GtkButton *pause;
  GtkLabel *written;
  GtkLabel *skipped;
  GtkLabel *failed;
  GtkWidget *causes_group;
  GtkListBox *causes;
  GtkWidget *after; /* those of one that is over */
  GtkWidget *retry;
  GtkWidget *undo;

  SessionProgress *apply;
  gulong watch;
};

G_DEFINE_FINAL_TYPE (PanelRun, panel_run, ADW_TYPE_WINDOW)

static void
set_count (GtkLabel *label, guint n)
{
  g_autofree char *words = g_strdup_printf ("%'u", n);

  gtk_label_set_text (label, words);
}

static char *
remaining_words (int remaining_s)
{
  int minutes = (remaining_s + 59) / 60;

  if (remaining_s < 0)
    return g_strdup (_ ("how long is not known yet"));
  if (remaining_s < 60)
    return g_strdup (_ ("less than a minute left"));
  return g_strdup_printf (
      ngettext ("about %d minute left", "about %d minutes left", (gulong) minutes), minutes);
}

static void
show_progress (PanelRun *self)
{
  guint total = session_progress_total (self->apply);
  guint done = session_progress_done (self->apply);
  SessionProgressState state = session_progress_state (self->apply);
  gboolean is_running = state == SESSION_PROGRESS_RUNNING;
  g_autofree char *left = remaining_words (session_progress_remaining_s (self->apply));
  g_autofree char *pace = NULL;

  if (is_running)
    /* Translators: how many of how many mailboxes, how many a second, how long it lasts yet */
    pace = g_strdup_printf (_ ("%'u of %'u, %.1f a second, %s"), done, total,
                            session_progress_rate (self->apply), left);
  else
    pace = g_strdup_printf (_ ("%'u of %'u"), done, total);
  gtk_progress_bar_set_fraction (self->bar, total > 0 ? (double) done / total : 1);
  gtk_label_set_text (self->pace, pace);
  set_count (self->written, session_progress_written (self->apply));
  set_count (self->skipped, session_progress_skipped (self->apply));
  set_count (self->failed, session_progress_failed (self->apply));
}

static void
show_state (PanelRun *self)
{
  SessionProgressState state = session_progress_state (self->apply);
  gboolean is_over = state == SESSION_PROGRESS_DONE || state == SESSION_PROGRESS_STOPPED;
  gboolean is_paused = state == SESSION_PROGRESS_PAUSED;
  const char *words = _ ("Applying the plan…");

  if (is_paused)
    words = _ ("Paused");
  else if (state == SESSION_PROGRESS_STOPPED)
    words = _ ("Stopped: the others stay as they are");
  else if (state == SESSION_PROGRESS_DONE && session_progress_failed (self->apply) > 0)
    words = _ ("Done, with failures");
  else if (state == SESSION_PROGRESS_DONE)
    words = _ ("Done");
  gtk_label_set_text (self->heading, words);
  gtk_button_set_label (self->pause, is_paused ? _ ("_Resume") : _ ("_Pause"));
  gtk_widget_set_visible (self->going, !is_over);
  gtk_widget_set_visible (self->after, is_over);
  gtk_widget_set_visible (self->retry, session_progress_failed (self->apply) > 0);
  gtk_widget_set_visible (self->undo, session_progress_written (self->apply) > 0);
}

static void
add_cause (PanelRun *self, const SessionProgressCause *cause)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *count = g_strdup_printf ("%'u", cause->n);
  g_autofree char *title = g_markup_escape_text (cause->sentence, -1);
  g_autofree char *remedy = g_markup_escape_text (cause->remedy != NULL ? cause->remedy : "", -1);
  GtkWidget *label = gtk_label_new (count);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), remedy);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (self->causes, row);
}

static void
show_causes (PanelRun *self)
{
  g_autoptr (GArray) causes = session_progress_causes (self->apply);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->causes))) != NULL)
    gtk_list_box_remove (self->causes, row);
  for (guint i = 0; i < causes->len; i++)
    add_cause (self, &g_array_index (causes, SessionProgressCause, i));
  gtk_widget_set_visible (self->causes_group, causes->len > 0);
}

static void
changed_cb (PanelRun *self)
{
  SessionProgressState state = session_progress_state (self->apply);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  show_progress (self);
  show_state (self);
  if (state != SESSION_PROGRESS_DONE && state != SESSION_PROGRESS_STOPPED)
    return;
  show_causes (self);
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.look-again", NULL);
}

static void
follow (PanelRun *self, SessionProgress *apply)
{
  if (self->apply != NULL)
    g_clear_signal_handler (&self->watch, self->apply);
  g_set_object (&self->apply, apply);
  self->watch =
      g_signal_connect_object (apply, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->causes_group, FALSE);
  changed_cb (self);
}

static void
pause_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelRun *self = PANEL_RUN (widget);

  if (session_progress_state (self->apply) == SESSION_PROGRESS_PAUSED)
    session_progress_resume (self->apply);
  else
    session_progress_pause (self->apply);
}

static void
stop_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  session_progress_stop (PANEL_RUN (widget)->apply);
}

static void
retry_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelRun *self = PANEL_RUN (widget);
  g_autoptr (SessionProgress) again = session_progress_retry_failed (self->apply);

  follow (self, again);
}

static void
undo_accepted_cb (PanelRun *self)
{
  g_autoptr (SessionProgress) back = session_progress_undo (self->apply);

  follow (self, back);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelRun *self = PANEL_RUN (widget);
  guint n = session_progress_written (self->apply);
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Undo in %'u Mailbox?", "Undo in %'u Mailboxes?", n), n);
  PanelQuestion question = { .heading = heading,
                             .body = _ ("Each gets back what it held before this run. Those that "
                                        "somebody changed since are left alone. The plan stays as "
                                        "it is."),
                             .refuse = _ ("_Cancel"),
                             .accept = _ ("_Undo the Run"),
                             .look = ADW_RESPONSE_DESTRUCTIVE };

  g_signal_connect_object (panel_question_ask (GTK_WINDOW (self), &question), "response::accept",
                           G_CALLBACK (undo_accepted_cb), self, G_CONNECT_SWAPPED);
}

static void
panel_run_dispose (GObject *object)
{
  PanelRun *self = PANEL_RUN (object);

  if (self->apply != NULL)
    g_clear_signal_handler (&self->watch, self->apply);
  g_clear_object (&self->apply);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_RUN);
  G_OBJECT_CLASS (panel_run_parent_class)->dispose (object);
}

static void
panel_run_class_init (PanelRunClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_run_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/absentia/Absentia/panel-run.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelRun, heading);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, bar);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, pace);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, going);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, pause);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, written);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, skipped);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, failed);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, causes_group);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, causes);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, after);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, retry);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, undo);
  gtk_widget_class_install_action (widget_class, "run.pause", NULL, pause_cb);
  gtk_widget_class_install_action (widget_class, "run.stop", NULL, stop_cb);
  gtk_widget_class_install_action (widget_class, "run.retry", NULL, retry_cb);
  gtk_widget_class_install_action (widget_class, "run.undo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_run_init (PanelRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
panel_run_open (GtkWindow *parent, SessionProgress *apply)
{
  PanelRun *self = g_object_new (PANEL_TYPE_RUN, "transient-for", parent, NULL);

  follow (self, apply);
  gtk_window_present (GTK_WINDOW (self));
}
