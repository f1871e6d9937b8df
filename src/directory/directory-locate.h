/* directory-locate.h - which controllers a domain has. For this room only. */
#pragma once

#include "directory-state.h"

/* Candidates of one domain. */
typedef struct
{
  char *domain; /* DNS name; "" while only a controller is known */
  char **hosts; /* best first; never empty */
  guint16 port; /* 0: the usual ones */
  gboolean is_tls;
} DirectoryPlace;

void directory_place_clear (DirectoryPlace *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DirectoryPlace, directory_place_clear)

/* dns: NULL or "" is the home domain. Asks DNS. */
gboolean directory_locate (DirectoryForest *forest, BaseCall *call, const char *dns,
                           DirectoryPlace *ret, GError **error);
