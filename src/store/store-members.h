/* store-members.h - who an absence was for at the moment when it was saved, where it does not
 * follow its groups. Any thread. Errors as in store-db.h.
 */
#pragma once

#include "store-db.h"

typedef struct
{
  char *item;
  char *names;          /* whom the absence named then, as its keeper writes that */
  GPtrArray *mailboxes; /* char: addresses in lower case */
} StoreMembers;

void store_members_free (StoreMembers *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreMembers, store_members_free)

/* Of all of a profile's absences: id → StoreMembers. Caller unrefs. */
GHashTable *store_members_list (StoreDb *db, const char *profile, GError **error);

/* Takes the place of what was kept of that absence; on the disk when it returns. */
gboolean store_members_save (StoreDb *db, const char *profile, const StoreMembers *members,
                             GError **error);
gboolean store_members_forget (StoreDb *db, const char *profile, const char *item, GError **error);
