/* panel-journal-private.h - the window's inside, shared by panel-journal*.c only */
#pragma once

#include "panel-diff-view.h"
#include "panel-error-page.h"
#include "panel-journal-row.h"
#include "panel-journal.h"

struct _PanelJournal
{
  AdwWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkSearchEntry *search;
  GtkDropDown *span;
  GtkStack *stack;
  PanelErrorPage *error_page;
  GtkListView *list;
  PanelDiffView *view;
  GtkLabel *summary;

  SessionHub *hub;
  GListStore *rows; /* PanelJournalRow */
  GtkSingleSelection *selection;
  SessionHistory *history; /* what is shown; NULL: not yet */
  GCancellable *cancellable;
  gboolean is_asking;
  gboolean wants_more; /* something else is looked for meanwhile */
};

/* The entry that is selected; FALSE: none is. */
gboolean panel_journal_selected (PanelJournal *self, SessionHistoryRow *ret);

/* panel-journal-do.c: what can be done with it. */
void panel_journal_add_actions (GtkWidgetClass *widget_class);
