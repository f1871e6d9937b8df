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
/* The same for what a reading found, which takes its time. known: store_found_list () from when it
 * began: where somebody has protected, lifted or adopted since, what they did stays. */
gboolean store_found_note (StoreDb *db, const char *profile, const GPtrArray *found,
                           GHashTable *known, GError **error);
/* By hand, whatever a reading says meanwhile. mailboxes: NULL-terminated; now_s: of one that was
 * never looked at. Where nothing was found there is nothing to lift. */
gboolean store_found_protect (StoreDb *db, const char *profile, const char *const *mailboxes,
                              OofProtection protection, gint64 now_s, GError **error);
