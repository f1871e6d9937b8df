/* test-when-cut.c - an absence in two parts: the case file, and that both parts are what it was
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "edits.h"
#include "oof-when-cut.h"

static gint64
read_local (const char *text)
{
  gboolean is_date;

  return expand_local (text, &is_date);
}

static void
check_cut (const CaseLine *line, const Expand *expand)
{
  const char *word = line->words[0];
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofWhen) after = NULL;
  g_autoptr (OofWhen) when = NULL;

  if (g_str_equal (word, "split"))
    when = oof_when_split (expand->when, expand_day (line->words[1]), read_local (line->words[2]),
                           &after, &error);
  else if (g_str_equal (word, "without"))
    when = oof_when_without (expand->when, expand_day (line->words[1]), &error);
  else
    when = oof_when_end (expand->when, read_local (line->words[1]), &error);

  edits_show_result (text, when, error);
  if (after != NULL) {
    g_assert_nonnull (when);
    g_string_append (text, "\n--");
    edits_show (text, after, EDITS_SHOWN);
  }
  g_assert_cmpstr (text->str, ==, line->block);
}

static void
test_case_file (void)
{
  edits_run ("when-cut.case", check_cut);
}

/* Wherever a series can be split, both parts one after the other are the series. */
static void
test_random (void)
{
  static const char *const rules[] = {
    "FREQ=DAILY;INTERVAL=3;COUNT=20",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=12",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU;COUNT=12",
    "FREQ=MONTHLY;COUNT=9",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR,1MO;COUNT=9",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,2;COUNT=9",
    "FREQ=MONTHLY;BYMONTHDAY=-1,31,15;UNTIL=20331231",
    "FREQ=YEARLY;BYMONTH=2,12;BYMONTHDAY=24,29;COUNT=8",
    "FREQ=YEARLY;INTERVAL=2;COUNT=4",
    "CYCLE=2/3/4/5;COUNT=30",
  };
  guint n_split = 0;

  for (guint round = 0; round < 2000; round++) {
    const char *rule = rules[g_test_rand_int_range (0, G_N_ELEMENTS (rules))];
    g_autoptr (GString) all = g_string_new (NULL);
    g_autoptr (GString) parts = g_string_new (NULL);
    g_autoptr (OofWhen) after = NULL;
    g_autoptr (OofWhen) before = NULL;
    Expand expand;
    gint32 day = edits_random (rule, &expand);
    gint32 at = day + g_test_rand_int_range (0, 200);

    before = oof_when_split (expand.when, at, 0, &after, NULL);
    if (before != NULL) {
      n_split++;
      g_test_message ("split after %d days", (int) (at - day));
      edits_show (all, expand.when, 100);
      edits_show (parts, before, 100);
      edits_show (parts, after, 100);
      g_assert_cmpstr (parts->str, ==, all->str);
    }
    expand_clear (&expand);
  }
  g_assert_cmpuint (n_split, >, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/when-cut/cases", test_case_file);
  g_test_add_func ("/oof/when-cut/random", test_random);
  return g_test_run ();
}
