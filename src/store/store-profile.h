/* store-profile.h - the connection profiles, and which one is in use. Any thread. Errors as in
 * store-db.h. */
#pragma once

#include "exchange-profile.h"
#include "store-db.h"

/* ExchangeProfile by name; empty when there is none. Caller unrefs. */
GPtrArray *store_profile_list (StoreDb *db, GError **error);

/* By name, else by id; NULL name: the one in use (or the only one). BASE_ERROR_NOT_FOUND, reason
 * "no-profile", when there is none. */
ExchangeProfile *store_profile_find (StoreDb *db, const char *name, GError **error);

/* Adds, or replaces the one of the same id. A second profile of the same name is
 * BASE_ERROR_REJECTED, reason "name". */
gboolean store_profile_save (StoreDb *db, const ExchangeProfile *profile, GError **error);

/* TRUE when it is gone afterwards, also when it was never there. Its people, its evidence and
 * what was planned go, too; journal and snapshots of it stay. */
gboolean store_profile_remove (StoreDb *db, const char *id, GError **error);

/* BASE_ERROR_NOT_FOUND, reason "no-profile", when it is not there. */
gboolean store_profile_use (StoreDb *db, const char *id, GError **error);
/* Caller frees; NULL without an error when none is in use. */
char *store_profile_in_use (StoreDb *db, GError **error);
