/* test-occurrences.c - the next times of a recurrence, and how many there are
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "panel-occurrences.h"

/* Tuesday 2031-11-04, noon, UTC */
#define NOW ((gint64) oof_date_day (2031, 11, 4) * OOF_DAY_S + 12 * 3600)

static OofWhen *
make_when (const char *from, gint64 length_s, const char *rule_text)
{
  g_autoptr (GError) error = NULL;
  OofWhen *when;
  OofRule rule;
  gboolean is_date;
  OofWhenParts parts = { .rule = &rule };

  g_assert_true (oof_date_parse_local (from, &parts.from_s, &is_date));
  g_assert_true (oof_rule_parse (rule_text, &rule, NULL));
  parts.until_s = parts.from_s + length_s;
  when = oof_when_new (&parts, &error);
  g_assert_no_error (error);
  return when;
}

static void
test_rows (void)
{
  static const struct
  {
    const char *from;
    int hours;
    const char *rule;
    guint n;
    const char *first; /* the day of the first that is shown */
    gboolean is_over;
    guint a_year;
    guint n_apart;
    gint64 gap_s;
  } rows[] = {
    { "2031-11-04T08:00", 8, "FREQ=WEEKLY", 10, "2031-11-04", FALSE, 53, 53,
      7 * OOF_DAY_S - 8 * 3600 },
    { "2031-11-04T08:00", 2, "FREQ=WEEKLY;COUNT=3", 2, "2031-11-11", FALSE, 2, 2,
      7 * OOF_DAY_S - 2 * 3600 },
    { "2031-10-07T08:00", 2, "FREQ=WEEKLY;COUNT=3", 3, "2031-10-07", TRUE, 3, 3,
      7 * OOF_DAY_S - 2 * 3600 },
    { "2031-11-04T08:00", 24, "FREQ=DAILY", 10, "2031-11-04", FALSE, 365, 1, 0 },
    { "2031-11-04T08:00", 30, "FREQ=DAILY", 10, "2031-11-04", FALSE, 365, 1, -6 * 3600 },
    { "2031-11-04T08:00", 1, "FREQ=YEARLY", 10, "2032-11-04", FALSE, 1, 1, OOF_OPEN_END },
    { "2031-11-05", 24, "FREQ=DAILY;COUNT=1", 1, "2031-11-05", FALSE, 1, 1, OOF_OPEN_END },
    { "9999-12-30", 1, "FREQ=DAILY", 2, "9999-12-30", FALSE, 2, 2, 23 * 3600 },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (OofZone) zone = oof_zone_new (utc, NOW, NOW + OOF_DAY_S);
  const OofPlace place = { zone, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (OofWhen) when =
        make_when (rows[i].from, (gint64) rows[i].hours * 3600, rows[i].rule);
    g_autofree char *first = NULL;
    PanelOccurrences found;

    g_test_message ("%s %s", rows[i].from, rows[i].rule);
    panel_occurrences_find (&found, when, &place, NOW);
    g_assert_cmpuint (found.n, ==, rows[i].n);
    first = oof_date_format (found.next[0].day);
    g_assert_cmpstr (first, ==, rows[i].first);
    g_assert_cmpint (found.is_over, ==, rows[i].is_over);
    g_assert_cmpuint (found.a_year, ==, rows[i].a_year);
    g_assert_cmpuint (found.n_apart, ==, rows[i].n_apart);
    g_assert_cmpint (found.least_gap_s, ==, rows[i].gap_s);
  }
}

/* Outside working hours that nobody knows: no time at all, and no endless search. */
static void
test_none (void)
{
  g_autoptr (OofWhen) when = make_when ("2031-11-04", OOF_DAY_S, "OUTSIDE=HOURS");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (OofZone) zone = oof_zone_new (utc, NOW, NOW + OOF_DAY_S);
  const OofPlace place = { zone, NULL };
  PanelOccurrences found;

  panel_occurrences_find (&found, when, &place, NOW);
  g_assert_cmpuint (found.n, ==, 0);
  g_assert_false (found.is_over);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panel/occurrences/rows", test_rows);
  g_test_add_func ("/panel/occurrences/none", test_none);
  return g_test_run ();
}
