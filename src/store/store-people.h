/* store-people.h - an organisation's people as they were read last, so that the next start shows
 * them at once. Any thread. Errors as in store-db.h.
 *
 * A convenience: everything here can be read anew, so a row that is damaged is left out and not an
 * error.
 */
#pragma once

#include "exchange-backend.h"
#include "store-db.h"

/* Where the people came from, when, and what to tell the source to hear only what changed. */
typedef struct
{
  char *source;       /* the caller's own word for it */
  char *mark;         /* of the source; "": none */
  GDateTime *read_at; /* UTC */
} StorePeopleFacts;

void store_people_facts_free (StorePeopleFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StorePeopleFacts, store_people_facts_free)

/* What is known of the profile's people; NULL without an error when there are none. */
StorePeopleFacts *store_people_find (StoreDb *db, const char *profile, GError **error);

/* Pages of ExchangePerson. Between them the database is free for others. ret_is_whole is FALSE when
 * damaged rows were left out. */
gboolean store_people_read (StoreDb *db, const char *profile, ExchangePeopleFunc each,
                            gpointer data, gboolean *ret_is_whole, GError **error);

typedef enum
{
  STORE_PEOPLE_ALL,    /* changed is everybody there is */
  STORE_PEOPLE_CHANGES /* the others stay as they are */
} StorePeopleExtent;

typedef struct
{
  StorePeopleExtent extent;
  GPtrArray *changed; /* ExchangePerson, new or other than before */
  GPtrArray *removed; /* ids; may be NULL */
  const StorePeopleFacts *facts;
} StorePeopleNews;

/* All or nothing, in one transaction; does not wait for the disk. */
gboolean store_people_write (StoreDb *db, const char *profile, const StorePeopleNews *news,
                             GError **error);
