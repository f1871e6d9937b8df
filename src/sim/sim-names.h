/* sim-names.h - the words that people are made of: names of many cultures, departments, zones
 *
 * A name is written "Jürgen|juergen" (as shown, and as it stands in an address) or just "Anna" when
 * it is the same in lower case. Read-only; any thread.
 */
#pragma once

#include <glib.h>

typedef struct
{
  const char *const *given;
  guint n_given;
  const char *const *family;
  guint n_family;
  const char *const *zones; /* Windows names; each person of the culture lives in one */
  guint n_zones;
  guint weight; /* how many of a hundred people */
  gboolean is_family_first;
} SimCulture;

extern const SimCulture sim_cultures[];
extern const guint sim_n_cultures;

extern const char *const sim_departments[];
extern const guint sim_n_departments;
