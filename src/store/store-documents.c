/* store-documents.c - what was planned for a profile, kept as documents
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-documents.h"

#include "base-error.h"
#include "store-db-inside.h"
#include "store-state.h"

/* What a row of both tables begins with. */
#define COLUMNS "kind, name, body, revision, at_us, who"

static const char *const kind_names[] = { [STORE_DOCUMENT_ITEM] = "item",
                                          [STORE_DOCUMENT_TEMPLATE] = "template",
                                          [STORE_DOCUMENT_HOLIDAYS] = "holidays",
                                          [STORE_DOCUMENT_ORDER] = "order",
                                          NULL };

void
store_document_free (StoreDocument *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->body);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self->who);
  g_free (self);
}

static StoreDocument *
read_document (StoreQuery *query, int column, GError **error)
{
  g_autoptr (StoreDocument) document = g_new0 (StoreDocument, 1);
  int kind;

  if (!store_word_read (query, column, kind_names, &kind, error) ||
      !store_time_read (query, column + 4, &document->at, error))
    return NULL;
  document->kind = (StoreDocumentKind) kind;
  document->name = g_strdup (store_query_text (query, column + 1));
  document->body = g_strdup (store_query_text (query, column + 2));
  document->revision = store_query_number (query, column + 3);
  document->who = g_strdup (store_query_text (query, column + 5));
  return g_steal_pointer (&document);
}

/* Rows of which the documents begin in that column. ret_revision: column 0; NULL: it has none. */
static GPtrArray *
read_rows (StoreQuery *query, int column, gint64 *ret_revision, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) store_document_free);
  g_autoptr (GError) why = NULL;

  while (why == NULL && store_query_next (query, &why)) {
    if (ret_revision != NULL)
      *ret_revision = store_query_number (query, 0);
    if (!store_query_is_null (query, column)) {
      StoreDocument *document = read_document (query, column, &why);

      if (document != NULL)
        g_ptr_array_add (list, document);
    }
  }
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  return g_steal_pointer (&list);
}

/* One statement, so that the revision is that of the documents, whatever other processes do. */
static GPtrArray *
read_list (StoreSql *sql, const char *profile, gint64 *ret_revision, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "SELECT plan.revision, d.kind, d.name, d.body, d.revision, d.at_us, d.who"
                       " FROM plan LEFT JOIN document d ON d.profile = plan.profile"
                       " WHERE plan.profile = ? ORDER BY d.number",
                       error);

  if (query == NULL)
    return NULL;

  store_query_bind_text (query, 0, profile);
  return read_rows (query, 1, ret_revision, error);
}

GPtrArray *
store_documents_list (StoreDb *db, const char *profile, gint64 *ret_revision, GError **error)
{
  gint64 revision = 0;
  GPtrArray *list = read_list (store_db_lock (db), profile, &revision, error);

  store_db_unlock (db);
  if (list != NULL)
    *ret_revision = revision;
  return list;
}

static gboolean
read_revision (StoreSql *sql, const char *profile, gint64 *ret, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query =
      store_sql_query (sql, "SELECT revision FROM plan WHERE profile = ?", error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  if (store_query_next (query, &why)) {
    *ret = store_query_number (query, 0);
    return TRUE;
  }
  if (why == NULL) {
    *ret = 0;
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

gboolean
store_documents_revision (StoreDb *db, const char *profile, gint64 *ret, GError **error)
{
  gboolean is_read = read_revision (store_db_lock (db), profile, ret, error);

  store_db_unlock (db);
  return is_read;
}

/* Whose it is: the first three parameters of a statement. */
static void
bind_key (StoreQuery *query, const char *profile, StoreDocumentKind kind, const char *name)
{
  store_query_bind_text (query, 0, profile);
  store_query_bind_text (query, 1, kind_names[kind]);
  store_query_bind_text (query, 2, name);
}

static GPtrArray *
read_past (StoreSql *sql, const char *profile, StoreDocumentKind kind, const char *name,
           GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "SELECT " COLUMNS " FROM document_past"
                       " WHERE profile = ? AND kind = ? AND name = ? ORDER BY number DESC",
                       error);

  if (query == NULL)
    return NULL;

  bind_key (query, profile, kind, name);
  return read_rows (query, 0, NULL, error);
}

GPtrArray *
store_documents_past (StoreDb *db, const char *profile, StoreDocumentKind kind, const char *name,
                      GError **error)
{
  GPtrArray *list = read_past (store_db_lock (db), profile, kind, name, error);

  store_db_unlock (db);
  return list;
}

/* A statement with whose document it is, and no more. */
static gboolean
run_for (StoreSql *sql, const char *statement, const char *profile,
         const StoreDocumentChange *change, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (sql, statement, error);

  if (query == NULL)
    return FALSE;

  bind_key (query, profile, change->kind, change->name);
  return store_query_run (query, error);
}

/* What is there, before it goes; and the oldest of too many versions goes for good. */
static gboolean
keep_past (StoreSql *sql, const char *profile, const StoreDocumentChange *change, GError **error)
{
  return run_for (sql,
                  "INSERT INTO document_past (profile, " COLUMNS ")"
                  " SELECT profile, " COLUMNS " FROM document"
                  " WHERE profile = ? AND kind = ? AND name = ?",
                  profile, change, error) &&
         run_for (
             sql,
             "DELETE FROM document_past WHERE number IN (SELECT number FROM document_past"
             " WHERE profile = ? AND kind = ? AND name = ?"
             " ORDER BY number DESC LIMIT 1 OFFSET " G_STRINGIFY (STORE_DOCUMENTS_MOST_PAST) ")",
             profile, change, error);
}

static gboolean
write_document (StoreSql *sql, const StoreDocumentsEdit *edit, const StoreDocumentChange *change,
                gint64 revision, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "INSERT INTO document (profile, " COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT (profile, kind, name) DO UPDATE SET body = excluded.body,"
                       " revision = excluded.revision, at_us = excluded.at_us, who = excluded.who",
                       error);

  if (query == NULL)
    return FALSE;

  bind_key (query, edit->profile, change->kind, change->name);
  store_query_bind_text (query, 3, change->body);
  store_query_bind_number (query, 4, revision);
  store_time_bind (query, 5, edit->at);
  store_query_bind_text (query, 6, edit->who);
  return store_query_run (query, error);
}

/* Is it something else than what is there? */
static gboolean
is_change (StoreSql *sql, const char *profile, const StoreDocumentChange *change, gboolean *ret,
           GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (StoreQuery) query = store_sql_query (
      sql, "SELECT body FROM document WHERE profile = ? AND kind = ? AND name = ?", error);
  gboolean is_there;

  if (query == NULL)
    return FALSE;

  bind_key (query, profile, change->kind, change->name);
  is_there = store_query_next (query, &why);
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  *ret = g_strcmp0 (is_there ? store_query_text (query, 0) : NULL, change->body) != 0;
  return TRUE;
}

static gboolean
make_change (StoreSql *sql, const StoreDocumentsEdit *edit, const StoreDocumentChange *change,
             gint64 revision, GError **error)
{
  if (!keep_past (sql, edit->profile, change, error))
    return FALSE;
  if (change->body != NULL)
    return write_document (sql, edit, change, revision, error);
  return run_for (sql, "DELETE FROM document WHERE profile = ? AND kind = ? AND name = ?",
                  edit->profile, change, error);
}

static gboolean
write_revision (StoreSql *sql, const char *profile, gint64 revision, GError **error)
{
  g_autoptr (StoreQuery) query =
      store_sql_query (sql,
                       "INSERT INTO plan (profile, revision) VALUES (?, ?)"
                       " ON CONFLICT (profile) DO UPDATE SET revision = excluded.revision",
                       error);

  if (query == NULL)
    return FALSE;

  store_query_bind_text (query, 0, profile);
  store_query_bind_number (query, 1, revision);
  return store_query_run (query, error);
}

static gboolean
edit_cb (StoreSql *sql, gpointer data, GError **error)
{
  static const BaseErrorFacts meanwhile = { .reason = "plan-changed-meanwhile" };
  const StoreDocumentsEdit *edit = data;
  gboolean is_edited = FALSE;
  gint64 revision;

  if (!read_revision (sql, edit->profile, &revision, error))
    return FALSE;
  if (edit->expected_revision >= 0 && edit->expected_revision != revision) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &meanwhile,
                          "the plan was changed by somebody else meanwhile");
    return FALSE;
  }

  for (guint i = 0; i < edit->n_changes; i++) {
    gboolean differs;

    if (!is_change (sql, edit->profile, &edit->changes[i], &differs, error) ||
        (differs && !make_change (sql, edit, &edit->changes[i], revision + 1, error)))
      return FALSE;
    is_edited = is_edited || differs;
  }
  return !is_edited || write_revision (sql, edit->profile, revision + 1, error);
}

gboolean
store_documents_edit (StoreDb *db, const StoreDocumentsEdit *edit, GError **error)
{
  return store_db_write (db, STORE_DURABLE, edit_cb, (gpointer) edit, error);
}
