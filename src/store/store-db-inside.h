/* store-db-inside.h - how the room's own files use the database
 *
 * Inside the room. Reading: lock, query, unlock. Writing: hand over a function; what several
 * threads write at the same time goes into one transaction, and each returns when that is
 * committed.
 */
#pragma once

#include "store-db.h"
#include "store-sql.h"

/* As store_db_open (), which waits five seconds for other processes' locks. */
StoreDb *store_db_open_waiting (const char *path, guint busy_ms, GError **error);

const char *store_db_path (StoreDb *self); /* borrowed */

/* Borrowed until unlocked. */
StoreSql *store_db_lock (StoreDb *self);
void store_db_unlock (StoreDb *self);

/* Runs inside a transaction, perhaps on another thread, perhaps once more when somebody else's
 * write in the same transaction failed; data must live until store_db_write () returns. */
typedef gboolean (*StoreWrite) (StoreSql *sql, gpointer data, GError **error);

gboolean store_db_write (StoreDb *self, StoreDurability durability, StoreWrite write, gpointer data,
                         GError **error);
