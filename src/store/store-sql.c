/* store-sql.c - the thin seam to the database driver: SQLite
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-sql.h"

#include "base-error.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

struct _StoreSql
{
  sqlite3 *db;
  GHashTable *statements; /* literal → sqlite3_stmt */
  StoreDurability durability;
};

static const struct
{
  int code; /* primary result code */
  const char *reason;
} reasons[] = {
  { SQLITE_BUSY, "store-locked" },     { SQLITE_LOCKED, "store-locked" },
  { SQLITE_CORRUPT, "store-corrupt" }, { SQLITE_NOTADB, "store-corrupt" },
  { SQLITE_FORMAT, "store-corrupt" },  { SQLITE_READONLY, "store-read-only" },
  { SQLITE_PERM, "store-read-only" },  { SQLITE_FULL, "store-full" },
};

static const struct
{
  int number;
  const char *reason;
} errno_reasons[] = {
  { EACCES, "store-read-only" }, { EPERM, "store-read-only" }, { EROFS, "store-read-only" },
  { ENOSPC, "store-full" },      { EDQUOT, "store-full" },
};

static const char *
reason_of_errno (int number)
{
  for (guint i = 0; i < G_N_ELEMENTS (errno_reasons); i++)
    if (errno_reasons[i].number == number)
      return errno_reasons[i].reason;
  return "store-failed";
}

static const char *
reason_of (sqlite3 *db, int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].code == (code & 0xFF))
      return reasons[i].reason;
  /* Of the others, what the system said decides. */
  return reason_of_errno (db != NULL ? sqlite3_system_errno (db) : 0);
}

void
store_sql_set_errno (GError **error, int number, const char *what)
{
  const BaseErrorFacts facts = { .reason = reason_of_errno (number) };

  base_error_set_facts (error, BASE_ERROR_STORE, &facts, "%s: %s", what, g_strerror (number));
}

static gboolean
fail (sqlite3 *db, int code, GError **error)
{
  const BaseErrorFacts facts = { .reason = reason_of (db, code) };

  base_error_set_facts (error, BASE_ERROR_STORE, &facts, "the database: %s (%d)",
                        db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code), code);
  return FALSE;
}

static gboolean
check (sqlite3 *db, int code, GError **error)
{
  return code == SQLITE_OK || fail (db, code, error);
}

static void
finalize (gpointer data)
{
  sqlite3_finalize (data);
}

StoreSql *
store_sql_open (const char *path, guint busy_ms, GError **error)
{
  g_autoptr (StoreSql) self = g_new0 (StoreSql, 1);
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize);
  self->durability = STORE_DURABLE;
  code = sqlite3_open_v2 (path, &self->db, flags, NULL);
  if (!check (self->db, code, error))
    return NULL;

  sqlite3_busy_timeout (self->db, (int) busy_ms);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  if (sqlite3_db_readonly (self->db, "main") == 1) {
    fail (self->db, SQLITE_READONLY, error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
store_sql_close (StoreSql *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->statements);
  sqlite3_close (self->db);
  g_free (self);
}

gboolean
store_sql_script (StoreSql *self, const char *script, GError **error)
{
  return check (self->db, sqlite3_exec (self->db, script, NULL, NULL, NULL), error);
}

StoreQuery *
store_sql_query (StoreSql *self, const char *text, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, text);

  if (statement == NULL) {
    int code = sqlite3_prepare_v3 (self->db, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);

    if (!check (self->db, code, error))
      return NULL;
    g_hash_table_insert (self->statements, (char *) text, statement);
  }
  g_assert (!sqlite3_stmt_busy (statement));
  return statement;
}

void
store_query_end (StoreQuery *self)
{
  if (self == NULL)
    return;

  sqlite3_reset (self);
  sqlite3_clear_bindings (self);
}

void
store_query_bind_text (StoreQuery *self, int parameter, const char *text)
{
  sqlite3_bind_text (self, parameter + 1, text, -1, SQLITE_STATIC);
}

void
store_query_bind_number (StoreQuery *self, int parameter, gint64 number)
{
  sqlite3_bind_int64 (self, parameter + 1, number);
}

void
store_query_bind_null (StoreQuery *self, int parameter)
{
  sqlite3_bind_null (self, parameter + 1);
}

gboolean
store_query_next (StoreQuery *self, GError **error)
{
  int code = sqlite3_step (self);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    fail (sqlite3_db_handle (self), code, error);
  return FALSE;
}

gboolean
store_query_run (StoreQuery *self, GError **error)
{
  int code = sqlite3_step (self);

  return code == SQLITE_DONE || fail (sqlite3_db_handle (self), code, error);
}

const char *
store_query_text (StoreQuery *self, int column)
{
  return (const char *) sqlite3_column_text (self, column);
}

gsize
store_query_size (StoreQuery *self, int column)
{
  return (gsize) sqlite3_column_bytes (self, column);
}

gint64
store_query_number (StoreQuery *self, int column)
{
  return sqlite3_column_int64 (self, column);
}

gboolean
store_query_is_null (StoreQuery *self, int column)
{
  return sqlite3_column_type (self, column) == SQLITE_NULL;
}

gboolean
store_sql_identity (StoreSql *self, StoreIdentity *ret, GError **error)
{
  /* One statement, so that all three are of the same moment. */
  g_autoptr (StoreQuery) query =
      store_sql_query (self,
                       "SELECT application_id, user_version,"
                       " (SELECT count(*) FROM sqlite_schema)"
                       " FROM pragma_application_id, pragma_user_version",
                       error);

  if (query == NULL || !store_query_next (query, error))
    return FALSE;

  ret->program = store_query_number (query, 0);
  ret->schema = store_query_number (query, 1);
  ret->is_empty = store_query_number (query, 2) == 0;
  return TRUE;
}

gboolean
store_sql_set_identity (StoreSql *self, gint64 program, gint64 schema, GError **error)
{
  g_autofree char *script = g_strdup_printf ("PRAGMA application_id = %" G_GINT64_FORMAT
                                             "; PRAGMA user_version = %" G_GINT64_FORMAT,
                                             program, schema);

  return store_sql_script (self, script, error);
}

gboolean
store_sql_create (const char *path, GError **error)
{
  g_autoptr (StoreSql) sql = store_sql_open (path, 0, error);

  /* Later this needs the database for oneself, which SQLite does not wait for. */
  return sql != NULL && store_sql_script (sql, "PRAGMA journal_mode = WAL", error);
}

gboolean
store_sql_adopt (StoreSql *self, GError **error)
{
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return store_sql_script (self, "PRAGMA synchronous = FULL", error);
}

gboolean
store_sql_check (StoreSql *self, GError **error)
{
  g_autoptr (StoreQuery) query = store_sql_query (self, "PRAGMA quick_check(1)", error);
  static const BaseErrorFacts facts = { .reason = "store-corrupt" };

  if (query == NULL || !store_query_next (query, error))
    return FALSE;
  if (g_strcmp0 (store_query_text (query, 0), "ok") == 0)
    return TRUE;

  base_error_set_facts (error, BASE_ERROR_STORE, &facts, "the database is damaged: %s",
                        store_query_text (query, 0));
  return FALSE;
}

/* What is written to a file without a name would be gone when this process is. SQLite looks itself,
 * but not while it has a write-ahead log. */
static gboolean
check_place (sqlite3 *db, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "store-gone" };
  int has_moved = 0;

  if (sqlite3_file_control (db, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved) != SQLITE_OK ||
      has_moved == 0)
    return TRUE;

  base_error_set_facts (error, BASE_ERROR_STORE, &facts, "%s is not there any more",
                        sqlite3_db_filename (db, "main"));
  return FALSE;
}

gboolean
store_sql_begin (StoreSql *self, StoreDurability durability, GError **error)
{
  static const char *const levels[] = {
    [STORE_DURABLE] = "PRAGMA synchronous = FULL", [STORE_RELAXED] = "PRAGMA synchronous = NORMAL"
  };

  if (!check_place (self->db, error))
    return FALSE;
  if (self->durability != durability && !store_sql_script (self, levels[durability], error))
    return FALSE;

  self->durability = durability;
  return store_sql_script (self, "BEGIN IMMEDIATE", error);
}

gboolean
store_sql_commit (StoreSql *self, GError **error)
{
  if (store_sql_script (self, "COMMIT", error))
    return TRUE;

  store_sql_rollback (self);
  return FALSE;
}

void
store_sql_rollback (StoreSql *self)
{
  /* Some errors have rolled back already. */
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}
