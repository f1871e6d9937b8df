/* store-db.h - the local database: profiles, snapshots, journal
 *
 * SQLite in WAL mode, one connection behind one lock; any thread. Several processes may have it
 * open at the same time. Errors are BASE_ERROR_STORE with facts->reason: "store-locked",
 * "store-corrupt", "store-read-only", "store-newer" (made by a newer version of this program, or by
 * another program; it is not touched), "store-full", "store-gone" (the file was taken away while it
 * was open), "store-failed". No secret is ever in it.
 */
#pragma once

#include <glib.h>

typedef struct _StoreDb StoreDb;

/* Makes the folder (0700) and the file (0600) when missing, migrates an older one inside a
 * transaction. */
StoreDb *store_db_open (const char *path, GError **error);
StoreDb *store_db_ref (StoreDb *self);
void store_db_unref (StoreDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreDb, store_db_unref)

/* $XDG_DATA_HOME/absentia/absentia.db. Caller frees. */
char *store_db_default_path (void);
