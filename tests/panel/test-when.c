/* test-when.c - what is understood as a date and as a time, and how instants are shown
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-when.h"

#include <string.h>

static void
test_date (void)
{
  static const struct
  {
    const char *text;
    guint year, month, day; /* year 0: refused */
  } rows[] = {
    { "2026-12-24", 2026, 12, 24 }, { "  2026-1-2 ", 2026, 1, 2 }, { "2028-02-29", 2028, 2, 29 },
    { "2026-02-29", 0, 0, 0 },      { "2026-13-01", 0, 0, 0 },     { "", 0, 0, 0 },
    { "tomorrow", 0, 0, 0 },        { "2026-12-24x", 0, 0, 0 },    { "0001-01-01", 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    GDate date;
    gboolean is_date = panel_when_parse_date (rows[i].text, &date);

    g_test_message ("“%s”", rows[i].text);
    g_assert_cmpint (is_date, ==, rows[i].year != 0);
    if (is_date) {
      g_assert_cmpuint (g_date_get_year (&date), ==, rows[i].year);
      g_assert_cmpuint (g_date_get_month (&date), ==, rows[i].month);
      g_assert_cmpuint (g_date_get_day (&date), ==, rows[i].day);
    }
  }
}

static void
test_time (void)
{
  static const struct
  {
    const char *text;
    int minutes; /* -1: refused */
  } rows[] = {
    { "8", 480 },    { "08:30", 510 }, { "8.05", 485 }, { "0830", 510 },    { " 23:59 ", 1439 },
    { "0:00", 0 },   { "8 pm", 1200 }, { "12am", 0 },   { "12 p.m.", 720 }, { "7:15 PM", 1155 },
    { "24:00", -1 }, { "8:60", -1 },   { "8:", -1 },    { "8:5:1", -1 },    { "", -1 },
    { "noon", -1 },  { "-1", -1 },     { "13 pm", -1 }, { "0 am", -1 },     { "12345", -1 },
    { "8: 5", -1 },  { "pm", -1 },     { "8:+5", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    guint minutes = 0;
    gboolean is_time = panel_when_parse_time (rows[i].text, &minutes);

    g_test_message ("“%s”", rows[i].text);
    g_assert_cmpint (is_time ? (int) minutes : -1, ==, rows[i].minutes);
  }
}

/* The environment of the test sets this computer to UTC. */
static void
test_both_zones (void)
{
  g_autoptr (GDateTime) when = g_date_time_new_utc (2026, 12, 24, 11, 0, 0);
  g_autofree char *berlin = panel_when_format_both (when, "Europe/Berlin");
  g_autofree char *own = panel_when_format_both (when, NULL);
  g_autofree char *unknown = panel_when_format_both (when, "Middle/Earth");
  g_autofree char *lisbon = panel_when_format_both (when, "Europe/Lisbon");

  g_assert_true (g_str_has_prefix (berlin, "Thu 24 Dec 2026, 12:00 (Europe/Berlin)\n"
                                           "Thu 24 Dec 2026, 11:00 ("));
  g_assert_null (strchr (own, '\n'));
  g_assert_cmpstr (unknown, ==, own);
  g_assert_cmpstr (lisbon, ==, "Thu 24 Dec 2026, 11:00 (Europe/Lisbon)");
}

static void
test_recent (void)
{
  g_autoptr (GDateTime) when = g_date_time_new_utc (2026, 12, 24, 11, 5, 0);
  g_autoptr (GDateTime) later = g_date_time_add_hours (when, 12);
  g_autoptr (GDateTime) tomorrow = g_date_time_add_hours (when, 13);
  g_autofree char *recent = panel_when_format_recent (when, later);
  g_autofree char *old = panel_when_format_recent (when, tomorrow);

  g_assert_cmpstr (recent, ==, "11:05");
  g_assert_cmpstr (old, ==, "Thu 24 Dec 2026, 11:05");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panel/when/date", test_date);
  g_test_add_func ("/panel/when/time", test_time);
  g_test_add_func ("/panel/when/both-zones", test_both_zones);
  g_test_add_func ("/panel/when/recent", test_recent);
  return g_test_run ();
}
