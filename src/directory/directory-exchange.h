/* directory-exchange.h - where Exchange is, as the directory knows it
 *
 * Nothing found is no error: an organisation may have no Exchange, or hide it.
 */
#pragma once

#include "directory-forest.h"

typedef struct
{
  char *url;           /* https; or ldap of another forest for a pointer */
  char *site;          /* the site that it is meant for, "" for all */
  gboolean is_pointer; /* look there for the service connection points of another forest */
} DirectoryEndpoint;

/* Autodiscover's service connection points, none twice: those of our site first, then those for
 * all, then those of other sites. domain: of the address in question, for pointers. Caller frees.
 */
GPtrArray *directory_exchange_endpoints (DirectoryForest *forest, BaseCall *call,
                                         const char *domain, GError **error);

typedef struct
{
  char *name;
  char *host;    /* FQDN; "" when it is not said */
  char *version; /* "Version 15.2 (Build 31118.7)"; "" when it is not said */
} DirectoryServer;

/* Caller frees. */
GPtrArray *directory_exchange_servers (DirectoryForest *forest, BaseCall *call, GError **error);
