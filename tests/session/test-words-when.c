/* test-words-when.c - when an absence is, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "session-words-when.h"

static gint64
local (const char *text)
{
  gint64 local_s = 0;
  gboolean is_date;

  g_assert_true (oof_date_parse_local (text, &local_s, &is_date));
  return local_s;
}

static void
test_when (void)
{
  static const struct
  {
    const char *from;
    const char *until; /* NULL: open */
    const char *rule;  /* NULL: once */
    const char *words;
  } rows[] = {
    { "2031-11-04", "2031-11-05", NULL, "Tue 4 Nov 2031" },
    { "2031-11-04", "2031-11-08", NULL, "Tue 4 Nov 2031 – Fri 7 Nov 2031" },
    { "2031-11-04", NULL, NULL, "from Tue 4 Nov 2031 until further notice" },
    { "2031-11-04T08:00", NULL, NULL, "from Tue 4 Nov 2031, 08:00 until further notice" },
    { "2031-11-04T08:00", "2031-11-04T16:30", NULL, "Tue 4 Nov 2031, 08:00–16:30" },
    { "2031-11-04T22:00", "2031-11-05T06:00", NULL,
      "Tue 4 Nov 2031, 22:00 – Wed 5 Nov 2031, 06:00" },
    { "9999-12-31", "10000-01-01", NULL, "Fri 31 Dec 9999" },
    { "2031-11-04T08:00", "2031-11-04T16:00", "FREQ=WEEKLY;COUNT=10",
      "every Tuesday, 08:00–16:00, from Tue 4 Nov 2031, 10 times" },
    { "2031-11-04", "2031-11-05", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,FR",
      "every 2 weeks on Monday, Tuesday and Friday, from Tue 4 Nov 2031" },
    { "2031-11-04", "2031-11-06", "FREQ=DAILY;INTERVAL=14;UNTIL=20321231",
      "every 14 days, for 2 days, from Tue 4 Nov 2031, until Fri 31 Dec 2032" },
    { "2031-11-04T17:00", "2031-11-05T08:00", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
      "every working day, 17:00–08:00, from Tue 4 Nov 2031" },
    { "2031-11-04T17:00", "2031-11-07T08:00", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=1",
      "every month on the last Friday, 17:00–08:00 3 days later, from Tue 4 Nov 2031, 1 time" },
    { "2031-11-04", "2031-11-05", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31",
      "every 3 months on day 31, from Tue 4 Nov 2031" },
    { "2031-11-04", "2031-11-05", "FREQ=MONTHLY;BYMONTHDAY=-1",
      "every month on the last day, from Tue 4 Nov 2031" },
    { "2031-11-04", "2031-11-05", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24",
      "every year on day 24 of December, from Tue 4 Nov 2031" },
    { "2031-11-04", "2031-11-05", "FREQ=YEARLY;BYMONTH=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2",
      "every year on the second working day of March, from Tue 4 Nov 2031" },
    { "2031-11-04", "2031-11-05", "CYCLE=4/3",
      "by turns 4 days away and 3 at work, from Tue 4 Nov 2031" },
    { "2031-11-04", "2031-11-05", "CYCLE=2/2/3/2",
      "by turns so many days away and at work: 2/2/3/2, from Tue 4 Nov 2031" },
    { "2031-11-04", "2032-11-05", "OUTSIDE=HOURS", "outside working hours, from Tue 4 Nov 2031" },
    { "2031-11-04", "2031-11-05", "FREQ=YEARLY;BYYEARDAY=-1",
      "by the rule FREQ=YEARLY;BYYEARDAY=-1, from Tue 4 Nov 2031" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gboolean ends = rows[i].until != NULL;
    gboolean is_last = g_strcmp0 (rows[i].until, "10000-01-01") == 0;
    g_autoptr (GError) error = NULL;
    g_autoptr (OofWhen) when = NULL;
    g_autofree char *words = NULL;
    OofRule rule;
    OofWhenParts parts = {
      .from_s = local (rows[i].from),
      .until_s = !ends     ? OOF_OPEN_END
                 : is_last ? OOF_DATE_END_S
                           : local (rows[i].until),
    };

    g_test_message ("%s %s", rows[i].from, rows[i].rule);
    parts.is_all_day = parts.from_s % OOF_DAY_S == 0;
    if (rows[i].rule != NULL) {
      g_assert_true (oof_rule_parse (rows[i].rule, &rule, NULL));
      parts.rule = &rule;
    }
    when = oof_when_new (&parts, &error);
    g_assert_no_error (error);
    words = session_words_when (when);
    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/words-when", test_when);
  return g_test_run ();
}
