/* test-when-shift.c - an absence at another time: the case file, and that a moved series is the
 * series moved
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "edits.h"
#include "oof-when-shift.h"

static gint64
read_seconds (const char *text)
{
  char *unit;
  gint64 n = g_ascii_strtoll (text, &unit, 10);

  return n * (*unit == 'd' ? OOF_DAY_S : *unit == 'h' ? 3600 : 60);
}

static void
check_shift (const CaseLine *line, const Expand *expand)
{
  const char *word = line->words[0];
  gboolean is_all = g_str_equal (word, "all");
  char **by = line->words + (is_all ? 1 : 2);
  OofShift shift = { read_seconds (by[0]), read_seconds (by[1]) };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofWhen) when = NULL;

  if (is_all)
    when = oof_when_shift (expand->when, &shift, &error);
  else if (g_str_equal (word, "one"))
    when = oof_when_shift_one (expand->when, expand_day (line->words[1]), &shift, &error);
  else
    when = oof_when_single (expand->when, expand_day (line->words[1]), &shift, &error);
  edits_show_result (text, when, error);
  g_assert_cmpstr (text->str, ==, line->block);
}

static void
test_case_file (void)
{
  edits_run ("when-shift.case", check_shift);
}

static gboolean
collect_cb (const OofOccurrence *occurrence, gpointer data)
{
  g_array_append_val ((GArray *) data, *occurrence);
  return ((GArray *) data)->len < 40;
}

static GArray *
collect (const OofWhen *when, const OofPlace *place)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (OofOccurrence));

  oof_when_each (when, place, G_MININT64, G_MAXINT64, collect_cb, all);
  return all;
}

static void
assert_later (const OofWhen *when, const OofWhen *later, const OofPlace *place, gint64 by_s)
{
  g_autoptr (GArray) before = collect (when, place);
  g_autoptr (GArray) after = collect (later, place);

  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < before->len; i++) {
    const OofOccurrence *a = &g_array_index (before, OofOccurrence, i);
    const OofOccurrence *b = &g_array_index (after, OofOccurrence, i);

    g_assert_cmpint (b->from_s - a->from_s, ==, by_s);
    g_assert_cmpint (b->until_s - a->until_s, ==, by_s);
    g_assert_cmpint (b->day - a->day, ==, by_s / OOF_DAY_S);
  }
}

/* Each occurrence of what was moved is one of before, moved; there and back is as before. */
static void
test_random (void)
{
  static const char *const rules[] = {
    "FREQ=DAILY;INTERVAL=3;COUNT=12",
    "FREQ=WEEKLY;BYDAY=MO,WE,SA;COUNT=12",
    "FREQ=WEEKLY;INTERVAL=3;COUNT=12",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=12",
    "FREQ=MONTHLY;COUNT=12",
    "FREQ=MONTHLY;BYMONTHDAY=3,14;COUNT=12",
    "FREQ=YEARLY;COUNT=12",
    "CYCLE=2/2/3/2/2/3;COUNT=12",
  };
  guint n_moved = 0;

  for (guint round = 0; round < 2000; round++) {
    const char *rule = rules[g_test_rand_int_range (0, G_N_ELEMENTS (rules))];
    gint64 by = (gint64) g_test_rand_int_range (-20, 21) * OOF_DAY_S;
    g_autoptr (OofWhen) moved = NULL;
    g_autoptr (OofWhen) back = NULL;
    Expand expand;

    edits_random (rule, &expand);
    moved = oof_when_shift (expand.when, &(OofShift){ by, by }, NULL);
    if (moved != NULL) {
      OofPlace place = expand_place (&expand);

      n_moved++;
      g_test_message ("by %d days", (int) (by / OOF_DAY_S));
      assert_later (expand.when, moved, &place, by);
      back = oof_when_shift (moved, &(OofShift){ -by, -by }, NULL);
      g_assert_nonnull (back);
      assert_later (expand.when, back, &place, 0);
    }
    expand_clear (&expand);
  }
  g_assert_cmpuint (n_moved, >, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/when-shift/cases", test_case_file);
  g_test_add_func ("/oof/when-shift/random", test_random);
  return g_test_run ();
}
