/* sim-ldap-names.c - finding people by the beginning of a name or an address
 *
 * The names are few and the people many: for each word of the tables of names there is a list of
 * those who are called so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-names.h"

#include "sim-ldap-text.h"
#include "sim-names.h"

#include <stdlib.h>
#include <string.h>

#define MOST_CULTURES 32
#define MOST_WORDS 64
#define N_WORDS (MOST_CULTURES * MOST_WORDS)

struct _SimLdapNames
{
  const SimPeople *people;
  guint32 *by_address; /* everybody, in the order of the addresses */
  /* Per side (given, family): where the list of each word begins in people_of, and the lists. */
  guint32 starts[2][N_WORDS + 1];
  guint32 *people_of[2];
  char *folded[2][N_WORDS];
};

static guint
find_word (const SimPeople *people, guint person, guint side)
{
  SimNameParts parts = sim_people_parts (people, person);

  return parts.culture * MOST_WORDS + (side == 0 ? parts.given : parts.family);
}

static void
fold_words (SimLdapNames *self, guint side)
{
  for (guint c = 0; c < sim_n_cultures; c++) {
    const char *const *words = side == 0 ? sim_cultures[c].given : sim_cultures[c].family;
    guint n = side == 0 ? sim_cultures[c].n_given : sim_cultures[c].n_family;

    for (guint i = 0; i < n; i++) {
      g_autofree char *shown = g_strndup (words[i], strcspn (words[i], "|"));

      self->folded[side][c * MOST_WORDS + i] = sim_ldap_text_folded (shown);
    }
  }
}

/* Counts, then deals: everybody stays in the order of their numbers. */
static void
deal (SimLdapNames *self, guint side)
{
  guint count = sim_people_count (self->people);
  g_autofree guint32 *next = g_new (guint32, N_WORDS);

  self->people_of[side] = g_new (guint32, count);
  for (guint i = 0; i < count; i++)
    self->starts[side][find_word (self->people, i, side) + 1]++;
  for (guint w = 0; w < N_WORDS; w++)
    self->starts[side][w + 1] += self->starts[side][w];
  memcpy (next, self->starts[side], N_WORDS * sizeof *next);
  for (guint i = 0; i < count; i++)
    self->people_of[side][next[find_word (self->people, i, side)]++] = i;
}

static int
compare_addresses (gconstpointer a, gconstpointer b, gpointer data)
{
  const SimPeople *people = data;

  return strcmp (sim_people_address (people, *(const guint32 *) a),
                 sim_people_address (people, *(const guint32 *) b));
}

SimLdapNames *
sim_ldap_names_new (const SimPeople *people)
{
  SimLdapNames *self = g_new0 (SimLdapNames, 1);
  guint count = sim_people_count (people);

  self->people = people;
  self->by_address = g_new (guint32, count);
  for (guint i = 0; i < count; i++)
    self->by_address[i] = i;
  qsort_r (self->by_address, count, sizeof (guint32), compare_addresses, (gpointer) people);
  for (guint side = 0; side < 2; side++) {
    fold_words (self, side);
    deal (self, side);
  }
  return self;
}

void
sim_ldap_names_free (SimLdapNames *self)
{
  if (self == NULL)
    return;

  for (guint side = 0; side < 2; side++) {
    for (guint w = 0; w < N_WORDS; w++)
      g_free (self->folded[side][w]);
    g_free (self->people_of[side]);
  }
  g_free (self->by_address);
  g_free (self);
}

static void
take_list (const SimLdapNames *self, guint side, guint word, GArray *out)
{
  guint32 first = self->starts[side][word];

  g_array_append_vals (out, self->people_of[side] + first, self->starts[side][word + 1] - first);
}

/* Those of the first word whose name may go on like that: "s", "schmidt", "k. schm". */
static void
take_fitting (const SimLdapNames *self, guint side, guint word, const char *rest, GArray *out)
{
  for (guint32 i = self->starts[side][word]; i < self->starts[side][word + 1]; i++) {
    guint32 person = self->people_of[side][i];
    char initial = g_ascii_tolower (sim_people_parts (self->people, person).initial);
    const char *other = self->folded[1 - side][find_word (self->people, person, 1 - side)];

    if ((initial != '\0' && initial == *rest) || g_str_has_prefix (other, rest) ||
        g_str_has_prefix (rest, other))
      g_array_append_val (out, person);
  }
}

/* The prefix may end in the word, or go on behind it when it is the whole name that begins so. */
static void
find_culture (const SimLdapNames *self, guint side, guint culture, SimLdapNamePart part,
              const char *prefix, GArray *out)
{
  for (guint w = culture * MOST_WORDS; w < (culture + 1) * MOST_WORDS; w++) {
    const char *word = self->folded[side][w];

    if (word == NULL)
      continue;
    if (g_str_has_prefix (word, prefix))
      take_list (self, side, w, out);
    else if (part == SIM_LDAP_WHOLE && g_str_has_prefix (prefix, word) &&
             prefix[strlen (word)] == ' ')
      take_fitting (self, side, w, prefix + strlen (word) + 1, out);
  }
}

void
sim_ldap_names_find (const SimLdapNames *self, SimLdapNamePart part, const char *prefix,
                     GArray *out)
{
  static const guint32 admin = SIM_ADMIN; /* in no table of names */

  g_array_append_val (out, admin);
  for (guint c = 0; c < sim_n_cultures; c++) {
    guint side =
        part == SIM_LDAP_FAMILY || (part == SIM_LDAP_WHOLE && sim_cultures[c].is_family_first);

    find_culture (self, side, c, part, prefix, out);
  }
}

void
sim_ldap_names_find_address (const SimLdapNames *self, const char *prefix, GArray *out)
{
  gsize length = strlen (prefix);
  guint low = 0;
  guint high = sim_people_count (self->people);
  guint count = high;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (strcmp (sim_people_address (self->people, self->by_address[middle]), prefix) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < count; low++) {
    if (strncmp (sim_people_address (self->people, self->by_address[low]), prefix, length) != 0)
      break;
    g_array_append_val (out, self->by_address[low]);
  }
}
