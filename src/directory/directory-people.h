/* directory-people.h - the people of the directory: read as a stream, and kept up to date */
#pragma once

#include "directory-forest.h"
#include "exchange-backend.h"
#include "exchange-search.h"

/* Pages of ExchangePerson as they come, not sorted; each may end it with FALSE, which is no error.
 * search: NULL, or with no kinds wanted: everybody who has a mailbox; strings that nobody can be
 * called are REJECTED "bad-name", a filter that is none "bad-filter". most: 0 for all.
 * ret_has_more: there are more than most; may be NULL. */
gboolean directory_people_find (DirectoryForest *forest, BaseCall *call,
                                const ExchangeSearch *search, guint most, ExchangePeopleFunc each,
                                gpointer data, gboolean *ret_has_more, GError **error);

typedef struct
{
  ExchangePeopleFunc changed; /* new ones too */
  /* Deleted, or no longer with a mailbox. Also ids that the caller never heard of. */
  void (*removed) (const char *id, gpointer data);
  gpointer data;
} DirectoryPeopleNews;

/* Those with a mailbox, as far as they changed since mark: opaque text that the last call gave.
 * NULL, one of another controller or one that is not understood: everybody, and ret_is_all. Deleted
 * ones are only told where the account may see them. ret_mark: caller frees; what changes while
 * this reads comes again the next time, and when changed ended it, mark stays what it was. */
gboolean directory_people_update (DirectoryForest *forest, BaseCall *call, const char *mark,
                                  const DirectoryPeopleNews *news, char **ret_mark,
                                  gboolean *ret_is_all, GError **error);

/* Of at most 1 MB, and it begins like a JPEG or PNG picture. NULL without an error when there is
 * none. Caller unrefs. */
GBytes *directory_people_photo (DirectoryForest *forest, BaseCall *call,
                                const ExchangePerson *person, GError **error);

/* Attributes by their LDAP names, as the controllers of the person's own domain have them: name →
 * char *, several values joined by "; ", only what is there and is text (GUIDs and SIDs as such).
 * Caller unrefs. */
GHashTable *directory_people_fields (DirectoryForest *forest, BaseCall *call,
                                     const ExchangePerson *person, const char *const *attributes,
                                     GError **error);
