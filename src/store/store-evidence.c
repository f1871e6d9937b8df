/* store-evidence.c - how the last test of access to mailboxes came out
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-evidence.h"

#include "base-error.h"
#include "store-db-inside.h"
#include "store-state.h"

void
store_evidence_free (StoreEvidence *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self);
}

typedef struct
{
  const ExchangeProfile *profile;
  const StoreEvidence *evidence;
} Keeping;

static void
bind_profile (StoreQuery *query, const ExchangeProfile *profile)
{
  store_query_bind_text (query, 0, profile->id);
  store_query_bind_text (query, 1, profile->ews_url);
  store_query_bind_text (query, 2, profile->admin_upn);
}

/* A connection that was tried out and never kept leaves its evidence behind. */
static gboolean
drop_strays (StoreSql *sql, GDateTime *now, GError **error)
{
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "DELETE FROM evidence WHERE at_us < ? AND profile NOT IN (SELECT id FROM profile)",
      error);

  if (query == NULL)
    return FALSE;

  store_time_bind (query, 0, yesterday);
  return store_query_run (query, error);
}

static gboolean
write_evidence (StoreSql *sql, gpointer data, GError **error)
{
  const Keeping *keeping = data;
  const StoreEvidence *evidence = keeping->evidence;
  g_autoptr (StoreQuery) query = NULL;

  if (!drop_strays (sql, evidence->at, error))
    return FALSE;
  query = store_sql_query (
      sql,
      "INSERT INTO evidence (profile, ews_url, account, at_us, tried, succeeded)"
      " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (profile, ews_url, account) DO UPDATE SET"
      " at_us = excluded.at_us, tried = excluded.tried, succeeded = excluded.succeeded",
      error);
  if (query == NULL)
    return FALSE;

  bind_profile (query, keeping->profile);
  store_time_bind (query, 3, evidence->at);
  store_query_bind_number (query, 4, evidence->tried);
  store_query_bind_number (query, 5, evidence->succeeded);
  return store_query_run (query, error);
}

gboolean
store_evidence_keep (StoreDb *db, const ExchangeProfile *profile, const StoreEvidence *evidence,
                     GError **error)
{
  Keeping keeping = { profile, evidence };

  return store_db_write (db, STORE_DURABLE, write_evidence, &keeping, error);
}

static StoreEvidence *
read_evidence (StoreQuery *query, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "store-corrupt" };
  g_autoptr (StoreEvidence) evidence = g_new0 (StoreEvidence, 1);
  gint64 tried = store_query_number (query, 1);
  gint64 succeeded = store_query_number (query, 2);

  if (!store_time_read (query, 0, &evidence->at, error))
    return NULL;
  if (evidence->at == NULL || tried < 0 || tried > G_MAXUINT || succeeded < 0 ||
      succeeded > tried) {
    base_error_set_facts (error, BASE_ERROR_STORE, &facts,
                          "the database holds a test that cannot have been");
    return NULL;
  }

  evidence->tried = (guint) tried;
  evidence->succeeded = (guint) succeeded;
  return g_steal_pointer (&evidence);
}

static StoreEvidence *
find_evidence (StoreSql *sql, const ExchangeProfile *profile, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "SELECT at_us, tried, succeeded FROM evidence"
                       " WHERE profile = ? AND ews_url = ? AND account = ?",
                       error);

  if (query == NULL)
    return NULL;

  bind_profile (query, profile);
  return store_query_next (query, error) ? read_evidence (query, error) : NULL;
}

StoreEvidence *
store_evidence_find (StoreDb *db, const ExchangeProfile *profile, GError **error)
{
  StoreEvidence *evidence = find_evidence (store_db_lock (db), profile, error);

  store_db_unlock (db);
  return evidence;
}
