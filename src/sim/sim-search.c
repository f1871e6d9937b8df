/* sim-search.c - finding people as an address book does
 *
 * The names are few and the people many: each word asked for is matched once against the tables of
 * names, and then a person costs two look-ups and a look at the address.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-search.h"

#include "sim-names.h"

#include <string.h>

#define MOST_WORDS 8
#define MOST_CULTURES 32
#define MOST_NAMES 64

typedef struct
{
  char *word;
  gboolean is_hit[MOST_CULTURES][2][MOST_NAMES]; /* given, family */
} Wanted;

/* Without case and accents: "Müller" and "MULLER" become "muller". */
static char *
fold (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = apart != NULL ? g_utf8_casefold (apart, -1) : g_strdup ("");
  GString *plain = g_string_new (NULL);

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_ismark (g_utf8_get_char (c)))
      g_string_append_unichar (plain, g_utf8_get_char (c));
  return g_string_free (plain, FALSE);
}

/* TRUE when word begins text, or begins after one of the separators in it. */
static gboolean
begins_part (const char *text, const char *word, const char *separators)
{
  gsize length = strlen (word);

  while (*text != '\0') {
    if (strncmp (text, word, length) == 0)
      return TRUE;
    text += strcspn (text, separators);
    text += strspn (text, separators);
  }
  return FALSE;
}

static void
match_names (Wanted *wanted, const char *const *names, guint n, guint culture, guint side)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *shown = g_strndup (names[i], strcspn (names[i], "|"));
    g_autofree char *folded = fold (shown);

    wanted->is_hit[culture][side][i] = begins_part (folded, wanted->word, " -'");
  }
}

static void
fill_wanted (Wanted *wanted, const char *word)
{
  wanted->word = fold (word);
  for (guint c = 0; c < sim_n_cultures; c++) {
    match_names (wanted, sim_cultures[c].given, sim_cultures[c].n_given, c, 0);
    match_names (wanted, sim_cultures[c].family, sim_cultures[c].n_family, c, 1);
  }
}

static gboolean
is_wanted (const Wanted *wanted, const SimPeople *people, guint person)
{
  SimNameParts parts = sim_people_parts (people, person);

  if (begins_part (sim_people_address (people, person), wanted->word, ".-"))
    return TRUE;
  if (person == SIM_ADMIN)
    return FALSE;
  return wanted->is_hit[parts.culture][0][parts.given] ||
         wanted->is_hit[parts.culture][1][parts.family];
}

GArray *
sim_search (const SimPeople *people, const char *query)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (GStrv) words = g_strsplit_set (query, " \t,", -1);
  g_autofree Wanted *wanted = g_new0 (Wanted, MOST_WORDS);
  const guint32 *order = sim_people_order (people);
  guint n = 0;

  for (guint i = 0; words[i] != NULL && n < MOST_WORDS; i++)
    if (*words[i] != '\0')
      fill_wanted (&wanted[n++], words[i]);

  for (guint i = 0; i < sim_people_count (people); i++) {
    guint hits = 0;

    while (hits < n && is_wanted (&wanted[hits], people, order[i]))
      hits++;
    if (hits == n)
      g_array_append_val (found, order[i]);
  }

  for (guint i = 0; i < n; i++)
    g_free (wanted[i].word);
  return found;
}
