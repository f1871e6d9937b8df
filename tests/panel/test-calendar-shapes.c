/* test-calendar-shapes.c - where bars are among the days that the calendar shows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-shapes.h"

#include "base-time.h"
#include "oof-date.h"

static PanelCalendarSpan *
make_span (PanelCalendarUnit unit)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) now = base_time_parse ("2031-11-12T12:00Z", NULL, NULL);
  PanelCalendarSpan *span;
  BaseWeek week;

  base_week_get ("de_DE", &week);
  span = panel_calendar_span_new (&week, zone, now);
  panel_calendar_span_set_unit (span, unit);
  return span;
}

static gint64
instant (const char *text)
{
  g_autoptr (GDateTime) when = NULL;

  if (g_str_equal (text, "open"))
    return OOF_OPEN_END;
  when = base_time_parse (text, NULL, NULL);
  g_assert_nonnull (when);
  return g_date_time_to_unix (when);
}

/* spans: "FROM UNTIL", by pairs; what is seen: "begin-end", with < or > where it is cut. */
static void
check (PanelCalendarUnit unit, const char *const *spans, const char *wanted)
{
  g_autoptr (PanelCalendarSpan) span = make_span (unit);
  g_autoptr (GArray) bars = g_array_new (FALSE, TRUE, sizeof (SessionBar));
  g_autoptr (GArray) shapes = NULL;
  g_autoptr (GString) seen = g_string_new (NULL);
  PanelCalendarFilter all = { 0 };

  for (gsize i = 0; spans[i] != NULL; i += 2) {
    SessionBar bar = { .from_s = instant (spans[i]),
                       .until_s = instant (spans[i + 1]),
                       .origin = SESSION_ORIGIN_OWN };

    g_array_append_val (bars, bar);
  }
  shapes = panel_calendar_shapes_new (span, bars, &all);
  for (guint i = 0; i < shapes->len; i++) {
    const PanelCalendarShape *shape = &g_array_index (shapes, PanelCalendarShape, i);

    g_string_append_printf (seen, "%s%s%g-%g%s", i > 0 ? " " : "", shape->is_cut_before ? "<" : "",
                            shape->begin, shape->end, shape->is_cut_after ? ">" : "");
  }
  g_test_message ("%s", wanted);
  g_assert_cmpstr (seen->str, ==, wanted);
}

#define SPANS(...)                                                                                 \
  (const char *const[])                                                                            \
  {                                                                                                \
    __VA_ARGS__, NULL                                                                              \
  }

/* The week is 10 to 16 November; Berlin is an hour before UTC. */
static void
test_week (void)
{
  check (PANEL_CALENDAR_WEEK, SPANS ("2031-11-11T05:00Z", "2031-11-11T17:00Z"), "1.25-1.75");
  check (PANEL_CALENDAR_WEEK, SPANS ("2031-11-10T23:00Z", "2031-11-13T23:00Z"), "1-4");
  check (PANEL_CALENDAR_WEEK, SPANS ("2031-11-01T00:00Z", "2031-11-10T11:00Z"), "<0-0.5");
  check (PANEL_CALENDAR_WEEK, SPANS ("2031-11-16T11:00Z", "open"), "6.5-7>");
  check (PANEL_CALENDAR_WEEK, SPANS ("2031-11-01T00:00Z", "open"), "<0-7>");
  check (PANEL_CALENDAR_WEEK, SPANS ("2031-11-01T00:00Z", "2031-11-09T23:00Z"), "");
  check (PANEL_CALENDAR_WEEK, SPANS ("2031-11-16T23:00Z", "open"), "");
  check (PANEL_CALENDAR_WEEK,
         SPANS ("2031-11-11T05:00Z", "2031-11-11T11:00Z", "2031-11-11T11:00Z", "2031-11-11T17:00Z"),
         "1.25-1.5 1.5-1.75");
}

/* Whole days, but not over each other. */
static void
test_month (void)
{
  check (PANEL_CALENDAR_MONTH, SPANS ("2031-11-11T05:00Z", "2031-11-11T17:00Z"), "10-11");
  check (PANEL_CALENDAR_MONTH, SPANS ("2031-11-11T05:00Z", "2031-11-13T17:00Z"), "10-13");
  check (PANEL_CALENDAR_MONTH, SPANS ("2031-11-10T23:00Z", "2031-11-13T23:00Z"), "10-13");
  check (PANEL_CALENDAR_MONTH,
         SPANS ("2031-11-11T05:00Z", "2031-11-11T11:00Z", "2031-11-11T17:00Z", "2031-11-12T17:00Z"),
         "10-10.5 10.75-12");
  check (PANEL_CALENDAR_MONTH,
         SPANS ("2031-11-11T05:00Z", "2031-11-11T11:00Z", "2031-11-11T11:00Z", "2031-11-11T17:00Z",
                "2031-11-11T17:00Z", "open"),
         "10-10.5 10.5-10.75 10.75-30>");
  check (PANEL_CALENDAR_MONTH,
         SPANS ("2031-11-11T05:00Z", "2031-11-11T11:00Z", "2031-11-12T11:00Z", "2031-11-12T17:00Z"),
         "10-11 11-12");
  check (PANEL_CALENDAR_MONTH, SPANS ("2031-10-01T05:00Z", "2031-12-24T11:00Z"), "<0-30>");
}

static void
test_filter (void)
{
  OofFor who = { OOF_FOR_PERSON, "ann@corp.example" };
  g_autoptr (OofWhen) when =
      oof_when_new (&(OofWhenParts){ .is_all_day = TRUE, .from_s = 0, .until_s = OOF_DAY_S }, NULL);
  g_autoptr (OofItem) item = oof_item_new (
      &(OofItemParts){
          .id = "1", .type = OOF_TYPE_SICK, .who = &who, .n_who = 1, .when = when, .inside = "x" },
      NULL);
  SessionBar bar = { .origin = SESSION_ORIGIN_RULE,
                     .marks = SESSION_MARK_FAILED | SESSION_MARK_SERIES,
                     .item = item };
  SessionBar own = { .origin = SESSION_ORIGIN_OWN };
  static const struct
  {
    PanelCalendarFilter filter;
    gboolean fits, own_fits;
  } rows[] = {
    { { 0, 0, 0 }, TRUE, TRUE },
    { { 1 << SESSION_ORIGIN_RULE, 0, 0 }, TRUE, FALSE },
    { { 1 << SESSION_ORIGIN_OWN, 0, 0 }, FALSE, TRUE },
    { { 1 << SESSION_ORIGIN_OWN | 1 << SESSION_ORIGIN_RULE, 0, 0 }, TRUE, TRUE },
    { { 0, SESSION_MARK_FAILED, 0 }, TRUE, FALSE },
    { { 0, SESSION_MARK_PENDING | SESSION_MARK_SERIES, 0 }, TRUE, FALSE },
    { { 0, SESSION_MARK_PENDING, 0 }, FALSE, FALSE },
    { { 0, 0, 1 << OOF_TYPE_SICK }, TRUE, FALSE },
    { { 0, 0, 1 << OOF_TYPE_VACATION }, FALSE, FALSE },
    { { 1 << SESSION_ORIGIN_RULE, SESSION_MARK_PENDING, 0 }, FALSE, FALSE },
  };

  g_assert_nonnull (item);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%u", i);
    g_assert_cmpint (panel_calendar_filter_fits (&rows[i].filter, &bar), ==, rows[i].fits);
    g_assert_cmpint (panel_calendar_filter_fits (&rows[i].filter, &own), ==, rows[i].own_fits);
  }
}

static void
test_find (void)
{
  g_autoptr (GArray) shapes = g_array_new (FALSE, TRUE, sizeof (PanelCalendarShape));
  PanelCalendarShape some[] = { { .begin = 1, .end = 1.01, .bar = 0 },
                                { .begin = 3, .end = 5, .bar = 1 } };

  g_array_append_vals (shapes, some, 2);
  g_assert_null (panel_calendar_shapes_find (shapes, 0.9, 0.2));
  g_assert_cmpuint (panel_calendar_shapes_find (shapes, 1.1, 0.2)->bar, ==, 0);
  g_assert_null (panel_calendar_shapes_find (shapes, 1.3, 0.2));
  g_assert_cmpuint (panel_calendar_shapes_find (shapes, 3, 0.2)->bar, ==, 1);
  g_assert_null (panel_calendar_shapes_find (shapes, 5, 0.2));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-shapes/week", test_week);
  g_test_add_func ("/calendar-shapes/month", test_month);
  g_test_add_func ("/calendar-shapes/filter", test_filter);
  g_test_add_func ("/calendar-shapes/find", test_find);
  return g_test_run ();
}
