/* store-ignored.h - the warnings of a profile that somebody chose to live with, and why
 *
 * By the check's id. They go with the profile. Any thread. Errors as in store-db.h.
 */
#pragma once

#include "store-db.h"

/* Check → reason; empty when there are none. Caller unrefs. */
GHashTable *store_ignored_list (StoreDb *db, const char *profile, GError **error);

/* reason NULL: it is considered again. */
gboolean store_ignored_save (StoreDb *db, const char *profile, const char *check,
                             const char *reason, GError **error);
