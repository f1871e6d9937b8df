/* session-history.c - the journal for showing
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-history.h"

#include "base-error.h"
#include "base-time.h"
#include "session-core-private.h"
#include "session-csv.h"
#include "store-chain.h"
#include "store-journal.h"

#include <glib/gi18n-lib.h>

struct _SessionHistory
{
  gatomicrefcount refs;
  GPtrArray *rows; /* StoreJournalRow */
};

const char session_history_csv_head[] =
    "at,who,run,mailbox,result,why,request_id,error,before_state,before_from,before_until,"
    "before_inside,before_outside,before_audience,after_state,after_from,after_until,"
    "after_inside,after_outside,after_audience\n";

SessionHistory *
session_history_read (SessionCore *core, const SessionHistorySearch *search, GError **error)
{
  const StoreJournalSearch wanted = { .profile =
                                          search->profile != NULL ? search->profile->id : NULL,
                                      .mailbox = search->mailbox,
                                      .run = search->run,
                                      .who = search->who,
                                      .text = search->text,
                                      .from = search->from,
                                      .until = search->until,
                                      .below = search->below,
                                      .most = search->most };
  GPtrArray *rows = store_journal_search (session_core_db (core), &wanted, error);
  SessionHistory *self;

  if (rows == NULL)
    return NULL;

  self = g_new0 (SessionHistory, 1);
  g_atomic_ref_count_init (&self->refs);
  self->rows = rows;
  return self;
}

SessionHistory *
session_history_ref (SessionHistory *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
session_history_unref (SessionHistory *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
session_history_n (const SessionHistory *self)
{
  return self->rows->len;
}

SessionHistoryRow
session_history_row (const SessionHistory *self, guint i)
{
  const StoreJournalRow *row = g_ptr_array_index (self->rows, i);

  return (SessionHistoryRow){ .id = row->id,
                              .at = row->at,
                              .who = row->who,
                              .run = row->run,
                              .mailbox = row->mailbox,
                              .before = row->before,
                              .after = row->after,
                              .why = row->why,
                              .request_id = row->request_id,
                              .result = store_result_names[row->result],
                              .error = row->error };
}

gboolean
session_history_row_is_beside (const SessionHistoryRow *row)
{
  return oof_state_compare (row->before, row->after) == 0;
}

static void
add_cells (GString *text, const OofState *state)
{
  g_autofree char *from = state->from != NULL ? base_time_format_utc (state->from) : g_strdup ("");
  g_autofree char *until =
      state->until != NULL ? base_time_format_utc (state->until) : g_strdup ("");
  const char *const cells[] = {
    oof_mode_names[state->mode],        from, until, state->inside, state->outside,
    oof_audience_names[state->audience]
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    session_csv_add (text, cells[i]);
}

void
session_history_add_csv (GString *text, const SessionHistoryRow *row)
{
  g_autofree char *at = base_time_format_utc (row->at);
  const char *const cells[] = { at,          row->who, row->run,        row->mailbox,
                                row->result, row->why, row->request_id, row->error };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    session_csv_add (text, cells[i] != NULL ? cells[i] : "");
  add_cells (text, row->before);
  add_cells (text, row->after);
  g_string_append_c (text, '\n');
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

const char *
session_history_fault_words (const char *fault)
{
  static const struct
  {
    const char *fault;
    const char *words;
  } rows[] = {
    { "changed", N_ ("A row says something else than when it was written.") },
    { "removed", N_ ("A row was taken out.") },
    { "added", N_ ("A row was put in, or ended, by somebody else.") },
    { "text", N_ ("A reply is not the one that was written.") },
    { "cut", N_ ("The end was cut off, or the journal is another one.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].fault, fault))
      return _ (rows[i].words);
  return _ ("The chain of the journal is broken.");
}
