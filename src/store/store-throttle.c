/* store-throttle.c - what was learnt of how much a server allows an account
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-throttle.h"

#include "store-db-inside.h"

typedef struct
{
  const char *server;
  const char *account;
  const StoreThrottle *what;
} Keep;

static double
thousandths (StoreQuery *query, guint column)
{
  return (double) MAX (store_query_number (query, column), 0) / 1000;
}

static gboolean
read_row (StoreSql *sql, const char *server, const char *account, StoreThrottle *ret,
          GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "SELECT rate_milli, at_once, wait_ms, was_refused, at_us, high_milli, burst_milli"
      " FROM throttle"
      " WHERE server = ? AND account = ?",
      error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, server);
  store_query_bind_text (query, 1, account);
  if (!store_query_next (query, error))
    return FALSE;

  ret->rate = thousandths (query, 0);
  ret->at_once = (guint) CLAMP (store_query_number (query, 1), 0, G_MAXINT32);
  ret->wait_ms = MAX (store_query_number (query, 2), 0);
  ret->was_refused = store_query_number (query, 3) != 0;
  ret->at_us = store_query_number (query, 4);
  ret->rate_high = thousandths (query, 5);
  ret->burst = thousandths (query, 6);
  return TRUE;
}

gboolean
store_throttle_find (StoreDb *db, const char *server, const char *account, StoreThrottle *ret,
                     GError **error)
{
  gboolean is_found = read_row (store_db_lock (db), server, account, ret, error);

  store_db_unlock (db);
  return is_found;
}

static gboolean
write_cb (StoreSql *sql, gpointer data, GError **error)
{
  const Keep *keep = data;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "INSERT INTO throttle (server, account, rate_milli, at_once, wait_ms, was_refused, at_us,"
      " high_milli, burst_milli) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (server, account) DO UPDATE SET"
      " rate_milli = excluded.rate_milli, at_once = excluded.at_once, wait_ms = excluded.wait_ms,"
      " was_refused = excluded.was_refused, at_us = excluded.at_us,"
      " high_milli = excluded.high_milli, burst_milli = excluded.burst_milli",
      error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, keep->server);
  store_query_bind_text (query, 1, keep->account);
  store_query_bind_number (query, 2, (gint64) (keep->what->rate * 1000));
  store_query_bind_number (query, 3, keep->what->at_once);
  store_query_bind_number (query, 4, keep->what->wait_ms);
  store_query_bind_number (query, 5, keep->what->was_refused);
  store_query_bind_number (query, 6, keep->what->at_us);
  store_query_bind_number (query, 7, (gint64) (keep->what->rate_high * 1000));
  store_query_bind_number (query, 8, (gint64) (keep->what->burst * 1000));
  return store_query_run (query, error);
}

gboolean
store_throttle_keep (StoreDb *db, const char *server, const char *account,
                     const StoreThrottle *what, GError **error)
{
  Keep keep = { server, account, what };

  return store_db_write (db, STORE_RELAXED, write_cb, &keep, error);
}
