/* store-journal.c - what was done to which mailbox, and what was there before
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-journal.h"

#include "base-error.h"
#include "store-chain-inside.h"
#include "store-db-inside.h"
#include "store-state.h"

const char *const store_result_names[] = { [STORE_RESULT_BEGUN] = "begun",
                                           [STORE_RESULT_WRITTEN] = "written",
                                           [STORE_RESULT_FAILED] = "failed",
                                           NULL };

typedef struct
{
  const StoreJournalRow *row;
  char *mailbox;
  StoreState before;
  StoreState after;
  gint64 id;
} Begin;

typedef struct
{
  gint64 id;
  StoreResult result;
  const char *request_id;
  const char *problem;
} End;

void
store_journal_row_free (StoreJournalRow *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self->who);
  g_free (self->run);
  g_free (self->profile);
  g_free (self->mailbox);
  oof_state_unref (self->before);
  oof_state_unref (self->after);
  g_free (self->why);
  g_free (self->request_id);
  g_free (self->error);
  g_free (self);
}

/* Rows are never removed, so the number after the highest was never used before. */
static gboolean
find_next_id (StoreSql *sql, gint64 *ret, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT COALESCE (MAX (id), 0) + 1 FROM journal", error);

  if (query == NULL || !store_query_next (query, error))
    return FALSE;

  *ret = store_query_number (query, 0);
  return TRUE;
}

static gboolean
write_snapshot (StoreSql *sql, const Begin *begin, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "INSERT INTO snapshot (profile, mailbox, at_us, mode, audience, from_us,"
                       " until_us, inside, outside) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT (profile, mailbox) DO NOTHING",
                       error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, begin->row->profile);
  store_query_bind_text (query, 1, begin->mailbox);
  store_time_bind (query, 2, begin->row->at);
  store_state_bind (query, 3, &begin->before);
  return store_query_run (query, error);
}

static gboolean
write_row (StoreSql *sql, const Begin *begin, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "INSERT INTO journal (id, at_us, who, run, profile, mailbox, why, result,"
      " before_mode, before_audience, before_from_us, before_until_us, before_inside,"
      " before_outside, after_mode, after_audience, after_from_us, after_until_us, after_inside,"
      " after_outside) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  const StoreJournalRow *row = begin->row;

  if (query == NULL)
    return FALSE;

  store_query_bind_number (query, 0, begin->id);
  store_time_bind (query, 1, row->at);
  store_query_bind_text (query, 2, row->who);
  store_query_bind_text (query, 3, row->run);
  store_query_bind_text (query, 4, row->profile);
  store_query_bind_text (query, 5, begin->mailbox);
  store_query_bind_text (query, 6, row->why != NULL ? row->why : "");
  store_query_bind_text (query, 7, store_result_names[STORE_RESULT_BEGUN]);
  store_state_bind (query, 8, &begin->before);
  store_state_bind (query, 8 + STORE_STATE_COLUMNS, &begin->after);
  return store_query_run (query, error);
}

static gboolean
write_begin (StoreSql *sql, Begin *begin, GError **error)
{
  return store_state_write_texts (sql, &begin->before, error) &&
         store_state_write_texts (sql, &begin->after, error) &&
         write_snapshot (sql, begin, error) && find_next_id (sql, &begin->id, error) &&
         write_row (sql, begin, error) &&
         store_chain_add (sql, begin->id, STORE_CHAIN_BEGIN, error);
}

typedef struct
{
  Begin *all;
  guint n;
} Begins;

static gboolean
write_begins (StoreSql *sql, gpointer data, GError **error)
{
  Begins *begins = data;

  for (guint i = 0; i < begins->n; i++)
    if (!write_begin (sql, &begins->all[i], error))
      return FALSE;
  return TRUE;
}

gboolean
store_journal_begin_many (StoreDb *db, const StoreJournalRow *rows, guint n, gint64 *ret_ids,
                          GError **error)
{
  g_autofree Begin *all = g_new0 (Begin, n);
  Begins begins = { all, n };
  gboolean is_written;

  for (guint i = 0; i < n; i++) {
    all[i].row = &rows[i];
    all[i].mailbox = g_utf8_strdown (rows[i].mailbox, -1);
    store_state_init (&all[i].before, rows[i].before);
    store_state_init (&all[i].after, rows[i].after);
  }
  is_written = store_db_write (db, STORE_DURABLE, write_begins, &begins, error);
  for (guint i = 0; i < n; i++) {
    if (is_written)
      ret_ids[i] = all[i].id;
    store_state_clear (&all[i].before);
    store_state_clear (&all[i].after);
    g_free (all[i].mailbox);
  }
  return is_written;
}

gint64
store_journal_begin (StoreDb *db, const StoreJournalRow *row, GError **error)
{
  gint64 id = 0;

  return store_journal_begin_many (db, row, 1, &id, error) ? id : 0;
}

static gboolean
update_row (StoreSql *sql, const End *end, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "UPDATE journal SET result = ?, request_id = ?, error = ? WHERE id = ?", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, store_result_names[end->result]);
  store_query_bind_text (query, 1, end->request_id);
  store_query_bind_text (query, 2, end->problem);
  store_query_bind_number (query, 3, end->id);
  return store_query_run (query, error);
}

static gboolean
write_end (StoreSql *sql, gpointer data, GError **error)
{
  const End *end = data;

  return update_row (sql, end, error) && store_chain_add (sql, end->id, STORE_CHAIN_END, error);
}

gboolean
store_journal_end (StoreDb *db, gint64 id, StoreResult result, const char *request_id,
                   const char *problem, GError **error)
{
  End end = { id, result, request_id, problem };

  return store_db_write (db, STORE_RELAXED, write_end, &end, error);
}

static OofState *
read_snapshot (StoreSql *sql, const char *profile, const char *mailbox, GDateTime **ret_at,
               GError **error)
{
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (OofState) state = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "SELECT at_us, mode, audience, from_us, until_us, i.body, o.body"
                       " FROM snapshot JOIN text AS i ON i.hash = inside"
                       " JOIN text AS o ON o.hash = outside WHERE profile = ? AND mailbox = ?",
                       error);

  if (query == NULL)
    return NULL;

  store_query_bind_text (query, 0, profile);
  store_query_bind_text (query, 1, mailbox);
  if (!store_query_next (query, error) || !store_time_read (query, 0, &at, error) ||
      (state = store_state_read (query, 1, error)) == NULL)
    return NULL;

  if (ret_at != NULL)
    *ret_at = g_steal_pointer (&at);
  return g_steal_pointer (&state);
}

OofState *
store_snapshot_find (StoreDb *db, const char *profile, const char *mailbox, GDateTime **ret_at,
                     GError **error)
{
  g_autofree char *lower = g_utf8_strdown (mailbox, -1);
  OofState *state = read_snapshot (store_db_lock (db), profile, lower, ret_at, error);

  store_db_unlock (db);
  return state;
}
