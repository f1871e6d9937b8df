/* store-zones.h - in which time zone mailboxes are, as their servers said when they were asked. Any
 * thread. Errors as in store-db.h.
 */
#pragma once

#include "store-db.h"

/* Address in lower case → IANA name; "": the server does not know. Caller unrefs. */
GHashTable *store_zones_list (StoreDb *db, const char *profile, GError **error);

/* Of one; NULL without an error when nobody has asked. Caller frees. */
char *store_zones_find (StoreDb *db, const char *profile, const char *mailbox, GError **error);

/* Takes the place of what was there; does not wait for the disk. */
gboolean store_zones_save (StoreDb *db, const char *profile, const char *mailbox, const char *zone,
                           GError **error);
