/* panel-journal-row.c - an entry of the journal in a list
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-journal-row.h"

#include "panel-when.h"
#include "session-preflight.h"

#include <glib/gi18n-lib.h>

struct _PanelJournalRow
{
  GObject parent_instance;
  SessionHistory *history;
  guint i;
};

G_DEFINE_FINAL_TYPE (PanelJournalRow, panel_journal_row, G_TYPE_OBJECT)

static void
panel_journal_row_finalize (GObject *object)
{
  session_history_unref (PANEL_JOURNAL_ROW (object)->history);
  G_OBJECT_CLASS (panel_journal_row_parent_class)->finalize (object);
}

static void
panel_journal_row_class_init (PanelJournalRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = panel_journal_row_finalize;
}

static void
panel_journal_row_init (PanelJournalRow *self)
{
}

PanelJournalRow *
panel_journal_row_new (SessionHistory *history, guint i)
{
  PanelJournalRow *self = g_object_new (PANEL_TYPE_JOURNAL_ROW, NULL);

  self->history = session_history_ref (history);
  self->i = i;
  return self;
}

SessionHistoryRow
panel_journal_row_entry (PanelJournalRow *self)
{
  return session_history_row (self->history, self->i);
}

const char *
panel_journal_row_result (const SessionHistoryRow *entry)
{
  if (g_str_equal (entry->result, "written"))
    return C_ ("journal", "Written");
  return g_str_equal (entry->result, "failed") ? C_ ("journal", "Failed")
                                               : C_ ("journal", "Not finished");
}

/* The lines of a row, from above. */
enum
{
  LINE_WHO,
  LINE_WHAT,
  LINE_WHEN,
  N_LINES
};

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  static const char *const styles[] = { [LINE_WHO] = "heading", [LINE_WHEN] = "caption" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  for (guint i = 0; i < N_LINES; i++) {
    GtkWidget *label = gtk_label_new (NULL);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    if (styles[i] != NULL)
      gtk_widget_add_css_class (label, styles[i]);
    gtk_box_append (GTK_BOX (box), label);
  }
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  const SessionHistoryRow entry = panel_journal_row_entry (gtk_list_item_get_item (item));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *what = session_history_row_is_beside (&entry)
                              ? g_strdup (entry.why)
                              : session_preflight_state_words (entry.after);
  g_autofree char *when = panel_when_format_recent (entry.at, now);
  /* Translators: when and how it came out: "Mon 3 Aug 2026, 08:00 · Written" */
  g_autofree char *line = g_strdup_printf (_ ("%s · %s"), when, panel_journal_row_result (&entry));
  const char *const texts[] = {
    [LINE_WHO] = entry.mailbox, [LINE_WHAT] = what, [LINE_WHEN] = line
  };
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  for (guint i = 0; i < N_LINES; i++) {
    gtk_label_set_text (GTK_LABEL (label), texts[i]);
    if (i == LINE_WHEN && entry.error != NULL)
      gtk_widget_add_css_class (label, "error");
    else
      gtk_widget_remove_css_class (label, "error");
    label = gtk_widget_get_next_sibling (label);
  }
}

GtkListItemFactory *
panel_journal_row_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
