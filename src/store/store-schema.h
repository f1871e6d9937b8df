/* store-schema.h - the tables, and how an older database is brought up to them
 *
 * Inside the room.
 */
#pragma once

#include "store-sql.h"

/* Makes the tables in an empty database, migrates an older one, one transaction a step. Refuses
 * what is newer or somebody else's, and has then changed nothing. */
gboolean store_schema_migrate (StoreSql *sql, GError **error);

/* Inside a transaction: FALSE, "store-newer", where a newer version has migrated it meanwhile. */
gboolean store_schema_check (StoreSql *sql, GError **error);
