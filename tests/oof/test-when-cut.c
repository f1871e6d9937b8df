/* test-when-cut.c - an absence in two parts: the case file, and that both parts are what it was
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "expand.h"
#include "oof-when-cut.h"

#define MOST_SEEN 5

typedef struct
{
  GString *text;
  guint n;
  guint most;
} Seen;

static gboolean
see_cb (const OofOccurrence *occurrence, gpointer data)
{
  Seen *seen = data;
  g_autofree char *from = oof_date_format_local (occurrence->from_s);
  g_autofree char *until = occurrence->until_s == OOF_OPEN_END
                               ? g_strdup ("open")
                               : oof_date_format_local (occurrence->until_s);

  g_string_append_printf (seen->text, "%s%s %s", seen->text->len > 0 ? "\n" : "", from, until);
  return ++seen->n < seen->most;
}

static void
see (GString *text, const OofWhen *when, guint most)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (OofZone) zone = oof_zone_new (utc, 0, (gint64) 80 * 366 * OOF_DAY_S);
  OofPlace place = { zone, NULL };
  Seen seen = { text, 0, most };

  oof_when_each (when, &place, G_MININT64, G_MAXINT64, see_cb, &seen);
}

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

  g_assert_no_error (expand->error);
  if (g_str_equal (word, "split"))
    when = oof_when_split (expand->when, expand_day (line->words[1]), read_local (line->words[2]),
                           &after, &error);
  else if (g_str_equal (word, "without"))
    when = oof_when_without (expand->when, expand_day (line->words[1]), &error);
  else
    when = oof_when_end (expand->when, read_local (line->words[1]), &error);

  if (when == NULL) {
    g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED));
    g_assert_null (after);
    g_string_printf (text, "refused %s", base_error_facts (error)->reason);
  } else {
    g_assert_no_error (error);
    see (text, when, MOST_SEEN);
  }
  if (after != NULL) {
    g_string_append (text, "\n--");
    see (text, after, MOST_SEEN);
  }
  g_assert_cmpstr (text->str, ==, line->block);
}

static void
test_case_file (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "cases", "oof", "when-cut.case", NULL);
  g_autoptr (GPtrArray) lines = case_read (path);
  Expand expand = { 0 };

  for (guint i = 0; i < lines->len; i++) {
    const CaseLine *line = lines->pdata[i];

    g_test_message ("%s", line->place);
    if (g_str_equal (line->words[0], "when")) {
      expand_clear (&expand);
      expand_make (line->words + 1, &expand);
    } else if (!g_str_equal (line->words[0], "case")) {
      check_cut (line, &expand);
    }
  }
  expand_clear (&expand);
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
    gint32 day = oof_date_day (2030, 1, 1) + g_test_rand_int_range (0, 800);
    g_autofree char *date = oof_date_format (day);
    g_autofree char *words_text = g_strdup_printf ("%sT08:00..%sT16:00 rule=%s", date, date, rule);
    g_auto (GStrv) words = g_strsplit (words_text, " ", -1);
    g_autoptr (GString) all = g_string_new (NULL);
    g_autoptr (GString) parts = g_string_new (NULL);
    gint32 at = day + g_test_rand_int_range (0, 200);
    g_autoptr (OofWhen) after = NULL;
    g_autoptr (OofWhen) before = NULL;
    Expand expand;

    expand_make (words, &expand);
    g_assert_no_error (expand.error);
    before = oof_when_split (expand.when, at, 0, &after, NULL);
    if (before != NULL) {
      n_split++;
      g_test_message ("%s at %d", words_text, (int) (at - day));
      see (all, expand.when, 100);
      see (parts, before, 100);
      see (parts, after, 100);
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
