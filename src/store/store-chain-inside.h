/* store-chain-inside.h - how the room's own files add to the journal's chain
 *
 * Inside the room. What adds does so inside a transaction, after the row is written.
 */
#pragma once

#include "store-chain.h"
#include "store-sql.h"

typedef enum
{
  STORE_CHAIN_BEGIN,
  STORE_CHAIN_END
} StoreChainEvent;

gboolean store_chain_add (StoreSql *sql, gint64 row, StoreChainEvent event, GError **error);
/* Rows of a time when there was no chain. */
gboolean store_chain_adopt (StoreSql *sql, GError **error);

/* Of an empty chain all 0. */
gboolean store_chain_read_end (StoreSql *sql, StoreChainEnd *ret, GError **error);
/* As it was written down beside the database. FALSE when it was not; what is no end at all counts
 * as one that never was. With the lock not held. */
gboolean store_chain_read_kept_end (StoreDb *db, StoreChainEnd *ret);
