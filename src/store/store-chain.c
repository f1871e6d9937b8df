/* store-chain.c - the chain of the journal
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-chain-inside.h"

#include "base-error.h"
#include "store-db-inside.h"
#include "store-digest.h"

#include <string.h>

const char *const store_chain_faults[] = { [STORE_CHAIN_WHOLE] = "whole",
                                           [STORE_CHAIN_BROKEN] = "broken",
                                           [STORE_CHAIN_GAP] = "gap",
                                           [STORE_CHAIN_CHANGED] = "changed",
                                           [STORE_CHAIN_REMOVED] = "removed",
                                           [STORE_CHAIN_ADDED] = "added",
                                           [STORE_CHAIN_TEXT] = "text",
                                           [STORE_CHAIN_CUT] = "cut",
                                           NULL };

static const char *const event_names[] = {
  [STORE_CHAIN_BEGIN] = "begin", [STORE_CHAIN_END] = "end", NULL
};

/* What an entry is about: of a beginning, what does not change any more; of an end, the rest. */
static const char select_begin[] =
    "SELECT id, at_us, who, run, profile, mailbox, why, before_mode, before_audience,"
    " before_from_us, before_until_us, before_inside, before_outside, after_mode, after_audience,"
    " after_from_us, after_until_us, after_inside, after_outside FROM journal WHERE id = ?";
#define N_BEGIN 19
static const char select_end[] = "SELECT id, result, request_id, error FROM journal WHERE id = ?";
#define N_END 4

/* In decimal, and a colon. */
static void
append_length (GString *text, gsize length)
{
  char digits[24];
  guint at = sizeof digits;

  digits[--at] = ':';
  do
    digits[--at] = (char) ('0' + length % 10);
  while ((length /= 10) > 0);
  g_string_append_len (text, digits + at, sizeof digits - at);
}

/* Length and bytes of each column, so that no two rows look the same. */
static void
digest_row (StoreQuery *query, int n, char ret[65])
{
  g_autoptr (GString) all = g_string_sized_new (1024);

  for (int i = 0; i < n; i++) {
    const char *text = store_query_text (query, i);
    gsize size = text != NULL ? store_query_size (query, i) : 0;

    if (text == NULL) {
      g_string_append (all, "-1:");
      continue;
    }
    append_length (all, size);
    g_string_append_len (all, text, (gssize) size);
  }
  store_digest_make (all->str, all->len, ret);
}

/* FALSE without an error when the row is not there. */
static gboolean
digest (StoreSql *sql, gint64 row, StoreChainEvent event, char ret[65], GError **error)
{
  gboolean is_begin = event == STORE_CHAIN_BEGIN;
  g_autoptr (StoreQuery) query = is_begin ? store_sql_query (sql, select_begin, error)
                                          : store_sql_query (sql, select_end, error);

  if (query == NULL)
    return FALSE;

  store_query_bind_number (query, 0, row);
  if (!store_query_next (query, error))
    return FALSE;

  digest_row (query, is_begin ? N_BEGIN : N_END, ret);
  return TRUE;
}

static void
link_up (const StoreChainEnd *before, gint64 row, const char *event, const char *digest_of_row,
         StoreChainEnd *ret)
{
  g_autofree char *text =
      g_strdup_printf ("%" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT " %s %s", before->number + 1,
                       before->hash, row, event, digest_of_row);

  ret->number = before->number + 1;
  store_digest_make (text, strlen (text), ret->hash);
}

gboolean
store_chain_read_end (StoreSql *sql, StoreChainEnd *ret, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT number, hash FROM chain ORDER BY number DESC LIMIT 1", error);

  *ret = (StoreChainEnd){ 0 };
  if (query == NULL)
    return FALSE;
  if (store_query_next (query, &why)) {
    ret->number = store_query_number (query, 0);
    g_strlcpy (ret->hash, store_query_text (query, 1), sizeof ret->hash);
  }
  return base_error_pass (g_steal_pointer (&why), error);
}

gboolean
store_chain_add (StoreSql *sql, gint64 row, StoreChainEvent event, GError **error)
{
  static const BaseErrorFacts gone = { .reason = "store-corrupt" };
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = NULL;
  StoreChainEnd before, entry;
  char sum[65];

  if (!digest (sql, row, event, sum, &why)) {
    if (why != NULL)
      g_propagate_error (error, g_steal_pointer (&why));
    else
      base_error_set_facts (error, BASE_ERROR_STORE, &gone, "the journal has no such row");
    return FALSE;
  }
  if (!store_chain_read_end (sql, &before, error))
    return FALSE;

  link_up (&before, row, event_names[event], sum, &entry);
  query = store_sql_query (
      sql, "INSERT INTO chain (number, journal, event, digest, hash) VALUES (?, ?, ?, ?, ?)",
      error);
  if (query == NULL)
    return FALSE;

  store_query_bind_number (query, 0, entry.number);
  store_query_bind_number (query, 1, row);
  store_query_bind_text (query, 2, event_names[event]);
  store_query_bind_text (query, 3, sum);
  store_query_bind_text (query, 4, entry.hash);
  return store_query_run (query, error);
}

static GArray *
list_rows (StoreSql *sql, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, 2 * sizeof (gint64));
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT id, result <> 'begun' FROM journal ORDER BY id", error);

  if (query == NULL)
    return NULL;

  while (store_query_next (query, &why)) {
    gint64 row[2] = { store_query_number (query, 0), store_query_number (query, 1) };

    g_array_append_val (rows, row);
  }
  if (why == NULL)
    return g_steal_pointer (&rows);

  g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}

gboolean
store_chain_adopt (StoreSql *sql, GError **error)
{
  g_autoptr (GArray) rows = list_rows (sql, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const gint64 *row = (const gint64 *) rows->data + 2 * i;

    if (!store_chain_add (sql, row[0], STORE_CHAIN_BEGIN, error) ||
        (row[1] && !store_chain_add (sql, row[0], STORE_CHAIN_END, error)))
      return FALSE;
  }
  return rows != NULL;
}

static void
find_fault (StoreChainReport *report, StoreChainFault fault, gint64 number, gint64 row)
{
  if (report->fault != STORE_CHAIN_WHOLE)
    return;

  report->fault = fault;
  report->number = number;
  report->row = row;
}

static gboolean
is_kept (const StoreChainEnd *kept, const StoreChainEnd *entry)
{
  return kept->number != entry->number || strcmp (kept->hash, entry->hash) == 0;
}

/* The entry that the query stands at. */
static gboolean
check_entry (StoreSql *sql, StoreQuery *query, StoreChainReport *report, GError **error)
{
  gint64 number = store_query_number (query, 0);
  gint64 row = store_query_number (query, 1);
  const char *event = store_query_text (query, 2);
  const char *written = store_query_text (query, 3);
  const char *hash = store_query_text (query, 4);
  gboolean is_begin = g_strcmp0 (event, event_names[STORE_CHAIN_BEGIN]) == 0;
  g_autoptr (GError) why = NULL;
  StoreChainEnd entry;
  char sum[65];

  if (number != report->end.number + 1)
    find_fault (report, STORE_CHAIN_GAP, report->end.number + 1, 0);
  report->end.number = number - 1; /* from here again */
  link_up (&report->end, row, event, written, &entry);
  if (g_strcmp0 (entry.hash, hash) != 0)
    find_fault (report, STORE_CHAIN_BROKEN, number, row);
  report->end.number = number;
  g_strlcpy (report->end.hash, hash != NULL ? hash : "", sizeof report->end.hash);

  if (digest (sql, row, is_begin ? STORE_CHAIN_BEGIN : STORE_CHAIN_END, sum, &why)) {
    if (g_strcmp0 (sum, written) != 0)
      find_fault (report, STORE_CHAIN_CHANGED, number, row);
  } else if (why == NULL) {
    find_fault (report, STORE_CHAIN_REMOVED, number, row);
  } else {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_entries (StoreSql *sql, const StoreChainEnd *ends, guint n_ends, StoreChainReport *report,
               GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT number, journal, event, digest, hash FROM chain ORDER BY number", error);

  if (query == NULL)
    return FALSE;

  while (store_query_next (query, &why)) {
    if (!check_entry (sql, query, report, error))
      return FALSE;
    for (guint i = 0; i < n_ends; i++)
      if (!is_kept (&ends[i], &report->end))
        find_fault (report, STORE_CHAIN_CUT, report->end.number, 0);
  }
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }

  for (guint i = 0; i < n_ends; i++)
    if (ends[i].number > report->end.number)
      find_fault (report, STORE_CHAIN_CUT, report->end.number, 0);
  return TRUE;
}

/* Rows, and ends of rows, that have no entry. */
static gboolean
check_added (StoreSql *sql, StoreChainReport *report, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "SELECT id FROM journal WHERE NOT EXISTS (SELECT 1 FROM chain WHERE journal = id AND"
      " event = 'begin') OR (result <> 'begun' AND NOT EXISTS (SELECT 1 FROM chain WHERE"
      " journal = id AND event = 'end')) ORDER BY id LIMIT 1",
      error);

  if (query == NULL)
    return FALSE;
  if (store_query_next (query, &why))
    find_fault (report, STORE_CHAIN_ADDED, 0, store_query_number (query, 0));
  return base_error_pass (g_steal_pointer (&why), error);
}

static gboolean
check_texts (StoreSql *sql, StoreChainReport *report, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (sql, "SELECT hash, body FROM text", error);

  if (query == NULL)
    return FALSE;

  while (report->fault == STORE_CHAIN_WHOLE && store_query_next (query, &why)) {
    const char *body = store_query_text (query, 1);
    char hash[STORE_DIGEST_CHARS + 1];

    store_digest_make (body != NULL ? body : "", body != NULL ? store_query_size (query, 1) : 0,
                       hash);
    if (g_strcmp0 (hash, store_query_text (query, 0)) != 0)
      find_fault (report, STORE_CHAIN_TEXT, 0, 0);
  }
  return base_error_pass (g_steal_pointer (&why), error);
}

static gboolean
check_missing (StoreSql *sql, StoreChainReport *report, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "SELECT id FROM journal WHERE (SELECT COUNT(*) FROM text WHERE hash IN (before_inside,"
      " before_outside, after_inside, after_outside)) < (SELECT COUNT(*) FROM (SELECT before_inside"
      " UNION SELECT before_outside UNION SELECT after_inside UNION SELECT after_outside)) LIMIT 1",
      error);

  if (query == NULL)
    return FALSE;
  if (report->fault == STORE_CHAIN_WHOLE && store_query_next (query, &why))
    find_fault (report, STORE_CHAIN_TEXT, 0, store_query_number (query, 0));
  return base_error_pass (g_steal_pointer (&why), error);
}

gboolean
store_chain_verify (StoreDb *db, const StoreChainEnd *kept, StoreChainReport *ret, GError **error)
{
  StoreChainEnd ends[2];
  guint n_ends = 0;
  StoreSql *sql;
  gboolean is_read;

  /* Before the chain is read: it may go on meanwhile. */
  if (store_chain_read_kept_end (db, &ends[n_ends]))
    n_ends++;
  if (kept != NULL)
    ends[n_ends++] = *kept;

  *ret = (StoreChainReport){ 0 };
  sql = store_db_lock (db);
  is_read = check_entries (sql, ends, n_ends, ret, error) && check_added (sql, ret, error) &&
            check_texts (sql, ret, error) && check_missing (sql, ret, error);
  store_db_unlock (db);
  return is_read;
}
