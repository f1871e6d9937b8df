/* store-sql.h - the thin seam to the database driver: connection, statements, transactions
 *
 * Inside the room, and the only place that knows sqlite. Statements are written in the subset that
 * SQLite and PostgreSQL share. A connection belongs to whoever holds the database's lock. Errors as
 * in store-db.h.
 */
#pragma once

#include <glib.h>

typedef struct _StoreSql StoreSql;
typedef struct sqlite3_stmt StoreQuery;

/* Makes an empty database of an empty file that nobody else knows yet. */
gboolean store_sql_create (const char *path, GError **error);

/* Somebody else's lock is waited for, for up to busy_ms each time. The file must be there. */
StoreSql *store_sql_open (const char *path, guint busy_ms, GError **error);
void store_sql_close (StoreSql *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreSql, store_sql_close)

/* Whose database it is and of which schema, as two numbers in its header; both 0 in a new one. */
typedef struct
{
  gint64 program;
  gint64 schema;
  gboolean is_empty; /* not a single table is in it */
} StoreIdentity;

gboolean store_sql_identity (StoreSql *self, StoreIdentity *ret, GError **error);
gboolean store_sql_set_identity (StoreSql *self, gint64 program, gint64 schema, GError **error);

/* Sets a database up for work. Before that, one that is only looked at stays as it is, byte for
 * byte. */
gboolean store_sql_adopt (StoreSql *self, GError **error);
/* Looks through the whole file. */
gboolean store_sql_check (StoreSql *self, GError **error);

typedef enum
{
  STORE_DURABLE, /* on the disk when the commit returns */
  STORE_RELAXED  /* outlives this process; the power must stay on for some seconds more */
} StoreDurability;

/* "store-gone" where the file was taken away since it was opened. */
gboolean store_sql_begin (StoreSql *self, StoreDurability durability, GError **error);
gboolean store_sql_commit (StoreSql *self, GError **error); /* rolled back when it fails */
void store_sql_rollback (StoreSql *self);

/* One or more statements without parameters and rows. */
gboolean store_sql_script (StoreSql *self, const char *script, GError **error);

/* text: a literal; it is prepared once per connection, and in use once at a time. Parameters and
 * columns count from 0. */
StoreQuery *store_sql_query (StoreSql *self, const char *text, GError **error);
void store_query_end (StoreQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreQuery, store_query_end)

/* Borrowed until the query ends; NULL is SQL's NULL. */
void store_query_bind_text (StoreQuery *self, int parameter, const char *text);
void store_query_bind_number (StoreQuery *self, int parameter, gint64 number);
void store_query_bind_null (StoreQuery *self, int parameter);

/* FALSE with an error, or without one when there are no more rows. */
gboolean store_query_next (StoreQuery *self, GError **error);
/* For statements that bring no rows. */
gboolean store_query_run (StoreQuery *self, GError **error);

const char *store_query_text (StoreQuery *self, int column); /* NULL for NULL; until the next row */
/* How long its text is, with what is behind a NUL; after store_query_text (). */
gsize store_query_size (StoreQuery *self, int column);
gint64 store_query_number (StoreQuery *self, int column);
gboolean store_query_is_null (StoreQuery *self, int column);

/* BASE_ERROR_STORE with the reason that a number of errno means. */
void store_sql_set_errno (GError **error, int number, const char *what);
