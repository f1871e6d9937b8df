/* session-history.c - the journal for showing
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-history.h"

#include "base-error.h"
#include "session-core-private.h"
#include "store-chain.h"
#include "store-journal.h"

gboolean
session_history_list (SessionCore *core, const SessionHistorySearch *search,
                      SessionHistoryEach each, gpointer data, GError **error)
{
  const StoreJournalSearch wanted = { .profile =
                                          search->profile != NULL ? search->profile->id : NULL,
                                      .mailbox = search->mailbox,
                                      .run = search->run,
                                      .who = search->who,
                                      .text = search->text,
                                      .from = search->from,
                                      .until = search->until,
                                      .most = search->most };
  g_autoptr (GPtrArray) rows = store_journal_search (session_core_db (core), &wanted, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++) {
    const StoreJournalRow *row = g_ptr_array_index (rows, i);
    const SessionHistoryRow shown = { .at = row->at,
                                      .who = row->who,
                                      .run = row->run,
                                      .mailbox = row->mailbox,
                                      .before = row->before,
                                      .after = row->after,
                                      .why = row->why,
                                      .request_id = row->request_id,
                                      .result = store_result_names[row->result],
                                      .error = row->error };

    each (&shown, data);
  }
  return TRUE;
}

void
session_history_report_clear (SessionHistoryReport *self)
{
  g_clear_pointer (&self->end, g_free);
}

gboolean
session_history_verify (SessionCore *core, const char *end, SessionHistoryReport *ret,
                        GError **error)
{
  static const BaseErrorFacts facts = { .reason = "bad-end" };
  StoreChainReport report;
  StoreChainEnd kept;

  if (end != NULL && !store_chain_end_parse (end, &kept)) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &facts,
                          "that is not where a journal ends: a number, a colon and 64 digits");
    return FALSE;
  }
  if (!store_chain_verify (session_core_db (core), end != NULL ? &kept : NULL, &report, error))
    return FALSE;

  ret->fault = report.fault != STORE_CHAIN_WHOLE ? store_chain_faults[report.fault] : NULL;
  ret->row = report.row;
  ret->n_entries = report.end.number;
  ret->end = store_chain_end_format (&report.end);
  return TRUE;
}
