/* directory-people-read.h - one search for people, page by page. For this room only. */
#pragma once

#include "directory-filter.h"
#include "directory-people.h"
#include "directory-person.h"
#include "directory-sources.h"

typedef struct
{
  const DirectoryFilter *filter;
  DirectorySchema schema;
  guint most;              /* of all sources together; 0: all */
  ExchangePeopleFunc each; /* FALSE: enough */
  /* Who was found and is not for people, or is left out by only_mailboxes; may be NULL. */
  void (*other) (const char *id, gpointer data);
  gpointer data;
  gboolean only_mailboxes;
} DirectoryPeopleAsk;

/* From each of the sources (directory-sources.h) in turn. What the catalog does not have comes from
 * the people's own domains, as far as these answer. */
gboolean directory_people_read (DirectoryForest *forest, BaseCall *call, const GPtrArray *sources,
                                const DirectoryPeopleAsk *ask, gboolean *ret_has_more,
                                GError **error);

/* Department, title and office of the persons (which are replaced), from their own domains.
 * unreachable: domains that did not answer; grows. FALSE only for what has to end the whole. */
gboolean directory_people_complete (DirectoryForest *forest, BaseCall *call, GPtrArray *persons,
                                    GHashTable *unreachable, GError **error);
