/* panel-run.c - the window of a run: how far it is, what came of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-run.h"

#include "panel-lines.h"
#include "panel-question.h"
#include "panel-run-words.h"
#include "panel-save-file.h"
#include "panel-toast.h"
#include "panel-wrap.h"

#include <glib/gi18n-lib.h>

struct _PanelRun
{
  AdwWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkLabel *heading;
  GtkLabel *hint;
  GtkProgressBar *bar;
  GtkLabel *pace;
  GtkWidget *going; /* the buttons of a run that goes on */
  GtkButton *pause;
  GtkCheckButton *slow;
  GtkLabel *written;
  AdwPreferencesRow *skipped_row;
  GtkLabel *skipped;
  GtkLabel *failed;
  GtkWidget *causes_group;
  GtkListBox *causes;
  GtkWidget *after; /* those of one that is over */
  GtkWidget *retry;
  GtkWidget *undo;

  SessionProgress *apply;
  gulong watch;
  guint clock; /* how long it lasts, and whether the server answers, changes without a signal */
};

G_DEFINE_FINAL_TYPE (PanelRun, panel_run, ADW_TYPE_WINDOW)

static void
set_count (GtkLabel *label, guint n)
{
  g_autofree char *words = g_strdup_printf ("%'u", n);

  gtk_label_set_text (label, words);
}

static void
show_progress (PanelRun *self)
{
  guint total = session_progress_total (self->apply);
  guint done = session_progress_done (self->apply);
  g_autofree char *pace = panel_run_words_pace (self->apply);

  gtk_progress_bar_set_fraction (self->bar, total > 0 ? (double) done / total : 1);
  gtk_label_set_text (self->pace, pace);
  set_count (self->written, session_progress_written (self->apply));
  set_count (self->skipped, session_progress_skipped (self->apply));
  set_count (self->failed, session_progress_failed (self->apply));
}

static const char *
resume_words (SessionProgressState state)
{
  switch (state) {
  case SESSION_PROGRESS_PAUSED:
    return _ ("_Resume");
  case SESSION_PROGRESS_TRIED:
    return _ ("_Continue with the Others");
  default:
    return _ ("_Pause");
  }
}

static void
show_hint (PanelRun *self)
{
  g_autofree char *hint = panel_run_words_hint (self->apply);

  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}

static void
show_state (PanelRun *self)
{
  SessionProgressState state = session_progress_state (self->apply);
  gboolean is_over = session_progress_is_over (self->apply);
  gboolean is_undo = session_progress_kind (self->apply) == SESSION_PROGRESS_UNDO;

  show_hint (self);
  gtk_window_set_title (GTK_WINDOW (self), panel_run_words_title (self->apply));
  gtk_label_set_text (self->heading, panel_run_words_heading (self->apply));
  adw_preferences_row_set_title (
      self->skipped_row, is_undo ? _ ("Left alone: changed since, or it was so already")
                                 : _ ("Skipped: Exchange held that already, or it is not for us"));
  gtk_button_set_label (self->pause, resume_words (state));
  gtk_check_button_set_active (self->slow, session_progress_is_slow (self->apply));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.pause",
                                 state != SESSION_PROGRESS_STOPPING);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.stop", state != SESSION_PROGRESS_STOPPING);
  gtk_widget_set_visible (self->going, !is_over);
  gtk_widget_set_visible (self->after, is_over);
  gtk_widget_set_visible (self->retry, session_progress_failed (self->apply) > 0);
  gtk_widget_set_visible (self->undo, !is_undo && session_progress_written (self->apply) > 0);
}

/* Who it was, and what can be done. Caller frees. */
static char *
describe_cause (const SessionProgressCause *cause)
{
  guint n_others = cause->n - 1;
  g_autofree char *who =
      n_others > 0
          /* Translators: somebody's name, and how many more */
          ? g_strdup_printf (ngettext ("%s and %'u other", "%s and %'u others", n_others),
                             cause->who, n_others)
          : g_strdup (cause->who);

  return g_strjoin ("\n", who, cause->remedy, NULL);
}

static void
add_cause (PanelRun *self, const SessionProgressCause *cause)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *count = g_strdup_printf ("%'u", cause->n);
  g_autofree char *title = g_markup_escape_text (cause->sentence, -1);
  g_autofree char *about = describe_cause (cause);
  g_autofree char *subtitle = g_markup_escape_text (about, -1);
  GtkWidget *label = gtk_label_new (count);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_append (self->causes, row);
}

static void
show_causes (PanelRun *self)
{
  g_autoptr (GArray) causes = session_progress_causes (self->apply);

  panel_lines_clear (self->causes);
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
  if (state == SESSION_PROGRESS_RUNNING || state == SESSION_PROGRESS_STOPPING)
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

static gboolean
clock_cb (gpointer data)
{
  PanelRun *self = data;

  if (session_progress_state (self->apply) == SESSION_PROGRESS_RUNNING) {
    show_progress (self);
    show_hint (self);
  }
  return G_SOURCE_CONTINUE;
}

static void
pause_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelRun *self = PANEL_RUN (widget);

  if (session_progress_state (self->apply) == SESSION_PROGRESS_RUNNING)
    session_progress_pause (self->apply);
  else
    session_progress_resume (self->apply);
}

static void
stop_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  session_progress_stop (PANEL_RUN (widget)->apply);
}

static void
slow_cb (GtkCheckButton *button, PanelRun *self)
{
  session_progress_set_slow (self->apply, gtk_check_button_get_active (button));
}

static void
retry_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelRun *self = PANEL_RUN (widget);

  gtk_widget_set_visible (self->causes_group, FALSE);
  session_progress_retry_failed (self->apply);
}

static void
saved_cb (const char *words, gpointer user_data)
{
  g_autoptr (PanelRun) self = user_data;

  panel_toast_say (self->toasts, words);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelRun *self = PANEL_RUN (widget);

  panel_save_file (GTK_WINDOW (self), _ ("Save the Report"), _ ("run.csv"),
                   session_progress_report (self->apply), saved_cb, g_object_ref (self));
}

static void
undo_accepted_cb (PanelRun *self)
{
  g_autoptr (SessionProgress) back = session_progress_undo (self->apply);

  if (back != NULL)
    follow (self, back);
}

GObject *
panel_run_ask_undo (GtkWindow *parent, guint n)
{
  g_autofree char *heading =
      g_strdup_printf (ngettext ("Undo in %'u Mailbox?", "Undo in %'u Mailboxes?", n), n);
  PanelQuestion question = { .heading = heading,
                             .body = _ ("Each gets back what it held before this run. Those that "
                                        "somebody changed since are left alone. The plan stays as "
                                        "it is."),
                             .refuse = _ ("_Cancel"),
                             .accept = _ ("_Undo the Run"),
                             .look = ADW_RESPONSE_DESTRUCTIVE };

  return panel_question_ask (parent, &question);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelRun *self = PANEL_RUN (widget);
  GObject *question =
      panel_run_ask_undo (GTK_WINDOW (self), session_progress_written (self->apply));

  g_signal_connect_object (question, "response::accept", G_CALLBACK (undo_accepted_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Somebody has seen what came of it: the main window need not show it any more. */
static gboolean
panel_run_close_request (GtkWindow *window)
{
  PanelRun *self = PANEL_RUN (window);
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (parent != NULL && session_progress_is_over (self->apply))
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.run-seen", NULL);
  return GTK_WINDOW_CLASS (panel_run_parent_class)->close_request (window);
}

static void
panel_run_dispose (GObject *object)
{
  PanelRun *self = PANEL_RUN (object);

  g_clear_handle_id (&self->clock, g_source_remove);
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
  GTK_WINDOW_CLASS (klass)->close_request = panel_run_close_request;
  g_type_ensure (PANEL_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/absentia/Absentia/panel-run.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelRun, toasts);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, heading);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, hint);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, bar);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, pace);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, going);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, pause);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, slow);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, written);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, skipped_row);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, skipped);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, failed);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, causes_group);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, causes);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, after);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, retry);
  gtk_widget_class_bind_template_child (widget_class, PanelRun, undo);
  gtk_widget_class_bind_template_callback (widget_class, slow_cb);
  gtk_widget_class_install_action (widget_class, "run.pause", NULL, pause_cb);
  gtk_widget_class_install_action (widget_class, "run.stop", NULL, stop_cb);
  gtk_widget_class_install_action (widget_class, "run.retry", NULL, retry_cb);
  gtk_widget_class_install_action (widget_class, "run.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "run.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
panel_run_init (PanelRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The window of that run; NULL: none is open. */
static PanelRun *
find_window (SessionProgress *apply)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (PANEL_IS_RUN (window) && PANEL_RUN (window)->apply == apply)
      return PANEL_RUN (window); /* GTK keeps it */
  }
  return NULL;
}

void
panel_run_open (GtkWindow *parent, SessionProgress *apply)
{
  PanelRun *self = find_window (apply);

  if (self == NULL) {
    self = g_object_new (PANEL_TYPE_RUN, "transient-for", parent, NULL);
    follow (self, apply);
    self->clock = g_timeout_add_seconds (1, clock_cb, self);
  }
  gtk_window_present (GTK_WINDOW (self));
}
