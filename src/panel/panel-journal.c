/* panel-journal.c - the window "Journal"
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-journal-private.h"

#include "base-error.h"
#include "panel-when.h"
#include "session-hub-history.h"

#include <glib/gi18n-lib.h>

/* A list of more is none that anybody reads. */
#define MOST 2000

G_DEFINE_FINAL_TYPE (PanelJournal, panel_journal, ADW_TYPE_WINDOW)

static void ask (PanelJournal *self);

gboolean
panel_journal_selected (PanelJournal *self, SessionHistoryRow *ret)
{
  PanelJournalRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (row != NULL)
    *ret = panel_journal_row_entry (row);
  return row != NULL;
}

static void
add_fact (PanelJournal *self, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    panel_diff_view_add_words (self->view, name, value, value);
}

static void
show_entry (PanelJournal *self)
{
  SessionHistoryRow entry;
  gboolean is_any = panel_journal_selected (self, &entry);
  g_autofree char *when = NULL;

  panel_diff_view_clear (self->view);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.mailbox", is_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.run", is_any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.undo", is_any);
  if (!is_any)
    return;

  when = panel_when_format_both (entry.at, NULL);
  panel_diff_view_add_title (self->view, entry.mailbox);
  add_fact (self, _ ("When"), when);
  add_fact (self, _ ("What came of it"), panel_journal_row_result (&entry));
  add_fact (self, _ ("What went wrong"), entry.error);
  add_fact (self, _ ("Why"), entry.why);
  if (!session_history_row_is_beside (&entry))
    panel_diff_view_add_states (self->view, entry.before, entry.after);
  add_fact (self, _ ("Who did it"), entry.who);
  add_fact (self, _ ("Run"), entry.run);
  add_fact (self, _ ("Request, by the server’s name for it"), entry.request_id);
}

static char *
tell_count (guint n)
{
  if (n < MOST)
    return g_strdup_printf (ngettext ("%'u entry", "%'u entries", n), n);
  return g_strdup_printf (
      _ ("The newest %'u entries. Search, or choose a shorter time, for others."), n);
}

static void
show (PanelJournal *self)
{
  guint n = session_history_n (self->history);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *count = tell_count (n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, panel_journal_row_new (self->history, i));
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, n > 0 ? 0 : GTK_INVALID_LIST_POSITION);
  show_entry (self);
  gtk_label_set_text (self->summary, count);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.save", n > 0);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PanelJournal) self = user_data; /* the window may be closed by now */
  g_autoptr (GError) error = NULL;
  SessionHistory *history = session_hub_history_finish (SESSION_HUB (object), result, &error);
  gboolean is_first;

  self->is_asking = FALSE;
  if (self->stack == NULL || self->wants_more) {
    session_history_unref (history);
    if (self->stack != NULL)
      ask (self);
    return;
  }
  if (history == NULL) {
    panel_error_page_show (self->error_page, error);
    gtk_stack_set_visible_child_name (self->stack, "error");
    return;
  }

  is_first = self->history == NULL;
  session_history_unref (self->history);
  self->history = history;
  show (self);
  if (is_first)
    gtk_widget_grab_focus (
        GTK_WIDGET (session_history_n (history) > 0 ? (gpointer) self->list : self->search));
}

static gint64
find_begin (PanelJournal *self)
{
  static const int days[] = { 1, 7, 30, 365, 0 };
  int n = days[MIN (gtk_drop_down_get_selected (self->span), G_N_ELEMENTS (days) - 1)];
  g_autoptr (GDateTime) now = session_hub_now (self->hub);

  return n > 0 ? g_date_time_to_unix (now) - n * (gint64) 86400 : 0;
}

static void
ask (PanelJournal *self)
{
  const SessionHistoryAsk wanted = { .text = gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                     .from_s = find_begin (self),
                                     .most = MOST };

  self->wants_more = self->is_asking;
  if (self->is_asking)
    return;

  self->is_asking = TRUE;
  session_hub_history_async (self->hub, &wanted, self->cancellable, found_cb, g_object_ref (self));
}

static void
ask_cb (PanelJournal *self)
{
  if (self->hub != NULL)
    ask (self);
}

static void
read_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  ask (PANEL_JOURNAL (widget));
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  gtk_widget_grab_focus (GTK_WIDGET (PANEL_JOURNAL (widget)->search));
}

static void
search_left_cb (GtkSearchEntry *entry, PanelJournal *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* Escape: first what is looked for goes, then the window. */
static void
search_stopped_cb (GtkSearchEntry *entry, PanelJournal *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (entry)) == '\0')
    gtk_window_close (GTK_WINDOW (self));
  else
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static void
panel_journal_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (PANEL_JOURNAL (widget)->cancellable);
  GTK_WIDGET_CLASS (panel_journal_parent_class)->unrealize (widget);
}

static void
panel_journal_dispose (GObject *object)
{
  PanelJournal *self = PANEL_JOURNAL (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_JOURNAL);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (panel_journal_parent_class)->dispose (object);
}

static void
panel_journal_finalize (GObject *object)
{
  PanelJournal *self = PANEL_JOURNAL (object);

  session_history_unref (self->history);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (panel_journal_parent_class)->finalize (object);
}

static void
panel_journal_class_init (PanelJournalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_journal_dispose;
  G_OBJECT_CLASS (klass)->finalize = panel_journal_finalize;
  widget_class->unrealize = panel_journal_unrealize;
  g_type_ensure (PANEL_TYPE_DIFF_VIEW);
  g_type_ensure (PANEL_TYPE_ERROR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-journal.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelJournal, toasts);
  gtk_widget_class_bind_template_child (widget_class, PanelJournal, search);
  gtk_widget_class_bind_template_child (widget_class, PanelJournal, span);
  gtk_widget_class_bind_template_child (widget_class, PanelJournal, stack);
  gtk_widget_class_bind_template_child (widget_class, PanelJournal, error_page);
  gtk_widget_class_bind_template_child (widget_class, PanelJournal, list);
  gtk_widget_class_bind_template_child (widget_class, PanelJournal, view);
  gtk_widget_class_bind_template_child (widget_class, PanelJournal, summary);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_install_action (widget_class, "journal.read", NULL, read_cb);
  gtk_widget_class_install_action (widget_class, "journal.find", NULL, find_cb);
  panel_journal_add_actions (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "journal.read", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "journal.find",
                                       NULL);
}

static void
panel_journal_init (PanelJournal *self)
{
  g_autoptr (GtkListItemFactory) factory = panel_journal_row_factory ();

  self->cancellable = g_cancellable_new ();
  self->rows = g_list_store_new (PANEL_TYPE_JOURNAL_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_entry), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "journal.save", FALSE);
  show_entry (self);
}

void
panel_journal_open (GtkWindow *parent, SessionHub *hub, const char *search)
{
  PanelJournal *self = g_object_new (PANEL_TYPE_JOURNAL, "transient-for", parent, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->search), search);
  self->hub = g_object_ref (hub);
  ask (self);
  gtk_window_present (GTK_WINDOW (self));
}
