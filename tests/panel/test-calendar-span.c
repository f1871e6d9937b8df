/* test-calendar-span.c - which days the calendar shows, and where an instant is among them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-span.h"

#include "base-time.h"
#include "oof-date.h"

static PanelCalendarSpan *
make_span (const char *zone_name, const char *now_text, PanelCalendarUnit unit, const char *locale)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GDateTime) now = base_time_parse (now_text, NULL, NULL);
  PanelCalendarSpan *span;
  BaseWeek week;

  base_week_get (locale, &week);
  span = panel_calendar_span_new (&week, zone, now);
  panel_calendar_span_set_unit (span, unit);
  return span;
}

static void
assert_days (PanelCalendarSpan *span, const char *first, const char *last)
{
  char text[32];
  GDate day;

  panel_calendar_span_day (span, 0, &day);
  g_date_strftime (text, sizeof text, "%F", &day);
  g_assert_cmpstr (text, ==, first);
  panel_calendar_span_day (span, panel_calendar_span_n_days (span) - 1, &day);
  g_date_strftime (text, sizeof text, "%F", &day);
  g_assert_cmpstr (text, ==, last);
}

static void
test_units (void)
{
  static const struct
  {
    const char *now;
    PanelCalendarUnit unit;
    const char *locale;
    const char *first, *last, *title;
    const char *next_first, *before_last; /* of the next unit, of the one before */
  } rows[] = {
    { "2026-11-22T12:00Z", PANEL_CALENDAR_MONTH, "de_DE", "2026-11-01", "2026-11-30",
      "November 2026", "2026-12-01", "2026-10-31" },
    { "2028-02-29T12:00Z", PANEL_CALENDAR_MONTH, "de_DE", "2028-02-01", "2028-02-29",
      "February 2028", "2028-03-01", "2028-01-31" },
    { "2026-11-22T12:00Z", PANEL_CALENDAR_WEEK, "de_DE", "2026-11-16", "2026-11-22",
      "16 Nov – 22 Nov 2026", "2026-11-23", "2026-11-15" },
    { "2026-11-22T12:00Z", PANEL_CALENDAR_WEEK, "en_US", "2026-11-22", "2026-11-28",
      "22 Nov – 28 Nov 2026", "2026-11-29", "2026-11-21" },
    { "2026-12-31T12:00Z", PANEL_CALENDAR_WEEK, "ar_EG", "2026-12-26", "2027-01-01",
      "26 Dec – 1 Jan 2027", "2027-01-02", "2026-12-25" },
    { "2026-12-31T12:00Z", PANEL_CALENDAR_QUARTER, "de_DE", "2026-10-01", "2026-12-31",
      "October – December 2026", "2027-01-01", "2026-09-30" },
    { "2028-01-01T12:00Z", PANEL_CALENDAR_YEAR, "de_DE", "2028-01-01", "2028-12-31", "2028",
      "2029-01-01", "2027-12-31" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PanelCalendarSpan) span =
        make_span ("UTC", rows[i].now, rows[i].unit, rows[i].locale);
    g_autofree char *title = panel_calendar_span_title (span);
    GDate day;
    char text[32];

    g_test_message ("%s", rows[i].title);
    assert_days (span, rows[i].first, rows[i].last);
    g_assert_cmpstr (title, ==, rows[i].title);
    g_assert_cmpint (panel_calendar_span_begins_week (span, 0), ==,
                     rows[i].unit == PANEL_CALENDAR_WEEK);
    panel_calendar_span_move (span, 1);
    panel_calendar_span_day (span, 0, &day);
    g_date_strftime (text, sizeof text, "%F", &day);
    g_assert_cmpstr (text, ==, rows[i].next_first);
    panel_calendar_span_move (span, -2);
    panel_calendar_span_day (span, panel_calendar_span_n_days (span) - 1, &day);
    g_date_strftime (text, sizeof text, "%F", &day);
    g_assert_cmpstr (text, ==, rows[i].before_last);
  }
}

static double
place (PanelCalendarSpan *span, const char *text)
{
  g_autoptr (GDateTime) when = base_time_parse (text, NULL, NULL);

  return panel_calendar_span_place (span, when);
}

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon (a, b, 1e-9)

/* The last Sunday of March has 23 hours in Berlin, that of October 25: each is as wide as any day.
 */
static void
test_clock_changes (void)
{
  g_autoptr (PanelCalendarSpan) march =
      make_span ("Europe/Berlin", "2026-03-15T12:00Z", PANEL_CALENDAR_MONTH, "de_DE");
  g_autoptr (PanelCalendarSpan) october =
      make_span ("Europe/Berlin", "2026-10-15T12:00Z", PANEL_CALENDAR_MONTH, "de_DE");

  assert_near (place (march, "2026-02-28T23:00Z"), 0);
  assert_near (place (march, "2026-03-28T23:00Z"), 28);
  assert_near (place (march, "2026-03-29T22:00Z"), 29);
  assert_near (place (march, "2026-03-29T10:30Z"), 28.5);
  assert_near (place (march, "2026-03-31T22:00Z"), 31);
  assert_near (place (october, "2026-10-24T22:00Z"), 24);
  assert_near (place (october, "2026-10-25T23:00Z"), 25);
  assert_near (place (october, "2026-10-25T10:30Z"), 24.5);
  g_assert_cmpfloat (place (march, "2026-02-28T22:59:59Z"), ==, -1);
  g_assert_cmpfloat (place (march, "2026-03-31T22:00:01Z"), ==, 32);
}

/* Midnight of a Sunday in October does not exist there. */
static void
test_day_without_midnight (void)
{
  g_autoptr (PanelCalendarSpan) span =
      make_span ("America/Asuncion", "2023-10-10T12:00Z", PANEL_CALENDAR_MONTH, "de_DE");

  assert_near (place (span, "2023-10-01T04:00Z"), 0);
  assert_near (place (span, "2023-10-02T03:00Z"), 1);
}

static void
test_now (void)
{
  g_autoptr (PanelCalendarSpan) span =
      make_span ("UTC", "2026-11-22T12:00Z", PANEL_CALENDAR_MONTH, "de_DE");
  g_autoptr (GDateTime) later = base_time_parse ("2026-12-01T06:00Z", NULL, NULL);

  assert_near (panel_calendar_span_now (span), 21.5);
  panel_calendar_span_move (span, 1);
  g_assert_cmpfloat (panel_calendar_span_now (span), ==, -1);
  g_assert_cmpfloat (panel_calendar_span_since_now (span), ==, -1);
  panel_calendar_span_move (span, -2);
  g_assert_cmpfloat (panel_calendar_span_now (span), ==, -1);
  g_assert_cmpfloat (panel_calendar_span_since_now (span), ==, 32);
  panel_calendar_span_set_now (span, later);
  panel_calendar_span_show_today (span);
  assert_days (span, "2026-12-01", "2026-12-31");
  assert_near (panel_calendar_span_now (span), 0.25);

  /* Another unit stays with today where today can be seen, else with the first day. */
  panel_calendar_span_set_unit (span, PANEL_CALENDAR_WEEK);
  assert_days (span, "2026-11-30", "2026-12-06");
  panel_calendar_span_move (span, 9);
  panel_calendar_span_set_unit (span, PANEL_CALENDAR_MONTH);
  assert_days (span, "2027-02-01", "2027-02-28");
}

/* Days as the domain counts them. */
static void
test_numbers (void)
{
  g_autoptr (PanelCalendarSpan) span =
      make_span ("UTC", "2026-11-22T12:00Z", PANEL_CALENDAR_MONTH, "de_DE");

  g_assert_cmpint (panel_calendar_span_first (span), ==, oof_date_day (2026, 11, 1));
  g_assert_cmpint (panel_calendar_span_today (span), ==, oof_date_day (2026, 11, 22));
  panel_calendar_span_show_day (span, oof_date_day (2028, 2, 29));
  assert_days (span, "2028-02-01", "2028-02-29");
  panel_calendar_span_show_day (span, oof_date_day (1969, 12, 31)); /* before what can be shown */
  panel_calendar_span_show_day (span, OOF_DATE_LAST);
  panel_calendar_span_show_day (span, G_MAXINT32);
  panel_calendar_span_show_day (span, G_MININT32);
  assert_days (span, "2028-02-01", "2028-02-29");
}

/* Nobody falls off the edge of time. */
static void
test_edges (void)
{
  g_autoptr (PanelCalendarSpan) span =
      make_span ("UTC", "2026-11-22T12:00Z", PANEL_CALENDAR_YEAR, "de_DE");

  for (int i = 0; i < 9000; i++)
    panel_calendar_span_move (span, 1);
  assert_days (span, "9990-01-01", "9990-12-31");
  for (int i = 0; i < 9000; i++)
    panel_calendar_span_move (span, -1);
  assert_days (span, "1970-01-01", "1970-12-31");
}

/* Weeks begin with the day that somebody has chosen, from then on; nothing chosen: as before. */
static void
test_first_weekday (void)
{
  g_autoptr (PanelCalendarSpan) span =
      make_span ("Europe/Berlin", "2026-11-22T12:00Z", PANEL_CALENDAR_WEEK, "de_DE");

  panel_calendar_span_set_first_weekday (span, G_DATE_SUNDAY);
  assert_days (span, "2026-11-22", "2026-11-28");
  g_assert_true (panel_calendar_span_begins_week (span, 0));
  panel_calendar_span_set_first_weekday (span, G_DATE_SATURDAY);
  assert_days (span, "2026-11-21", "2026-11-27");
  g_assert_true (panel_calendar_span_is_weekend (span, 0));
  panel_calendar_span_move (span, 1);
  panel_calendar_span_set_first_weekday (span, G_DATE_MONDAY);
  assert_days (span, "2026-11-23", "2026-11-29");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-span/units", test_units);
  g_test_add_func ("/calendar-span/clock-changes", test_clock_changes);
  g_test_add_func ("/calendar-span/day-without-midnight", test_day_without_midnight);
  g_test_add_func ("/calendar-span/now", test_now);
  g_test_add_func ("/calendar-span/numbers", test_numbers);
  g_test_add_func ("/calendar-span/edges", test_edges);
  g_test_add_func ("/calendar-span/first-weekday", test_first_weekday);
  return g_test_run ();
}
