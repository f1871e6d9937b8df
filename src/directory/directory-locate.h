/* directory-locate.h - which controllers a domain has. For this room only. */
#pragma once

#include "directory-state.h"

/* Candidates of one domain. */
typedef struct
{
  char *domain; /* DNS name; "" while only a controller is known, and for a catalog */
  char *forest; /* whose catalog it is: DNS name of its root; NULL: a domain */
  char **hosts; /* best first; never empty */
  guint16 port; /* 0: the usual ones */
  gboolean is_tls;
} DirectoryPlace;

void directory_place_clear (DirectoryPlace *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DirectoryPlace, directory_place_clear)

/* dns: NULL or "" is the home domain. Asks DNS. Those of our site come first, once it is known. */
gboolean directory_locate (DirectoryForest *forest, BaseCall *call, const char *dns,
                           DirectoryPlace *ret, GError **error);

/* Who holds the home forest's catalog, once the home domain is known. Those whose names lie neither
 * in the forest's root nor in the home domain are left out if there are others. */
gboolean directory_locate_catalog (DirectoryForest *forest, BaseCall *call, DirectoryPlace *ret,
                                   GError **error);

/* Puts those that DNS has for this computer's site first; how many there are. Does not fail. */
guint directory_locate_near (DirectoryForest *forest, BaseCall *call, DirectoryPort port,
                             DirectoryPlace *place);
