/* directory-domains.h - the domains of a forest. For this room only. */
#pragma once

#include "directory-forest.h"

/* Strings are never NULL. */
typedef struct
{
  char *dns; /* in lower case */
  char *netbios;
  char *base;
  char *parent; /* dns of the domain above; "" for the root of a tree */
} DirectoryDomain;

/* Of the home forest: DirectoryDomain, the forest's root first, children after their parents; at
 * least the home domain. Asked once; borrowed from forest. NULL on error. */
GPtrArray *directory_domains_get (DirectoryForest *forest, BaseCall *call, GError **error);

/* Of the forest that the controller of dns belongs to (NULL: home). configuration: its naming
 * context. root: DNS name of its first domain. Caller frees. */
GPtrArray *directory_domains_read (DirectoryForest *forest, BaseCall *call, const char *dns,
                                   const char *configuration, const char *root, GError **error);

/* By DNS or NetBIOS name, whatever the case; NULL when there is none. */
const DirectoryDomain *directory_domains_find (const GPtrArray *domains, const char *name);
