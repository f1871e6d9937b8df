/* store-evidence.c - how the last test of access to mailboxes came out
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-evidence.h"

#include "base-error.h"
#include "store-db-inside.h"
#include "store-state.h"

#include <gio/gio.h>

void
store_evidence_mailbox_free (StoreEvidenceMailbox *self)
{
  if (self == NULL)
    return;

  g_free (self->mailbox);
  g_free (self->path);
  g_free (self->request_id);
  g_clear_error (&self->error);
  g_free (self);
}

void
store_evidence_free (StoreEvidence *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->mailboxes, g_ptr_array_unref);
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

/* Also those of evidence that is gone. */
static gboolean
drop_mailboxes (StoreSql *sql, const ExchangeProfile *profile, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "DELETE FROM evidence_mailbox WHERE (profile = ? AND ews_url = ? AND account = ?)"
      " OR NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.profile = evidence_mailbox.profile"
      " AND evidence.ews_url = evidence_mailbox.ews_url"
      " AND evidence.account = evidence_mailbox.account)",
      error);

  if (query == NULL)
    return FALSE;

  bind_profile (query, profile);
  return store_query_run (query, error);
}

static gboolean
write_mailbox (StoreSql *sql, const ExchangeProfile *profile, guint number,
               const StoreEvidenceMailbox *mailbox, GError **error)
{
  const BaseErrorFacts *facts = base_error_facts (mailbox->error);
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "INSERT INTO evidence_mailbox (profile, ews_url, account, number, mailbox, path, is_written,"
      " took_ms, request_id, error, message, reason, server_code, host, http_status)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (query == NULL)
    return FALSE;

  bind_profile (query, profile);
  store_query_bind_number (query, 3, number);
  store_query_bind_text (query, 4, mailbox->mailbox);
  store_query_bind_text (query, 5, mailbox->path);
  store_query_bind_number (query, 6, mailbox->is_written);
  store_query_bind_number (query, 7, (gint64) mailbox->took_ms);
  store_query_bind_text (query, 8, mailbox->request_id);
  store_query_bind_text (query, 9, mailbox->error != NULL ? base_error_name (mailbox->error) : "");
  store_query_bind_text (query, 10, mailbox->error != NULL ? mailbox->error->message : "");
  store_query_bind_text (query, 11, facts->reason);
  store_query_bind_text (query, 12, facts->server_code);
  store_query_bind_text (query, 13, facts->host);
  store_query_bind_number (query, 14, facts->http_status);
  return store_query_run (query, error);
}

static gboolean
write_mailboxes (StoreSql *sql, const Keeping *keeping, GError **error)
{
  const GPtrArray *mailboxes = keeping->evidence->mailboxes;

  if (!drop_mailboxes (sql, keeping->profile, error))
    return FALSE;
  for (guint i = 0; mailboxes != NULL && i < mailboxes->len; i++)
    if (!write_mailbox (sql, keeping->profile, i, mailboxes->pdata[i], error))
      return FALSE;
  return TRUE;
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
  return store_query_run (query, error) && write_mailboxes (sql, keeping, error);
}

gboolean
store_evidence_keep (StoreDb *db, const ExchangeProfile *profile, const StoreEvidence *evidence,
                     GError **error)
{
  Keeping keeping = { profile, evidence };

  return store_db_write (db, STORE_DURABLE, write_evidence, &keeping, error);
}

/* As it was, for the words that belong to it. */
static GError *
read_error (StoreQuery *query, const ExchangeProfile *profile)
{
  const char *name = store_query_text (query, 5);
  const BaseErrorFacts facts = { .reason = g_intern_string (store_query_text (query, 7)),
                                 .server_code = store_query_text (query, 8),
                                 .request_id = store_query_text (query, 4),
                                 .host = store_query_text (query, 9),
                                 .account = profile->admin_upn,
                                 .http_status = (int) store_query_number (query, 10) };
  GError *error = NULL;
  BaseErrorCode code;

  if (*name == '\0')
    return NULL;
  if (base_error_find_code (name, &code))
    base_error_set_facts (&error, code, &facts, "%s", store_query_text (query, 6));
  else
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, store_query_text (query, 6));
  return error;
}

static StoreEvidenceMailbox *
read_mailbox (StoreQuery *query, const ExchangeProfile *profile)
{
  StoreEvidenceMailbox *mailbox = g_new0 (StoreEvidenceMailbox, 1);

  mailbox->mailbox = g_strdup (store_query_text (query, 0));
  mailbox->path = g_strdup (store_query_text (query, 1));
  mailbox->is_written = store_query_number (query, 2) != 0;
  mailbox->took_ms = (guint64) MAX (0, store_query_number (query, 3));
  mailbox->request_id = g_strdup (store_query_text (query, 4));
  mailbox->error = read_error (query, profile);
  return mailbox;
}

static GPtrArray *
find_mailboxes (StoreSql *sql, const ExchangeProfile *profile, GError **error)
{
  g_autoptr (GPtrArray) mailboxes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) store_evidence_mailbox_free);
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql,
      "SELECT mailbox, path, is_written, took_ms, request_id, error, message, reason, server_code,"
      " host, http_status FROM evidence_mailbox WHERE profile = ? AND ews_url = ? AND account = ?"
      " ORDER BY number",
      error);

  if (query == NULL)
    return NULL;

  bind_profile (query, profile);
  while (store_query_next (query, &why))
    g_ptr_array_add (mailboxes, read_mailbox (query, profile));
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  return g_steal_pointer (&mailboxes);
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
  g_autoptr (StoreEvidence) evidence = NULL;

  if (query == NULL)
    return NULL;

  bind_profile (query, profile);
  if (!store_query_next (query, error))
    return NULL;
  evidence = read_evidence (query, error);
  if (evidence != NULL)
    evidence->mailboxes = find_mailboxes (sql, profile, error);
  return evidence != NULL && evidence->mailboxes != NULL ? g_steal_pointer (&evidence) : NULL;
}

StoreEvidence *
store_evidence_find (StoreDb *db, const ExchangeProfile *profile, GError **error)
{
  StoreEvidence *evidence = find_evidence (store_db_lock (db), profile, error);

  store_db_unlock (db);
  return evidence;
}
