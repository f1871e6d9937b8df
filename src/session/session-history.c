/* session-history.c - the journal for showing
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-history.h"

#include "session-core-private.h"
#include "store-journal.h"

gboolean
session_history_list (SessionCore *core, ExchangeProfile *profile, const char *mailbox, guint most,
                      SessionHistoryEach each, gpointer data, GError **error)
{
  g_autofree char *lower = mailbox != NULL ? g_utf8_strdown (mailbox, -1) : NULL;
  g_autoptr (GPtrArray) rows = store_journal_list (
      session_core_db (core), profile != NULL ? profile->id : NULL, lower, most, error);

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
