/* panel-journal-row.h - an entry of the journal in a list. Immutable; main thread only. */
#pragma once

#include "session-history.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_JOURNAL_ROW (panel_journal_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelJournalRow, panel_journal_row, PANEL, JOURNAL_ROW, GObject)

/* history: whose entry it is; a reference is taken. */
PanelJournalRow *panel_journal_row_new (SessionHistory *history, guint i);
SessionHistoryRow panel_journal_row_entry (PanelJournalRow *self);

/* "Written" */
const char *panel_journal_row_result (const SessionHistoryRow *entry);

/* How such rows look. Caller unrefs. */
GtkListItemFactory *panel_journal_row_factory (void);
