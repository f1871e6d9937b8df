/* store-setting.h - settings of the program that are no profile's: texts by name
 *
 * Never a secret. Names begin with what they belong to: "mail", "notified/PROFILE". Any thread.
 * Errors as in store-db.h.
 */
#pragma once

#include "store-db.h"

/* NULL without an error when it was never set. Caller frees. */
char *store_setting_get (StoreDb *db, const char *name, GError **error);
/* value NULL: as if it had never been set. */
gboolean store_setting_set (StoreDb *db, const char *name, const char *value, GError **error);
