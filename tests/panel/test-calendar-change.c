/* test-calendar-change.c - what the calendar's menu makes of an absence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-change.h"

#include "training.h"

#define ANN "ann@corp.example"

static char *
say (const OofItem *item)
{
  const OofItemParts *parts = oof_item_parts (item);
  const OofWhenParts *when = oof_when_parts (parts->when);
  g_autofree char *from = oof_date_format_local (when->from_s);
  g_autofree char *until = oof_date_format_local (when->until_s);

  g_assert_cmpstr (parts->note, ==, "kept");
  g_assert_cmpint (parts->created_s, ==, g_str_equal (parts->id, "new") ? 99 : 5);
  return g_strdup_printf ("%s %s..%s%s%s%s", parts->id, from, until,
                          when->is_all_day ? " all-day" : "", when->rule != NULL ? " series" : "",
                          when->n_except > 0  ? " without one"
                          : when->n_moved > 0 ? " with another"
                                              : "");
}

typedef struct
{
  PanelCalendarDeed deed;
  gboolean is_all_day;
  guint count;
  gint32 day;     /* of the occurrence, from the first on */
  double at;      /* days from the first on */
  const char *is; /* NULL: there is nothing to do */
  const char *added;
} Row;

static const Row rows[] = {
  { PANEL_CALENDAR_DUPLICATE, TRUE, 0, 0, 0, "one 2031-11-04T00:00..2031-11-07T00:00 all-day",
    "new 2031-11-07T00:00..2031-11-10T00:00 all-day" },
  { PANEL_CALENDAR_DUPLICATE, FALSE, 3, 7, 0, "one 2031-11-04T08:00..2031-11-06T18:00 series",
    "new 2031-11-14T08:00..2031-11-16T18:00" },
  { PANEL_CALENDAR_SPLIT, FALSE, 0, 0, 1, "one 2031-11-04T08:00..2031-11-05T00:00",
    "new 2031-11-05T00:00..2031-11-06T18:00" },
  { PANEL_CALENDAR_SPLIT, TRUE, 0, 0, 0, NULL, NULL },
  { PANEL_CALENDAR_SPLIT, TRUE, 3, 0, 1, NULL, NULL },
  { PANEL_CALENDAR_SPLIT, TRUE, 3, 7, 7, "one 2031-11-04T00:00..2031-11-07T00:00 all-day series",
    "new 2031-11-11T00:00..2031-11-14T00:00 all-day series" },
  { PANEL_CALENDAR_END_NOW, FALSE, 0, 0, 1.5, "one 2031-11-04T08:00..2031-11-05T12:00", NULL },
  { PANEL_CALENDAR_END_NOW, TRUE, 0, 0, 1.5, "one 2031-11-04T00:00..2031-11-05T12:00", NULL },
  { PANEL_CALENDAR_END_NOW, TRUE, 0, 0, 3, NULL, NULL },
  { PANEL_CALENDAR_END_NOW, FALSE, 0, 0, 0.25, NULL, NULL },
  { PANEL_CALENDAR_END_NOW, FALSE, 3, 7, 7.5,
    "one 2031-11-04T08:00..2031-11-06T18:00 series with another", NULL },
  { PANEL_CALENDAR_END_NOW, TRUE, 3, 7, 7.5,
    "one 2031-11-04T00:00..2031-11-07T00:00 all-day series without one",
    "new 2031-11-11T00:00..2031-11-11T12:00" },
  { PANEL_CALENDAR_END_NOW, TRUE, 1, 0, 1.5, "one 2031-11-04T00:00..2031-11-05T12:00", NULL },
  { PANEL_CALENDAR_EXCEPT, TRUE, 0, 0, 0, NULL, NULL },
  { PANEL_CALENDAR_EXCEPT, FALSE, 3, 7, 0,
    "one 2031-11-04T08:00..2031-11-06T18:00 series without one",
    "new 2031-11-11T08:00..2031-11-13T18:00" },
  { PANEL_CALENDAR_EXCEPT, TRUE, 1, 0, 0, "one 2031-11-04T00:00..2031-11-07T00:00 all-day", NULL },
  { PANEL_CALENDAR_EXTEND, TRUE, 0, 0, 5, "one 2031-11-04T00:00..2031-11-10T00:00 all-day", NULL },
  { PANEL_CALENDAR_EXTEND, FALSE, 0, 0, 5, "one 2031-11-04T08:00..2031-11-09T18:00", NULL },
  { PANEL_CALENDAR_EXTEND, FALSE, 0, 0, 0, "one 2031-11-04T08:00..2031-11-04T18:00", NULL },
  { PANEL_CALENDAR_EXTEND, TRUE, 3, 7, 9,
    "one 2031-11-04T00:00..2031-11-07T00:00 all-day series with another", NULL },
};

/* Every Tuesday, when it repeats. */
static OofItem *
make_item (const Row *row)
{
  static const OofFor ann = { OOF_FOR_PERSON, ANN };
  g_autofree char *weekly = g_strdup_printf ("FREQ=WEEKLY;COUNT=%u", row->count);

  return training_new (&(Training){ .who = &ann,
                                    .n_who = 1,
                                    .has_hours = !row->is_all_day,
                                    .recurrence = row->count > 0 ? weekly : NULL });
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];
    g_autoptr (OofItem) item = make_item (row);
    PanelCalendarChange change = { .deed = row->deed,
                                   .item = item,
                                   .day = training_day () + row->day,
                                   .at_s = (gint64) training_day () * OOF_DAY_S +
                                           (gint64) (row->at * OOF_DAY_S),
                                   .new_id = "new",
                                   .now_s = 99 };
    g_autoptr (OofItem) made = NULL;
    g_autoptr (OofItem) added = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *is = NULL;
    g_autofree char *is_added = NULL;

    g_test_message ("%u", i);
    g_assert_cmpint (panel_calendar_change_fits (&change), ==, row->is != NULL);
    if (row->is == NULL)
      continue;
    made = panel_calendar_change_make (&change, &added, &error);
    g_assert_no_error (error);
    is = say (made);
    g_assert_cmpstr (is, ==, row->is);
    is_added = added != NULL ? say (added) : NULL;
    g_assert_cmpstr (is_added, ==, row->added);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panel/calendar-change/rows", test_rows);
  return g_test_run ();
}
