/* panel-journal-do.c - what can be done with the journal: narrow it, keep it, check it, take a run
 * back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-journal-private.h"

#include "panel-question.h"
#include "panel-run.h"
#include "panel-save-file.h"
#include "panel-toast.h"
#include "session-explain.h"
#include "session-hub-history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More than any run has mailboxes. */
#define WHOLE_RUN 1000000

/* A run that is to be taken back, while somebody is asked. */
typedef struct
{
  PanelJournal *window;
  char *run;
  GPtrArray *mailboxes;
} Way;

static void
free_way (gpointer data, GClosure *closure)
{
  Way *self = data;

  g_object_unref (self->window);
  g_free (self->run);
  g_clear_pointer (&self->mailboxes, g_ptr_array_unref);
  g_free (self);
}

static void
say_error (PanelJournal *self, const GError *error)
{
  g_autofree char *sentence = session_explain (error);

  panel_toast_say (self->toasts, sentence);
}

static void
narrow_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelJournal *self = PANEL_JOURNAL (widget);
  SessionHistoryRow entry;

  if (!panel_journal_selected (self, &entry))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search),
                         g_str_equal (action, "journal.run") ? entry.run : entry.mailbox);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
saved_cb (const char *words, gpointer user_data)
{
  g_autoptr (PanelJournal) self = user_data;

  panel_toast_say (self->toasts, words);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelJournal *self = PANEL_JOURNAL (widget);
  GString *text = g_string_new (session_history_csv_head);

  for (guint i = 0; i < session_history_n (self->history); i++) {
    const SessionHistoryRow entry = session_history_row (self->history, i);

    session_history_add_csv (text, &entry);
  }
  panel_save_file (GTK_WINDOW (self), _ ("Save the Journal"), _ ("journal.csv"),
                   g_string_free (text, FALSE), saved_cb, g_object_ref (self));
}

static void
copy_cb (GObject *question, const char *answer, char *end)
{
  gdk_clipboard_set_text (gdk_display_get_clipboard (gdk_display_get_default ()), end);
}

static void
free_text (gpointer text, GClosure *closure)
{
  g_free (text);
}

/* end: taken. */
static void
tell_whole (PanelJournal *self, char *end)
{
  gsize length = strlen (end);
  int half = (int) (length - length / 2);
  g_autofree char *body = g_strdup_printf (
      _ ("It ends at\n%.*s\n%s\n\nKeep this end elsewhere: who can write to the database and "
         "beside it could make another journal, and “absentiactl history --verify --end” would "
         "show it."),
      half, end, end + half);
  const PanelQuestion question = { .heading = _ ("Nobody Has Changed the Journal"),
                                   .body = body,
                                   .refuse = _ ("_Close"),
                                   .accept = _ ("Co_py the End"),
                                   .look = ADW_RESPONSE_DEFAULT };

  g_signal_connect_data (panel_question_ask (GTK_WINDOW (self), &question), "response::accept",
                         G_CALLBACK (copy_cb), end, free_text, 0);
}

static void
verified_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelJournal) self = user_data; /* the window may be closed by now */
  g_auto (SessionHistoryReport) report = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (!session_hub_verify_history_finish (SESSION_HUB (object), result, &report, &error)) {
    say_error (self, error);
    return;
  }
  if (self->stack == NULL)
    return;
  if (report.fault == NULL) {
    tell_whole (self, g_steal_pointer (&report.end));
    return;
  }

  body = report.row > 0
             ? g_strdup_printf (_ ("%s It is row %ld."), session_history_fault_words (report.fault),
                                (glong) report.row)
             : g_strdup (session_history_fault_words (report.fault));
  panel_question_tell (GTK_WINDOW (self), _ ("The Journal Is Not as It Was Written"), body);
}

static void
verify_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelJournal *self = PANEL_JOURNAL (widget);

  session_hub_verify_history_async (self->hub, self->cancellable, verified_cb, g_object_ref (self));
}

/* It has written entries of its own. */
static void
run_changed_cb (PanelJournal *self, SessionProgress *run)
{
  if (session_progress_is_over (run) && self->stack != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "journal.read", NULL);
}

static void
undo_accepted_cb (GObject *question, const char *answer, Way *way)
{
  PanelJournal *self = way->window;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (SessionProgress) back =
      session_hub_undo_run (self->hub, way->run, g_steal_pointer (&way->mailboxes));

  if (back == NULL) {
    panel_toast_say (self->toasts,
                     _ ("Another run is not over, or there is no connection: try again then."));
    return;
  }
  g_signal_connect_object (back, "changed", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  panel_run_open (parent, back);
}

/* Each once: those of the run that it may have written to. */
static GPtrArray *
find_mailboxes (const SessionHistory *history)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *mailboxes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < session_history_n (history); i++) {
    const SessionHistoryRow entry = session_history_row (history, i);

    if (g_hash_table_add (seen, (gpointer) entry.mailbox))
      g_ptr_array_add (mailboxes, g_strdup (entry.mailbox));
  }
  return mailboxes;
}

static void
run_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Way *way = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionHistory) history =
      session_hub_history_finish (SESSION_HUB (object), result, &error);
  if (history == NULL || way->window->stack == NULL) {
    if (history == NULL)
      say_error (way->window, error);
    free_way (way, NULL);
    return;
  }

  way->mailboxes = find_mailboxes (history);
  g_signal_connect_data (panel_run_ask_undo (GTK_WINDOW (way->window), way->mailboxes->len),
                         "response::accept", G_CALLBACK (undo_accepted_cb), way, free_way, 0);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  PanelJournal *self = PANEL_JOURNAL (widget);
  SessionHistoryAsk wanted = { .most = WHOLE_RUN };
  SessionHistoryRow entry;
  Way *way;

  if (!panel_journal_selected (self, &entry))
    return;
  wanted.text = entry.run;
  way = g_new0 (Way, 1);
  way->window = g_object_ref (self);
  way->run = g_strdup (entry.run);
  session_hub_history_async (self->hub, &wanted, self->cancellable, run_read_cb, way);
}

void
panel_journal_add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "journal.mailbox", NULL, narrow_cb);
  gtk_widget_class_install_action (widget_class, "journal.run", NULL, narrow_cb);
  gtk_widget_class_install_action (widget_class, "journal.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "journal.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "journal.verify", NULL, verify_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "journal.save",
                                       NULL);
}
