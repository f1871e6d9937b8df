/* directory-exchange.h - the servers of Exchange, as the directory knows them
 *
 * Nothing found is no error: an organisation may have no Exchange, or hide it.
 */
#pragma once

#include "directory-forest.h"

typedef struct
{
  char *name;
  char *host;    /* FQDN; "" when it is not said */
  char *version; /* "Version 15.2 (Build 31118.7)"; "" when it is not said */
} DirectoryServer;

/* Caller frees. */
GPtrArray *directory_exchange_servers (DirectoryForest *forest, BaseCall *call, GError **error);
