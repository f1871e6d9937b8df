/* store-found.h - the replies of the people's own that were found in mailboxes, and which mailboxes
 * are protected
 *
 * One row for each mailbox that was looked at and held one, or that somebody protected by hand. The
 * texts are not kept: a digest tells whether it is still the same reply. Any thread. Errors as in
 * store-db.h.
 */
#pragma once

#include "oof-protection.h"
#include "store-db.h"

typedef struct
{
  char *mailbox;  /* lower case */
  char *digest;   /* of the reply that was seen last; "": none was */
  gint64 first_s; /* when it was seen first; instants */
  gint64 seen_s;  /* and last */
  OofProtection protection;
  gboolean is_stale; /* as it was judged then */
  gboolean is_forgotten;
} StoreFound;

StoreFound *store_found_new (const char *mailbox);
void store_found_free (StoreFound *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreFound, store_found_free)

/* NULL without an error when there is no row. Caller frees. */
StoreFound *store_found_find (StoreDb *db, const char *profile, const char *mailbox,
                              GError **error);
/* Address in lower case → StoreFound. Caller unrefs. */
GHashTable *store_found_list (StoreDb *db, const char *profile, GError **error);

/* StoreFound: all of them or none; each takes the place of what was there. One without a digest and
 * without protection is forgotten. */
gboolean store_found_save (StoreDb *db, const char *profile, const GPtrArray *found,
                           GError **error);
