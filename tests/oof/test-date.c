/* test-date.c - days and local times as numbers, days and hours as sets
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "oof-date.h"
#include "oof-days.h"
#include "oof-hours.h"

/* Every day there is, against GLib's calendar and a count of our own. */
static void
test_every_day (void)
{
  gint32 day = OOF_DATE_FIRST;

  for (int year = 1; year <= 9999; year++)
    for (int month = 1; month <= 12; month++)
      for (int of_month = 1; of_month <= oof_date_month_length (year, month); of_month++, day++) {
        OofYmd ymd;

        oof_date_split (day, &ymd);
        if (ymd.year != year || ymd.month != month || ymd.day != of_month ||
            oof_date_day (year, month, of_month) != day)
          g_error ("%04d-%02d-%02d", year, month, of_month);
      }
  g_assert_cmpint (day, ==, OOF_DATE_LAST + 1);
}

static void
test_against_glib (void)
{
  for (gint32 day = OOF_DATE_FIRST; day <= OOF_DATE_LAST; day += 97) {
    GDate date;
    OofYmd ymd;

    g_date_clear (&date, 1);
    g_date_set_julian (&date, (guint32) (day - OOF_DATE_FIRST + 1));
    oof_date_split (day, &ymd);
    g_assert_cmpint (g_date_get_year (&date), ==, ymd.year);
    g_assert_cmpint (g_date_get_month (&date), ==, ymd.month);
    g_assert_cmpint (g_date_get_day (&date), ==, ymd.day);
    g_assert_cmpint (g_date_get_weekday (&date), ==, oof_date_weekday (day) + 1);
  }
}

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    gint64 local_s;
    gboolean is_date;
    const char *again;
  } rows[] = {
    { "1970-01-01", 0, TRUE, "1970-01-01T00:00" },
    { "1970-01-01T00:00", 0, FALSE, "1970-01-01T00:00" },
    { "1970-01-02T01:02:03", 86400 + 3723, FALSE, "1970-01-02T01:02:03" },
    { "1969-12-31T23:59", -60, FALSE, "1969-12-31T23:59" },
    { "0001-01-01", (gint64) OOF_DATE_FIRST * OOF_DAY_S, TRUE, "0001-01-01T00:00" },
    { "9999-12-31T23:59:59", ((gint64) OOF_DATE_LAST + 1) * OOF_DAY_S - 1, FALSE,
      "9999-12-31T23:59:59" },
  };
  static const char *const wrong[] = { NULL,
                                       "",
                                       "2031",
                                       "2031-1-1",
                                       "2031-11-31",
                                       "2031-02-29",
                                       "0000-01-01",
                                       "2031-13-01",
                                       "2031-00-01",
                                       "2031-01-00",
                                       "2031/01/01",
                                       "2031-01-01T",
                                       "2031-01-01T8:00",
                                       "2031-01-01 08:00",
                                       "2031-01-01T24:00",
                                       "2031-01-01T08:60",
                                       "2031-01-01T08:00:60",
                                       "2031-01-01T08:00Z",
                                       "2031-01-01T08:00:00Z",
                                       "2031-01-01T08-00",
                                       "2031-01-01T08:00:0",
                                       "-031-01-01",
                                       "２０31-01-01" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *again = oof_date_format_local (rows[i].local_s);
    gint64 local_s;
    gboolean is_date;

    g_test_message ("%s", rows[i].text);
    g_assert_true (oof_date_parse_local (rows[i].text, &local_s, &is_date));
    g_assert_cmpint (local_s, ==, rows[i].local_s);
    g_assert_cmpint (is_date, ==, rows[i].is_date);
    g_assert_cmpstr (again, ==, rows[i].again);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    gint64 local_s = 4711;
    gboolean is_date = 42;

    g_test_message ("%s", wrong[i]);
    g_assert_false (oof_date_parse_local (wrong[i], &local_s, &is_date));
    g_assert_cmpint (local_s, ==, 4711);
    g_assert_cmpint (is_date, ==, 42);
  }
}

static void
test_days (void)
{
  const gint32 given[] = { 30, -5, 30, 7, 7, 0 };
  g_autoptr (OofDays) days = oof_days_new ("here", given, G_N_ELEMENTS (given));
  g_autoptr (OofDays) none = oof_days_new (NULL, NULL, 0);
  g_autoptr (OofDays) again = oof_days_ref (days);

  g_assert_cmpuint (days->n_days, ==, 4);
  g_assert_cmpstr (days->name, ==, "here");
  for (gint32 day = -10; day < 40; day++)
    g_assert_cmpint (oof_days_has (days, day), ==, day == 30 || day == -5 || day == 7 || day == 0);
  g_assert_false (oof_days_has (none, 0));
  g_assert_cmpstr (none->name, ==, "");
}

static void
test_hours (void)
{
  static const struct
  {
    int weekday;
    guint from_min, until_min;
    gboolean is_taken;
  } rows[] = {
    { 0, 540, 720, TRUE },  { 0, 720, 780, FALSE }, /* touches */
    { 0, 780, 1020, TRUE }, { 0, 600, 660, FALSE }, { 0, 1100, 1440, TRUE },
    { 6, 0, 1440, TRUE },   { 7, 540, 720, FALSE }, { -1, 540, 720, FALSE },
    { 1, 720, 720, FALSE }, { 1, 720, 540, FALSE }, { 1, 540, 1441, FALSE },
    { 2, 0, 1, TRUE },      { 2, 2, 3, TRUE },      { 2, 4, 5, TRUE },
    { 2, 6, 7, TRUE },      { 2, 8, 9, FALSE }, /* one too many */
  };
  OofHours hours = { 0 };

  g_assert_cmpuint (oof_hours_weekdays (&hours), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%d %u-%u", rows[i].weekday, rows[i].from_min, rows[i].until_min);
    g_assert_cmpint (
        oof_hours_add (&hours, rows[i].weekday, rows[i].from_min, rows[i].until_min, &error), ==,
        rows[i].is_taken);
    if (!rows[i].is_taken) {
      g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED));
      g_assert_cmpstr (base_error_facts (error)->reason, ==, "hours");
    }
  }
  g_assert_cmpuint (oof_hours_weekdays (&hours), ==, 0x45);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/date/every-day", test_every_day);
  g_test_add_func ("/oof/date/against-glib", test_against_glib);
  g_test_add_func ("/oof/date/text", test_text);
  g_test_add_func ("/oof/date/days", test_days);
  g_test_add_func ("/oof/date/hours", test_hours);
  return g_test_run ();
}
