/* panel-test-results.c - the mailboxes of a test of access, one row each
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-test-results.h"

#include "panel-lines.h"
#include "panel-test-row.h"

struct _PanelTestResults
{
  AdwBin parent_instance;
  GtkListBox *list;

  GHashTable *rows; /* address in lower case → PanelTestRow, borrowed */
  guint n_done;
  guint n_succeeded;
};

G_DEFINE_FINAL_TYPE (PanelTestResults, panel_test_results, ADW_TYPE_BIN)

static void
add_row (PanelTestResults *self, const char *mailbox)
{
  GtkWidget *row = GTK_WIDGET (panel_test_row_new (mailbox));

  gtk_list_box_append (self->list, row);
  g_hash_table_insert (self->rows, g_utf8_strdown (mailbox, -1), row);
}

static void
clear (PanelTestResults *self)
{
  g_hash_table_remove_all (self->rows);
  panel_lines_clear (self->list);
  self->n_done = self->n_succeeded = 0;
}

void
panel_test_results_begin (PanelTestResults *self, const char *const *mailboxes)
{
  clear (self);
  for (guint i = 0; mailboxes[i] != NULL; i++)
    add_row (self, mailboxes[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
panel_test_results_add (PanelTestResults *self, const SessionOutcome *outcome,
                        const ExchangeProfile *profile)
{
  g_autofree char *key = g_utf8_strdown (outcome->mailbox, -1);
  PanelTestRow *row = g_hash_table_lookup (self->rows, key);

  if (row == NULL)
    return;
  self->n_done++;
  self->n_succeeded += outcome->error == NULL;
  panel_test_row_show (row, outcome, profile);
  /* Where there is nothing else to see, the cure is seen at once. */
  if (outcome->error != NULL && g_hash_table_size (self->rows) == 1)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
}

void
panel_test_results_end (PanelTestResults *self)
{
  GHashTableIter rows;
  gpointer row;

  g_hash_table_iter_init (&rows, self->rows);
  while (g_hash_table_iter_next (&rows, NULL, &row))
    panel_test_row_end (row);
}

void
panel_test_results_show_kept (PanelTestResults *self, const SessionEvidence *evidence,
                              const ExchangeProfile *profile)
{
  if (g_hash_table_size (self->rows) > 0 || evidence->outcomes->len == 0)
    return;

  for (guint i = 0; i < evidence->outcomes->len; i++) {
    const SessionOutcome *outcome = evidence->outcomes->pdata[i];

    add_row (self, outcome->mailbox);
    panel_test_results_add (self, outcome, profile);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

PanelTestTally
panel_test_results_tally (PanelTestResults *self)
{
  PanelTestTally tally = { g_hash_table_size (self->rows), self->n_done, self->n_succeeded, NULL };
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (; row != NULL && tally.cause == NULL; row = gtk_widget_get_next_sibling (row))
    tally.cause = panel_test_row_cause (PANEL_TEST_ROW (row));
  return tally;
}

static void
panel_test_results_dispose (GObject *object)
{
  g_clear_pointer (&PANEL_TEST_RESULTS (object)->rows, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_TEST_RESULTS);
  G_OBJECT_CLASS (panel_test_results_parent_class)->dispose (object);
}

static void
panel_test_results_class_init (PanelTestResultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_test_results_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-test-results.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelTestResults, list);
}

static void
panel_test_results_init (PanelTestResults *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}
