/* store-profile-row.h - a connection profile as the columns of its table. Inside the room. */
#pragma once

#include "exchange-profile.h"
#include "store-sql.h"

/* The columns in the order of read, "id, name, …". Caller frees. */
char *store_profile_row_columns (void);

/* From the columns in that order. NULL with an error when one holds what no version has written.
 * Caller unrefs. */
ExchangeProfile *store_profile_row_read (StoreQuery *query, GError **error);

/* Adds the row, or replaces the one of the same id. */
gboolean store_profile_row_write (StoreSql *sql, const ExchangeProfile *profile, GError **error);
