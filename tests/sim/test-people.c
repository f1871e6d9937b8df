/* test-people.c - the people: the same for a seed, all different, found again, cheap
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-people.h"
#include "sim-replies.h"
#include "sim-search.h"

#include "base-text.h"
#include "base-zone.h"

#include <string.h>

static void
test_same_seed (void)
{
  g_autoptr (SimPeople) few = sim_people_new (50, 7);
  g_autoptr (SimPeople) many = sim_people_new (5000, 7);
  g_autoptr (SimPeople) others = sim_people_new (50, 8);
  guint n_same = 0;

  g_assert_cmpstr (sim_people_address (few, SIM_ADMIN), ==, "oofadmin@corp.example");
  for (guint i = 0; i < 50; i++) {
    g_autofree char *name = sim_people_name (few, i);
    g_autofree char *again = sim_people_name (many, i);

    g_assert_cmpstr (sim_people_address (few, i), ==, sim_people_address (many, i));
    g_assert_cmpstr (name, ==, again);
    n_same += strcmp (sim_people_address (few, i), sim_people_address (others, i)) == 0;
  }
  g_assert_cmpuint (n_same, <, 5);
}

static void
test_addresses (void)
{
  g_autoptr (SimPeople) people = sim_people_new (20000, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < 20000; i++) {
    const char *address = sim_people_address (people, i);
    g_autofree char *upper = g_ascii_strup (address, -1);
    g_autofree char *secondary = g_strdup_printf ("e%u@corp.example", i);
    g_autofree char *name = sim_people_name (people, i);

    g_assert_true (base_text_is_address (address));
    g_assert_true (base_text_is_clean (name, -1));
    g_assert_true (g_hash_table_add (seen, (char *) address));
    g_assert_cmpuint (sim_people_find (people, upper), ==, i);
    g_assert_cmpuint (sim_people_find_secondary (people, secondary), ==, i);
  }
  g_assert_cmpuint (sim_people_find (people, "nobody@corp.example"), ==, SIM_NOBODY);
  g_assert_cmpuint (sim_people_find (people, ""), ==, SIM_NOBODY);
  g_assert_cmpuint (sim_people_find_secondary (people, "e20000@corp.example"), ==, SIM_NOBODY);
  g_assert_cmpuint (sim_people_find_secondary (people, "e-1@corp.example"), ==, SIM_NOBODY);
  g_assert_cmpuint (sim_people_find_sid (people, "S-1-5-21-1"), ==, SIM_NOBODY);
}

/* Scripts, apostrophes, right-to-left: what makes programs stumble must be there among few. */
static void
test_variety (void)
{
  g_autoptr (SimPeople) people = sim_people_new (240, 1);
  gboolean has_apostrophe = FALSE;
  gboolean has_umlaut = FALSE;
  gboolean has_rtl = FALSE;
  gboolean has_cjk = FALSE;

  for (guint i = 0; i < 240; i++) {
    g_autofree char *name = sim_people_name (people, i);
    g_autoptr (GTimeZone) zone = base_zone_new (sim_people_zone (people, i), NULL);

    g_assert_nonnull (zone);
    has_apostrophe |= strchr (sim_people_address (people, i), '\'') != NULL;
    has_umlaut |= strstr (name, "ü") != NULL;
    for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c)) {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (c));

      has_rtl |= script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW;
      has_cjk |= script == G_UNICODE_SCRIPT_HAN;
    }
  }
  g_assert_true (has_apostrophe);
  g_assert_true (has_umlaut);
  g_assert_true (has_rtl);
  g_assert_true (has_cjk);
}

static void
test_search (void)
{
  static const struct
  {
    const char *query;
    const char *part; /* of the address of everybody who is found */
  } rows[] = {
    { "MULL", "mueller" },
    { "Müll", "mueller" },
    { "muell", "mueller" },
    { "jorg", "joerg" },
    { "o'bri", "o'brien" },
    { "brien", "o'brien" },
    { "Παπα", "papadopoulos" },
    { "oofadmin", "oofadmin" },
    {
        "heike mull",
        "heike.",
    },
  };
  g_autoptr (SimPeople) people = sim_people_new (3000, 1);
  g_autoptr (GArray) all = sim_search (people, "");
  g_autoptr (GArray) none = sim_search (people, "qqq");

  g_assert_cmpuint (all->len, ==, 3000);
  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GArray) found = sim_search (people, rows[i].query);

    g_test_message ("%s", rows[i].query);
    g_assert_cmpuint (found->len, >, 0);
    g_assert_cmpuint (found->len, <, 300);
    for (guint k = 0; k < found->len; k++)
      g_assert_nonnull (
          strstr (sim_people_address (people, g_array_index (found, guint32, k)), rows[i].part));
  }
}

/* About six in a hundred have a reply of their own, whatever day it is. */
static void
test_replies (void)
{
  g_autoptr (SimPeople) people = sim_people_new (10000, 1);
  g_autoptr (GDateTime) born = g_date_time_new_utc (2031, 5, 6, 12, 0, 0);
  g_autoptr (GDateTime) later = g_date_time_add_days (born, 200);
  guint n[3] = { 0 };
  guint n_away = 0;
  guint n_stored = 0;

  for (guint i = 0; i < 10000; i++) {
    g_autoptr (OofState) state = sim_reply_at_first (people, i, born, born);
    g_autoptr (OofState) then = sim_reply_at_first (people, i, born, later);

    n[state->mode]++;
    n_away += oof_state_is_away (state, born);
    n_stored += state->mode == OOF_MODE_OFF && *state->inside != '\0';
    g_assert_true (base_text_is_clean (state->inside, -1));
    g_assert_null (strstr (state->inside, "@N"));
    if (state->mode == OOF_MODE_SCHEDULED) {
      g_assert_nonnull (state->from);
      g_assert_cmpint (g_date_time_compare (state->from, state->until), <, 0);
    }
    g_assert_cmpint (state->mode, ==, then->mode);
  }
  g_assert_cmpuint (n[OOF_MODE_ON], >, 150);
  g_assert_cmpuint (n[OOF_MODE_ON], <, 250);
  g_assert_cmpuint (n[OOF_MODE_SCHEDULED], >, 350);
  g_assert_cmpuint (n[OOF_MODE_SCHEDULED], <, 500);
  g_assert_cmpuint (n_stored, >, 40);
  g_assert_cmpuint (n_away, >, 300);
}

/* An array of this many is what the program keeps; the bound is on the bytes, not on the time. */
static void
test_many (void)
{
  g_autoptr (SimPeople) people = sim_people_new (100000, 3);
  gsize text = 0;

  for (guint i = 0; i < 100000; i++)
    text += strlen (sim_people_address (people, i)) + 1;
  g_assert_cmpuint (text, <, 4 * 1024 * 1024);
  g_assert_cmpuint (sim_people_count (people), ==, 100000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/people/same-seed", test_same_seed);
  g_test_add_func ("/sim/people/addresses", test_addresses);
  g_test_add_func ("/sim/people/variety", test_variety);
  g_test_add_func ("/sim/people/search", test_search);
  g_test_add_func ("/sim/people/replies", test_replies);
  g_test_add_func ("/sim/people/many", test_many);
  return g_test_run ();
}
