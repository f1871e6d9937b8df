/* directory-endpoints.h - Autodiscover's service connection points
 *
 * Nothing found is no error: an organisation may have no Exchange, or hide it.
 */
#pragma once

#include "directory-forest.h"

typedef struct
{
  char *url;    /* https; ldap where problem is set */
  char *site;   /* the site that it is meant for, "" for all */
  char *forest; /* the domain whose directory holds it, when that is not the home forest; else "" */
  GError *problem; /* why the directory that url points to could not be asked; NULL otherwise */
} DirectoryEndpoint;

/* None twice: those of our site first, then those for all, then those of other sites. domain: of
 * the address in question. Where a pointer for that domain leads to another forest, that forest's
 * come first; pointers for everybody are followed when nothing else was found; ten at most, and
 * each with what we have to log in there (a trusted forest takes our ticket). What they led to in
 * vain stands at the end. Caller frees. */
GPtrArray *directory_endpoints_find (DirectoryForest *forest, BaseCall *call, const char *domain,
                                     GError **error);
