/* sim-order.c - the order of an address list
 *
 * The words of the names are ranked once; then a person is a number to compare.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-order.h"

#include "sim-names.h"

#include <stdlib.h>
#include <string.h>

#define MOST_CULTURES 32
#define MOST_WORDS 64

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Latin names by their letters without accents, then those of the other scripts: the same order on
 * every machine, whatever its language. */
static char *
make_sort_key (const char *word)
{
  const char *bar = strchr (word, '|');

  if (g_unichar_get_script (g_utf8_get_char (word)) != G_UNICODE_SCRIPT_LATIN)
    return g_strndup (word, strcspn (word, "|"));
  return g_ascii_strdown (bar != NULL ? bar + 1 : word, -1);
}

/* The place of each word of the table in the alphabet of all words: [culture][given or family]. */
typedef struct
{
  guint16 rank[MOST_CULTURES][2][MOST_WORDS];
} Ranks;

static void
rank_words (Ranks *ranks)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autofree char **all = NULL;
  guint n = 0;

  for (guint c = 0; c < sim_n_cultures; c++) {
    for (guint i = 0; i < sim_cultures[c].n_given; i++)
      g_ptr_array_add (keys, make_sort_key (sim_cultures[c].given[i]));
    for (guint i = 0; i < sim_cultures[c].n_family; i++)
      g_ptr_array_add (keys, make_sort_key (sim_cultures[c].family[i]));
  }

  all = g_memdup2 (keys->pdata, keys->len * sizeof (char *));
  qsort (all, keys->len, sizeof (char *), compare_words);
  for (guint c = 0; c < sim_n_cultures; c++)
    for (guint side = 0; side < 2; side++)
      for (guint i = 0; i < (side == 0 ? sim_cultures[c].n_given : sim_cultures[c].n_family); i++) {
        char **place = bsearch (&keys->pdata[n++], all, keys->len, sizeof (char *), compare_words);

        ranks->rank[c][side][i] = (guint16) (place - all);
      }
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a;
  guint64 y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

guint32 *
sim_order_new (const SimPeople *people)
{
  guint count = sim_people_count (people);
  g_autofree Ranks *ranks = g_new0 (Ranks, 1);
  g_autofree guint64 *keys = g_new (guint64, count);
  guint32 *order = g_new (guint32, count);

  rank_words (ranks);
  for (guint i = 0; i < count; i++) {
    SimNameParts p = sim_people_parts (people, i);
    gboolean is_family_first = sim_cultures[p.culture].is_family_first;
    guint64 given = ranks->rank[p.culture][0][p.given];
    guint64 family = ranks->rank[p.culture][1][p.family];

    keys[i] = (is_family_first ? family : given) << 48 | (guint64) (guchar) p.initial << 40 |
              (is_family_first ? given : family) << 24;
    keys[i] |= i;
  }
  keys[SIM_ADMIN] = G_MAXUINT64 << 24 | SIM_ADMIN; /* no name of the tables: last */
  qsort (keys, count, sizeof (guint64), compare_keys);
  for (guint i = 0; i < count; i++)
    order[i] = (guint32) (keys[i] & 0xFFFFFF);
  return order;
}
