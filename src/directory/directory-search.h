/* directory-search.h - one search, page by page, entries as they come. For this room only.
 *
 * A link that turns out to be closed before the first entry came is made anew once. Later the
 * search fails with OFFLINE "directory-closed", and entries have been delivered: begin again.
 * References to other servers are never followed.
 */
#pragma once

#include "directory-entry.h"
#include "directory-filter.h"
#include "directory-forest.h"
#include "directory-link.h"

typedef struct
{
  const char *dns; /* which domain's controller; NULL or "": home */
  DirectoryPort port;
  const char *base;              /* distinguished name, "<GUID=…>", "" */
  int scope;                     /* LDAP_SCOPE_… */
  const DirectoryFilter *filter; /* NULL: (objectClass=*) */
  /* A list of literals that NULL ends, at most DIRECTORY_ENTRY_MOST; entries' values are numbered
   * by it. */
  const char *const *attributes;
  guint page;            /* 0: 500 */
  guint most;            /* 0: no limit; ends without an error after so many entries */
  gboolean with_deleted; /* deleted objects too */
} DirectoryAsk;

/* entry is borrowed for the time of the call. FALSE: enough, the search ends without an error. */
typedef gboolean (*DirectoryEach) (DirectoryEntry *entry, gpointer data);
/* At the end of every page. FALSE: enough. */
typedef gboolean (*DirectoryPageDone) (gpointer data);

/* ret_has_more: there is more than was delivered (most, or a limit of the server's); may be NULL,
 * as may be page_done. A base that does not exist is NOT_FOUND "location-gone". */
gboolean directory_search (BaseCall *call, DirectoryForest *forest, const DirectoryAsk *ask,
                           DirectoryEach each, DirectoryPageDone page_done, gpointer data,
                           gboolean *ret_has_more, GError **error);

/* FALSE: enough. */
typedef gboolean (*DirectoryEachValue) (const char *value, gpointer data);

/* All values of one attribute of one object, also when the server gives them in parts
 * ("member;range=0-1499"). Of ask: dns, port and base. */
gboolean directory_search_values (BaseCall *call, DirectoryForest *forest, const DirectoryAsk *ask,
                                  const char *attribute, DirectoryEachValue each, gpointer data,
                                  GError **error);
