/* test-calendar-edit.c - what dragging a bar makes of its absence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-edit.h"

#include "base-error.h"
#include "oof-date.h"
#include "training.h"

#define ANN "ann@corp.example"
#define BEN "ben@corp.example"
#define CAT "cat@corp.example"

static const PanelCalendarShape shape = { .begin = 3, .end = 6 };

static void
test_verb (void)
{
  PanelCalendarShape cut = { .begin = 0, .end = 6, .is_cut_before = TRUE, .is_cut_after = TRUE };
  PanelCalendarShape narrow = { .begin = 3, .end = 3.2 };

  g_assert_cmpint (panel_calendar_edit_verb (&shape, 5.95, 0.1, FALSE, FALSE), ==,
                   PANEL_CALENDAR_STRETCH_END);
  g_assert_cmpint (panel_calendar_edit_verb (&shape, 3.05, 0.1, FALSE, FALSE), ==,
                   PANEL_CALENDAR_STRETCH_BEGIN);
  g_assert_cmpint (panel_calendar_edit_verb (&shape, 4, 0.1, FALSE, FALSE), ==,
                   PANEL_CALENDAR_MOVE);
  g_assert_cmpint (panel_calendar_edit_verb (&shape, 5.95, 0.1, TRUE, FALSE), ==,
                   PANEL_CALENDAR_COPY);
  g_assert_cmpint (panel_calendar_edit_verb (&shape, 5.95, 0.1, FALSE, TRUE), ==,
                   PANEL_CALENDAR_ASSIGN);
  g_assert_cmpint (panel_calendar_edit_verb (&cut, 5.95, 0.1, FALSE, FALSE), ==,
                   PANEL_CALENDAR_MOVE);
  g_assert_cmpint (panel_calendar_edit_verb (&cut, 0.01, 0.1, FALSE, FALSE), ==,
                   PANEL_CALENDAR_MOVE);
  g_assert_cmpint (panel_calendar_edit_verb (&narrow, 3.19, 0.1, FALSE, FALSE), ==,
                   PANEL_CALENDAR_MOVE);
}

static void
test_distance (void)
{
  static const struct
  {
    PanelCalendarVerb verb;
    double from, to;
    gboolean is_fine;
    double days;
  } rows[] = {
    { PANEL_CALENDAR_MOVE, 3.9, 4.1, FALSE, 1 },
    { PANEL_CALENDAR_MOVE, 3.1, 3.9, FALSE, 0 },
    { PANEL_CALENDAR_MOVE, 3.1, 1.9, TRUE, -2 },
    { PANEL_CALENDAR_COPY, 5.5, 12, FALSE, 7 },
    { PANEL_CALENDAR_STRETCH_END, 5.95, 6.4, FALSE, 0 },
    { PANEL_CALENDAR_STRETCH_END, 5.95, 6.6, FALSE, 1 },
    { PANEL_CALENDAR_STRETCH_END, 5.95, 3.2, FALSE, -3 },
    { PANEL_CALENDAR_STRETCH_END, 5.95, 6.51, TRUE, 0.5 },
    { PANEL_CALENDAR_STRETCH_END, 5.95, 5.95, TRUE, 0 },
    { PANEL_CALENDAR_STRETCH_BEGIN, 3.05, 1.6, FALSE, -1 },
    { PANEL_CALENDAR_STRETCH_BEGIN, 3.05, 3.255, TRUE, 0.25 },
    { PANEL_CALENDAR_ASSIGN, 3.9, 9, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%u", i);
    g_assert_cmpint (panel_calendar_edit_distance (rows[i].verb, &shape, rows[i].from, rows[i].to,
                                                   rows[i].is_fine),
                     ==, (gint64) (rows[i].days * OOF_DAY_S));
  }
}

/* Every Tuesday, when it repeats. */
static OofItem *
make_item (const OofFor *who, guint n_who, gboolean repeats)
{
  static const OofFor except = { OOF_FOR_PERSON, CAT };

  return training_new (&(Training){ .who = who,
                                    .n_who = n_who,
                                    .except = &except,
                                    .n_except = 1,
                                    .recurrence = repeats ? "FREQ=WEEKLY" : NULL });
}

static void
assert_item (const OofItem *item, const char *id, const char *who, const char *first,
             const char *end)
{
  const OofItemParts *parts = oof_item_parts (item);
  const OofWhenParts *when = oof_when_parts (parts->when);
  g_autofree char *from = oof_date_format (oof_date_of_local (when->from_s));
  g_autofree char *until = oof_date_format (oof_date_of_local (when->until_s));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < parts->n_who; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", parts->who[i].text);
  g_assert_cmpstr (parts->id, ==, id);
  g_assert_cmpstr (names->str, ==, who);
  g_assert_cmpstr (from, ==, first);
  g_assert_cmpstr (until, ==, end);
  g_assert_cmpint (parts->type, ==, OOF_TYPE_TRAINING);
  g_assert_cmpint (parts->priority, ==, 7);
  g_assert_cmpstr (parts->inside, ==, "<p>Away</p>");
  g_assert_cmpstr (parts->note, ==, "kept");
}

static OofItem *
make (const PanelCalendarEdit *edit)
{
  g_autoptr (GError) error = NULL;
  OofItem *item = panel_calendar_edit_make (edit, &error);

  g_assert_no_error (error);
  return item;
}

static void
test_once (void)
{
  OofFor ann = { OOF_FOR_PERSON, "Ann@Corp.example" };
  const char *const ben[] = { BEN, NULL };
  const char *const several[] = { ANN, BEN, CAT, NULL };
  g_autoptr (OofItem) item = make_item (&ann, 1, FALSE);
  gint32 day = training_day ();
  g_autoptr (OofItem) moved = make (&(PanelCalendarEdit){
      .verb = PANEL_CALENDAR_MOVE, .item = item, .day = day, .by_s = 2 * OOF_DAY_S, .from = ANN });
  g_autoptr (OofItem) longer = make (&(PanelCalendarEdit){ .verb = PANEL_CALENDAR_STRETCH_END,
                                                           .item = item,
                                                           .day = day,
                                                           .by_s = OOF_DAY_S,
                                                           .from = ANN });
  g_autoptr (OofItem) earlier = make (&(PanelCalendarEdit){ .verb = PANEL_CALENDAR_STRETCH_BEGIN,
                                                            .item = item,
                                                            .day = day,
                                                            .by_s = -OOF_DAY_S,
                                                            .from = ANN });
  g_autoptr (OofItem) handed = make (&(PanelCalendarEdit){
      .verb = PANEL_CALENDAR_MOVE, .item = item, .day = day, .from = ANN, .mail = ben });
  g_autoptr (OofItem) copied = make (&(PanelCalendarEdit){ .verb = PANEL_CALENDAR_COPY,
                                                           .item = item,
                                                           .day = day,
                                                           .by_s = 7 * OOF_DAY_S,
                                                           .from = ANN,
                                                           .mail = ben,
                                                           .new_id = "two",
                                                           .now_s = 99 });
  g_autoptr (OofItem) assigned = make (&(PanelCalendarEdit){
      .verb = PANEL_CALENDAR_ASSIGN, .item = item, .day = day, .from = ANN, .mail = several });

  assert_item (moved, "one", "Ann@Corp.example", "2031-11-06", "2031-11-09");
  assert_item (longer, "one", "Ann@Corp.example", "2031-11-04", "2031-11-08");
  assert_item (earlier, "one", "Ann@Corp.example", "2031-11-03", "2031-11-07");
  assert_item (handed, "one", BEN, "2031-11-04", "2031-11-07");
  assert_item (copied, "two", BEN, "2031-11-11", "2031-11-14");
  g_assert_cmpint (oof_item_parts (copied)->created_s, ==, 99);
  g_assert_cmpuint (oof_item_parts (copied)->n_except, ==, 0);
  assert_item (assigned, "one", "Ann@Corp.example " BEN " " CAT, "2031-11-04", "2031-11-07");
  g_assert_cmpuint (oof_item_parts (assigned)->n_except, ==, 0);
  g_assert_cmpuint (oof_item_parts (moved)->n_except, ==, 1);
}

static void
test_series (void)
{
  OofFor sales = { OOF_FOR_GROUP, "sales" };
  const char *const ben[] = { BEN, NULL };
  g_autoptr (OofItem) item = make_item (&sales, 1, TRUE);
  gint32 day = oof_date_day (2031, 11, 11);
  g_autoptr (OofItem) all = make (&(PanelCalendarEdit){
      .verb = PANEL_CALENDAR_MOVE, .item = item, .day = day, .by_s = OOF_DAY_S, .from = ANN });
  g_autoptr (OofItem) one = make (&(PanelCalendarEdit){ .verb = PANEL_CALENDAR_STRETCH_END,
                                                        .item = item,
                                                        .day = day,
                                                        .is_one = TRUE,
                                                        .by_s = -OOF_DAY_S,
                                                        .from = ANN });
  g_autoptr (OofItem) copied = make (&(PanelCalendarEdit){ .verb = PANEL_CALENDAR_COPY,
                                                           .item = item,
                                                           .day = day,
                                                           .from = ANN,
                                                           .mail = ben,
                                                           .new_id = "two" });
  const OofWhenParts *changed = oof_when_parts (oof_item_parts (one)->when);

  assert_item (all, "one", "sales", "2031-11-05", "2031-11-08");
  g_assert_true (oof_when_repeats (oof_item_parts (all)->when));
  assert_item (one, "one", "sales", "2031-11-04", "2031-11-07");
  g_assert_cmpuint (changed->n_moved, ==, 1);
  g_assert_cmpint (changed->moved[0].day, ==, day);
  g_assert_cmpint (changed->moved[0].until_s, ==, (gint64) (day + 2) * OOF_DAY_S);
  assert_item (copied, "two", BEN, "2031-11-11", "2031-11-14");
  g_assert_false (oof_when_repeats (oof_item_parts (copied)->when));
}

static void
assert_refused (const PanelCalendarEdit *edit, const char *reason)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (panel_calendar_edit_make (edit, &error));
  g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
}

static void
test_refused (void)
{
  OofFor both[] = { { OOF_FOR_PERSON, ANN }, { OOF_FOR_PERSON, BEN } };
  const char *const cat[] = { CAT, NULL };
  const char *const same[] = { ANN, NULL };
  g_autoptr (OofItem) item = make_item (both, 2, FALSE);
  g_autoptr (OofItem) still = make (&(PanelCalendarEdit){
      .verb = PANEL_CALENDAR_MOVE, .item = item, .by_s = OOF_DAY_S, .from = ANN, .mail = same });

  assert_item (still, "one", ANN " " BEN, "2031-11-05", "2031-11-08");
  assert_refused (
      &(PanelCalendarEdit){ .verb = PANEL_CALENDAR_MOVE, .item = item, .from = ANN, .mail = cat },
      "for-several");
  assert_refused (
      &(PanelCalendarEdit){
          .verb = PANEL_CALENDAR_STRETCH_END, .item = item, .by_s = -3 * OOF_DAY_S, .from = ANN },
      "end-before-start");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-edit/verb", test_verb);
  g_test_add_func ("/calendar-edit/distance", test_distance);
  g_test_add_func ("/calendar-edit/once", test_once);
  g_test_add_func ("/calendar-edit/series", test_series);
  g_test_add_func ("/calendar-edit/refused", test_refused);
  return g_test_run ();
}
