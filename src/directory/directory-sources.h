/* directory-sources.h - which controllers are asked about a place, and where they begin. For this
 * room only.
 */
#pragma once

#include "directory-link.h"
#include "exchange-location.h"

typedef struct
{
  char *dns; /* "": home */
  DirectoryPort port;
  char *base;
} DirectorySource;

typedef enum
{
  DIRECTORY_READS_NAMES, /* what the global catalog has is enough */
  DIRECTORY_READS_ALL    /* attributes or memberships that only a domain's own controllers have */
} DirectoryReads;

/* where: NULL for the entire directory: its catalog; or each of its domains when there is only one,
 * when the catalog does not have it all, and when none answers. When a port was given there is only
 * that one server, and the home domain is all. DirectorySource; caller frees. */
GPtrArray *directory_sources (DirectoryForest *forest, BaseCall *call,
                              const ExchangeLocation *where, DirectoryReads reads, GError **error);
