/* store-chain-inside.h - how the room's own files add to the journal's chain
 *
 * Inside the room. Both inside a transaction, after the row is written.
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
