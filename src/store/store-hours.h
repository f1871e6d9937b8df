/* store-hours.h - the hours in which people work, as their servers said when they were asked. Any
 * thread. Errors as in store-db.h.
 */
#pragma once

#include "oof-hours.h"
#include "store-db.h"

typedef struct
{
  char *mailbox; /* lower case */
  gboolean is_known;
  OofHours hours; /* as they were read last */
  char *zone;     /* in which they are meant; "": the mailbox's own */
  gint64 read_s;  /* when that was; instants */
  gint64 asked_s; /* when they were asked for last */
  char *problem;  /* why they could not be read then; NULL: they were */
} StoreHours;

void store_hours_free (StoreHours *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoreHours, store_hours_free)

/* Address in lower case → StoreHours. Caller unrefs. */
GHashTable *store_hours_list (StoreDb *db, const char *profile, GError **error);

/* list: StoreHours; each takes the place of what was there. Does not wait for the disk. */
gboolean store_hours_save (StoreDb *db, const char *profile, const GPtrArray *list, GError **error);
