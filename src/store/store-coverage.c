/* store-coverage.c - until when each mailbox does the right thing without anybody
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-coverage.h"

#include "base-error.h"
#include "store-db-inside.h"

typedef struct
{
  const char *profile;
  const StoreCoverage *rows;
  guint n;
} Keep;

static gboolean
keep_row (StoreQuery *query, const Keep *keep, const StoreCoverage *row, GError **error)
{
  g_autofree char *mailbox = g_utf8_strdown (row->mailbox, -1);

  store_query_bind_text (query, 0, keep->profile);
  store_query_bind_text (query, 1, mailbox);
  store_query_bind_number (query, 2, row->until_s);
  store_query_bind_text (query, 3, row->reason);
  store_query_bind_number (query, 4, row->at_us);
  return store_query_run (query, error);
}

static gboolean
keep_cb (StoreSql *sql, gpointer data, GError **error)
{
  const Keep *keep = data;

  for (guint i = 0; i < keep->n; i++) {
    g_autoptr (StoreQuery) query = store_sql_query (
        sql,
        "INSERT INTO coverage (profile, mailbox, until_s, reason, at_us) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (profile, mailbox) DO UPDATE SET until_s = CASE"
        " WHEN excluded.reason <> '' AND coverage.reason = excluded.reason"
        " AND coverage.until_s < excluded.until_s AND excluded.until_s <= excluded.at_us / 1000000"
        " THEN coverage.until_s ELSE excluded.until_s END,"
        " reason = excluded.reason, at_us = excluded.at_us",
        error);

    if (query == NULL || !keep_row (query, keep, &keep->rows[i], error))
      return FALSE;
  }
  return TRUE;
}

gboolean
store_coverage_keep (StoreDb *db, const char *profile, const StoreCoverage *rows, guint n,
                     GError **error)
{
  Keep keep = { profile, rows, n };

  return n == 0 || store_db_write (db, STORE_RELAXED, keep_cb, &keep, error);
}

typedef struct
{
  const char *profile;
  gint64 revision;
  gint64 began_us;
  gint64 now_us;
} Pass;

static gboolean
end_cb (StoreSql *sql, gpointer data, GError **error)
{
  const Pass *pass = data;
  g_autoptr (StoreQuery) prune =
      store_sql_query (sql, "DELETE FROM coverage WHERE profile = ? AND at_us < ?", error);
  g_autoptr (StoreQuery) note = NULL;

  if (prune == NULL)
    return FALSE;
  store_query_bind_text (prune, 0, pass->profile);
  store_query_bind_number (prune, 1, pass->began_us);
  if (!store_query_run (prune, error))
    return FALSE;

  note = store_sql_query (sql,
                          "INSERT INTO coverage_pass (profile, revision, at_us) VALUES (?, ?, ?)"
                          " ON CONFLICT (profile) DO UPDATE SET revision = excluded.revision,"
                          " at_us = excluded.at_us",
                          error);
  if (note == NULL)
    return FALSE;
  store_query_bind_text (note, 0, pass->profile);
  store_query_bind_number (note, 1, pass->revision);
  store_query_bind_number (note, 2, pass->now_us);
  return store_query_run (note, error);
}

gboolean
store_coverage_end_pass (StoreDb *db, const char *profile, gint64 revision, gint64 began_us,
                         gint64 now_us, GError **error)
{
  Pass pass = { profile, revision, began_us, now_us };

  return store_db_write (db, STORE_RELAXED, end_cb, &pass, error);
}

/* FALSE with an error, or without: there is no row. */
static gboolean
read_numbers (StoreDb *db, const char *text, const char *profile, gint64 *ret, guint n,
              GError **error)
{
  StoreSql *sql = store_db_lock (db);
  g_autoptr (StoreQuery) query = store_sql_query (sql, text, error);
  gboolean has_row = FALSE;

  if (query != NULL) {
    store_query_bind_text (query, 0, profile);
    has_row = store_query_next (query, error) && !store_query_is_null (query, 0);
    for (guint i = 0; has_row && i < n; i++)
      ret[i] = store_query_number (query, (int) i);
  }
  g_clear_pointer (&query, store_query_end);
  store_db_unlock (db);
  return has_row;
}

gboolean
store_coverage_last_pass (StoreDb *db, const char *profile, gint64 *ret_revision, gint64 *ret_at_us,
                          GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 numbers[2] = { 0, 0 };

  read_numbers (db, "SELECT revision, at_us FROM coverage_pass WHERE profile = ?", profile, numbers,
                G_N_ELEMENTS (numbers), &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  *ret_revision = numbers[0];
  *ret_at_us = numbers[1];
  return TRUE;
}

gboolean
store_coverage_first (StoreDb *db, const char *profile, gint64 *ret_until_s, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 first_s = G_MAXINT64;

  read_numbers (db, "SELECT MIN(until_s) FROM coverage WHERE profile = ?", profile, &first_s, 1,
                &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  *ret_until_s = first_s;
  return TRUE;
}

gboolean
store_coverage_count (StoreDb *db, const char *profile, gint64 before_s, guint *ret, GError **error)
{
  StoreSql *sql = store_db_lock (db);
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT COUNT(*) FROM coverage WHERE profile = ? AND until_s < ?", error);
  gboolean is_read = FALSE;

  if (query != NULL) {
    store_query_bind_text (query, 0, profile);
    store_query_bind_number (query, 1, before_s);
    is_read = store_query_next (query, error);
  }
  if (is_read)
    *ret = (guint) store_query_number (query, 0);
  g_clear_pointer (&query, store_query_end);
  store_db_unlock (db);
  return is_read;
}

static gboolean
read_each (StoreSql *sql, const char *profile, StoreCoverageFunc each, gpointer data,
           GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "SELECT mailbox, until_s, reason, at_us FROM coverage WHERE profile = ?"
                       " ORDER BY until_s, mailbox",
                       error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  while (store_query_next (query, &why)) {
    const StoreCoverage row = { store_query_text (query, 0), store_query_number (query, 1),
                                store_query_text (query, 2), store_query_number (query, 3) };

    each (&row, data);
  }
  return base_error_pass (g_steal_pointer (&why), error);
}

gboolean
store_coverage_each (StoreDb *db, const char *profile, StoreCoverageFunc each, gpointer data,
                     GError **error)
{
  gboolean is_read = read_each (store_db_lock (db), profile, each, data, error);

  store_db_unlock (db);
  return is_read;
}
