/* test-conflict.c - what competes for a mailbox, and what can be done about it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "oof-when-shift.h"
#include "rivals.h"

static void
test_raise (void)
{
  static const CrewItem items[] = {
    { .id = "a",
      .who = "ann@corp.example",
      .from = "2027-05-04",
      .until = "2027-05-06",
      .priority = 5 },
    { .id = "b",
      .who = "ann@corp.example bob@corp.example",
      .from = "2027-05-03",
      .until = "2027-05-08" },
  };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));
  g_autoptr (GPtrArray) conflicts = find (plan, NULL);
  g_autoptr (GError) error = NULL;
  const SessionRival *other;
  const SessionConflict *conflict = only (conflicts, &other);
  g_autoptr (OofItem) raised = NULL;

  g_assert_cmpint (conflict->from_s, ==, at ("2027-05-03T22:00:00Z"));
  g_assert_cmpint (conflict->until_s, ==, at ("2027-05-05T22:00:00Z"));
  g_assert_cmpint (conflict->why, ==, OOF_WHY_PRIORITY);
  g_assert_cmpstr (oof_item_parts (conflict->winner.item)->id, ==, "a");
  g_assert_true (session_conflict_can_raise (conflict, other));
  raised = session_conflict_raise (conflict, other, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (oof_item_parts (raised)->id, ==, "b");
  g_assert_cmpint (oof_item_parts (raised)->priority, ==, 6);
}

/* Who has left wins over every number; so does an own reply. */
static void
test_no_raise (void)
{
  static const CrewItem items[] = {
    { .id = "a",
      .who = "ann@corp.example",
      .from = "2027-05-04",
      .until = NULL,
      .type = OOF_TYPE_LEFT },
    { .id = "b", .who = "ann@corp.example", .from = "2027-05-20", .until = "2027-05-22" },
  };
  static const CrewItem alone[] = {
    { .id = "b", .who = "ann@corp.example", .from = "2027-05-20", .until = "2027-05-22" },
  };
  const OofOwnReply own = { at ("2027-05-19T00:00:00Z"), at ("2027-05-21T00:00:00Z") };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));
  g_autoptr (SessionPlan) plan_alone = make_plan (alone, G_N_ELEMENTS (alone));
  g_autoptr (GPtrArray) left = find (plan, NULL);
  g_autoptr (GPtrArray) owned = find (plan_alone, &own);
  g_autoptr (GPtrArray) free_of_it = find (plan_alone, NULL);
  const SessionRival *other;
  const SessionConflict *conflict = only (left, &other);

  g_assert_false (session_conflict_can_raise (conflict, other));
  conflict = only (owned, &other);
  g_assert_null (conflict->winner.item);
  g_assert_cmpint (conflict->why, ==, OOF_WHY_OWN);
  g_assert_false (session_conflict_can_raise (conflict, other));
  g_assert_true (session_conflict_can_trim (conflict, other));
  g_assert_cmpuint (free_of_it->len, ==, 0);
}

static void
test_trim (void)
{
  static const struct
  {
    CrewItem winner;
    CrewItem other;
    const char *from; /* NULL: there is nothing left */
    const char *until;
  } rows[] = {
    { { .from = "2027-05-04", .until = "2027-05-06" },
      { .from = "2027-05-03", .until = "2027-05-08" },
      "2027-05-03T00:00:00Z",
      "2027-05-04T00:00:00Z" },
    { { .from = "2027-05-04", .until = "2027-05-06" },
      { .from = "2027-05-05", .until = "2027-05-08" },
      "2027-05-06T00:00:00Z",
      "2027-05-08T00:00:00Z" },
    { { .from = "2027-05-04T10:00", .until = "2027-05-04T12:00" },
      { .from = "2027-05-04T11:00", .until = "2027-05-04T18:00" },
      "2027-05-04T12:00:00Z",
      "2027-05-04T18:00:00Z" },
    { { .from = "2027-05-04T10:00", .until = "2027-05-04T12:00" },
      { .from = "2027-05-04", .until = "2027-05-06" },
      NULL,
      NULL }, /* before it is no whole day: said when it is tried */
    { { .from = "2027-05-04", .until = "2027-05-10" },
      { .from = "2027-05-05", .until = "2027-05-08" },
      NULL,
      NULL },
    { { .from = "2027-05-10", .until = "2027-05-12" },
      { .from = "2027-05-08", .until = NULL },
      "2027-05-08T00:00:00Z",
      "2027-05-10T00:00:00Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    CrewItem items[] = { rows[i].winner, rows[i].other };
    g_autoptr (SessionPlan) plan = NULL;
    g_autoptr (GPtrArray) conflicts = NULL;
    g_autoptr (OofItem) item = NULL;
    g_autoptr (GError) error = NULL;
    const SessionRival *other;
    const SessionConflict *conflict;

    items[0].id = "a";
    items[1].id = "b";
    items[0].who = items[1].who = "ann@corp.example";
    items[0].priority = 1;
    g_test_message ("row %u", i);
    plan = make_plan (items, 2);
    conflicts = find (plan, NULL);
    conflict = only (conflicts, &other);
    if (session_conflict_can_trim (conflict, other))
      item = session_conflict_trim (conflict, other, zone_of (plan), &error);
    g_assert_true ((item != NULL) == (rows[i].from != NULL));
    if (item == NULL)
      continue;
    g_assert_cmpint (oof_when_parts (oof_item_parts (item)->when)->from_s, ==, at (rows[i].from));
    g_assert_cmpint (oof_when_parts (oof_item_parts (item)->when)->until_s, ==, at (rows[i].until));
  }
}

/* One of a series gives way; the others stay. */
static void
test_trim_series (void)
{
  static const CrewItem items[] = {
    { .id = "a",
      .who = "ann@corp.example",
      .from = "2027-05-04T10:00",
      .until = "2027-05-04T12:00",
      .priority = 1 },
    { .id = "b",
      .who = "ann@corp.example",
      .from = "2027-05-04T09:00",
      .until = "2027-05-04T11:00",
      .rule = "FREQ=WEEKLY;COUNT=5" },
  };
  g_autoptr (SessionPlan) plan = make_plan (items, G_N_ELEMENTS (items));
  g_autoptr (GPtrArray) conflicts = find (plan, NULL);
  g_autoptr (GError) error = NULL;
  const SessionRival *other;
  const SessionConflict *conflict = only (conflicts, &other);
  g_autoptr (OofItem) item = session_conflict_trim (conflict, other, zone_of (plan), &error);
  OofMoved one;

  g_assert_no_error (error);
  g_assert_true (oof_when_find (oof_item_parts (item)->when, other->day, &one));
  g_assert_cmpint (one.until_s, ==, at ("2027-05-04T10:00:00Z"));
  g_assert_true (oof_when_find (oof_item_parts (item)->when, other->day + 7, &one));
  g_assert_cmpint (one.until_s, ==, at ("2027-05-11T11:00:00Z"));
}

static void
test_skip (void)
{
  static const CrewItem wanted[] = {
    { .id = "a", .who = "Ann@corp.example bob@corp.example", .from = "2027-05-04" },
    { .id = "b",
      .kind = OOF_FOR_UNIT,
      .who = "OU=Sales,DC=corp,DC=example",
      .except = "bob@corp.example",
      .from = "2027-05-04" },
    { .id = "c", .who = "ann@corp.example", .from = "2027-05-04" },
  };
  g_autoptr (GPtrArray) items = crew_items (wanted, G_N_ELEMENTS (wanted));
  g_autoptr (GError) error = NULL;
  SessionRival rival = { .item = items->pdata[0] };
  g_autoptr (OofItem) named = session_conflict_skip (&rival, "ann@corp.example", &error);
  g_autoptr (OofItem) unit = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (oof_item_parts (named)->n_who, ==, 1);
  g_assert_cmpstr (oof_item_parts (named)->who[0].text, ==, "bob@corp.example");
  g_assert_cmpuint (oof_item_parts (named)->n_except, ==, 0);
  rival.item = items->pdata[1];
  unit = session_conflict_skip (&rival, "ann@corp.example", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (oof_item_parts (unit)->n_who, ==, 1);
  g_assert_cmpuint (oof_item_parts (unit)->n_except, ==, 2);
  g_assert_cmpstr (oof_item_parts (unit)->except[1].text, ==, "ann@corp.example");
  rival.item = items->pdata[2];
  g_assert_null (session_conflict_skip (&rival, "ann@corp.example", &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/conflict/raise", test_raise);
  g_test_add_func ("/session/conflict/no-raise", test_no_raise);
  g_test_add_func ("/session/conflict/trim", test_trim);
  g_test_add_func ("/session/conflict/trim-series", test_trim_series);
  g_test_add_func ("/session/conflict/skip", test_skip);
  return g_test_run ();
}
