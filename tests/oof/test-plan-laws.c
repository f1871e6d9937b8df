/* test-plan-laws.c - what holds for every plan, tried on random ones of fixed seeds
 *
 * No gap, no overlap; the winner is the one that a plain search finds; it does not depend on the
 * order in which items come, nor on items that lose; the plan of an edit is the edit of the plan.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "world.h"

static const OofSegment *
find_segment (const GArray *segments, gint64 at_s)
{
  for (guint i = 0; i < segments->len; i++) {
    const OofSegment *segment = &g_array_index (segments, OofSegment, i);

    if (segment->from_s <= at_s && at_s < segment->until_s)
      return segment;
  }
  return NULL;
}

static void
check_tiles (const GArray *segments, gint64 from_s, gint64 until_s)
{
  g_assert_cmpuint (segments->len, >, 0);
  for (guint i = 0; i < segments->len; i++) {
    const OofSegment *segment = &g_array_index (segments, OofSegment, i);

    g_assert_cmpint (segment->from_s, ==, from_s);
    g_assert_cmpint (segment->until_s, >, from_s);
    if (segment->n_hidden > 0)
      g_assert_true (segment->kind != OOF_SEGMENT_IN && segment->why != OOF_WHY_ALONE);
    if (segment->kind == OOF_SEGMENT_ITEM) {
      g_assert_cmpint (segment->away_from_s, <=, segment->from_s);
      g_assert_cmpint (segment->away_until_s, >=, segment->until_s);
    }
    from_s = segment->until_s;
  }
  g_assert_cmpint (from_s, ==, until_s);
}

/* Segments tile the span; in each the winner is the one that the search finds, and the plan at an
 * instant agrees. */
static void
test_segments (gconstpointer seed)
{
  World world = { 0 };
  g_autoptr (OofPlan) plan = NULL;
  guint16 winners[N_PEOPLE];
  gint64 at_s;

  make_world (&world, GPOINTER_TO_UINT (seed));
  plan = make_plan (&world);
  at_s = FIRST_S + roll (&world, N_DAYS * OOF_DAY_S);
  oof_plan_at (plan, at_s, winners);
  for (guint32 person = 0; person < N_PEOPLE; person++) {
    g_autoptr (GArray) segments = oof_plan_segments (plan, person, FIRST_S, END_S, NULL);

    check_tiles (segments, FIRST_S, END_S);
    for (guint n = 0; n < 6; n++) {
      gint64 time_s = n == 0 ? at_s : FIRST_S + roll (&world, N_DAYS * OOF_DAY_S);
      const OofSegment *segment = find_segment (segments, time_s);
      const OofRow *wanted = find_winner (&world, person, time_s, time_s + 1);

      g_assert_cmpint (segment->kind, ==, wanted != NULL ? OOF_SEGMENT_ITEM : OOF_SEGMENT_IN);
      if (wanted != NULL)
        g_assert_true (oof_row_item (oof_plan_row (plan, segment->row)) == oof_row_item (wanted));
      if (n == 0)
        g_assert_cmpint (winners[person], ==, wanted != NULL ? segment->row : OOF_NO_ROW);
    }
  }
  clear_world (&world);
}

/* At any instant everybody has what the search finds, wherever they are. */
static void
test_at (gconstpointer seed)
{
  World world = { 0 };
  g_autoptr (OofPlan) plan = NULL;

  make_world (&world, GPOINTER_TO_UINT (seed));
  plan = make_plan (&world);
  for (guint n = 0; n < 15; n++) {
    gint64 at_s = FIRST_S + roll (&world, N_DAYS * OOF_DAY_S);
    guint16 winners[N_PEOPLE];

    oof_plan_at (plan, at_s, winners);
    for (guint32 person = 0; person < N_PEOPLE; person++) {
      const OofRow *wanted = find_winner (&world, person, at_s, at_s + 1);

      if (wanted == NULL)
        g_assert_cmpint (winners[person], ==, OOF_NO_ROW);
      else
        g_assert_true (oof_plan_row (plan, winners[person]) == wanted);
    }
  }
  clear_world (&world);
}

/* The same with a reply of their own: it is over everything that does not replace it. */
static void
test_own (gconstpointer seed)
{
  World world = { 0 };
  g_autoptr (OofPlan) plan = NULL;

  make_world (&world, GPOINTER_TO_UINT (seed));
  plan = make_plan (&world);
  for (guint32 person = 0; person < N_PEOPLE; person++) {
    gint64 from_s = FIRST_S + roll (&world, (N_DAYS - 20) * OOF_DAY_S);
    const OofOwnReply own = { from_s, from_s + roll (&world, 20 * OOF_DAY_S) + 1 };
    g_autoptr (GArray) segments = oof_plan_segments (plan, person, FIRST_S, END_S, &own);

    check_tiles (segments, FIRST_S, END_S);
    for (guint i = 0; i < segments->len; i++) {
      const OofSegment *segment = &g_array_index (segments, OofSegment, i);
      gboolean is_under = segment->from_s < own.until_s && own.from_s < segment->until_s;
      const OofItemParts *parts =
          segment->kind == OOF_SEGMENT_ITEM
              ? oof_item_parts (oof_row_item (oof_plan_row (plan, segment->row)))
              : NULL;

      g_assert_true (segment->kind != OOF_SEGMENT_OWN || is_under);
      g_assert_true (segment->kind != OOF_SEGMENT_IN || !is_under);
      if (parts != NULL && is_under)
        g_assert_true (parts->type == OOF_TYPE_LEFT || parts->own == OOF_OWN_REPLACE ||
                       parts->own == OOF_OWN_REPLACE_RESTORE);
    }
  }
  clear_world (&world);
}

typedef struct
{
  const OofPlan *plan;
  guint32 next;
} Compare;

static void
compare_days_cb (guint32 person, const guint16 *winners, gpointer data)
{
  Compare *compare = data;
  guint16 alone[N_DAYS];

  g_assert_cmpuint (person, ==, compare->next++);
  oof_plan_days (compare->plan, person, alone, NULL);
  g_assert_cmpmem (winners, N_DAYS * sizeof *winners, alone, sizeof alone);
}

/* The days of all are the days of each, and those that the search finds. */
static void
test_days (gconstpointer seed)
{
  World world = { 0 };
  g_autoptr (OofPlan) plan = NULL;
  Compare compare = { 0 };

  make_world (&world, GPOINTER_TO_UINT (seed));
  plan = make_plan (&world);
  compare.plan = plan;
  oof_plan_each_days (plan, compare_days_cb, &compare);
  g_assert_cmpuint (compare.next, ==, N_PEOPLE);
  for (guint32 person = 0; person < N_PEOPLE; person += 3) {
    const OofZone *zone = world.zones[world.place_of[person]];
    gint32 day = (gint32) roll (&world, N_DAYS);
    gint64 local_s = FIRST_S + day * (gint64) OOF_DAY_S;
    const OofRow *wanted = find_winner (&world, person, oof_zone_to_instant (zone, local_s),
                                        oof_zone_to_instant (zone, local_s + OOF_DAY_S));
    guint16 winners[N_DAYS];
    guint64 several[N_DAYS / 64 + 1];

    oof_plan_days (plan, person, winners, several);
    if (wanted == NULL)
      g_assert_cmpint (winners[day], ==, OOF_NO_ROW);
    else
      g_assert_true (oof_row_item (oof_plan_row (plan, winners[day])) == oof_row_item (wanted));
    for (guint i = 0; i < N_DAYS; i++)
      g_assert_true (winners[i] != OOF_NO_ROW || (several[i / 64] >> (i % 64) & 1) == 0);
  }
  clear_world (&world);
}

static void
assert_same_rows (const OofPlan *a, const OofPlan *b)
{
  g_assert_cmpuint (oof_plan_n_rows (a), ==, oof_plan_n_rows (b));
  for (guint i = 0; i < oof_plan_n_rows (a); i++)
    g_assert_true (oof_plan_row (a, i) == oof_plan_row (b, i));
}

static void
shuffle (World *world)
{
  for (guint i = world->rows->len; i > 1; i--) {
    gint64 other = roll (world, (int) i);
    gpointer kept = world->rows->pdata[i - 1];

    world->rows->pdata[i - 1] = world->rows->pdata[other];
    world->rows->pdata[other] = kept;
  }
}

static void
test_order (gconstpointer seed)
{
  World world = { 0 };
  g_autoptr (OofPlan) plan = NULL;
  g_autoptr (OofPlan) again = NULL;

  make_world (&world, GPOINTER_TO_UINT (seed));
  plan = make_plan (&world);
  shuffle (&world);
  again = make_plan (&world);
  assert_same_rows (plan, again);
  for (guint i = 1; i < oof_plan_n_rows (plan); i++)
    g_assert_cmpint (oof_row_compare (oof_plan_row (plan, i - 1), oof_plan_row (plan, i),
                                      &oof_order_default, NULL),
                     <, 0);
  clear_world (&world);
}

static void
remove_item (GPtrArray *rows, const char *id)
{
  for (guint i = rows->len; i > 0; i--)
    if (g_str_equal (oof_item_parts (oof_row_item (rows->pdata[i - 1]))->id, id))
      g_ptr_array_remove_index (rows, i - 1);
}

/* Changing, taking away and adding an item. */
static void
test_edit (gconstpointer seed)
{
  World world = { 0 };
  g_autoptr (OofPlan) plan = NULL;

  make_world (&world, GPOINTER_TO_UINT (seed));
  plan = make_plan (&world);
  for (guint n = 0; n < 20; n++) {
    guint number = (guint) roll (&world, N_ITEMS + 5);
    g_autofree char *id = g_strdup_printf ("item-%u", number);
    g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_row_unref);
    g_autoptr (OofPlan) wanted = NULL;
    OofPlan *edited;

    if (roll (&world, 4) > 0)
      add_item (&world, number, rows);
    edited = oof_plan_edit (plan, id, rows, NULL);
    remove_item (world.rows, id);
    for (guint i = 0; i < rows->len; i++)
      g_ptr_array_add (world.rows, oof_row_ref (rows->pdata[i]));
    wanted = make_plan (&world);
    assert_same_rows (edited, wanted);
    g_clear_pointer (&plan, oof_plan_unref);
    plan = edited;
  }
  clear_world (&world);
}

/* What loses to all changes nobody's winner. */
static void
test_stable (gconstpointer seed)
{
  World world = { 0 };
  g_autoptr (OofPlan) plan = NULL;
  g_autoptr (OofPlan) more = NULL;
  g_autoptr (OofWhen) when = NULL;
  g_autoptr (OofItem) item = NULL;
  const OofFor who = { OOF_FOR_PERSON, "x" };
  const OofWhenParts always = { .from_s = 0, .until_s = OOF_OPEN_END };
  guint32 everybody[N_PEOPLE];
  OofItemParts parts = { .id = "least", .who = &who, .n_who = 1, .inside = "x", .priority = -1 };
  OofRowParts row = { .via = OOF_FOR_GROUP, .people = everybody, .n_people = N_PEOPLE };

  make_world (&world, GPOINTER_TO_UINT (seed));
  plan = make_plan (&world);
  for (guint32 i = 0; i < N_PEOPLE; i++)
    everybody[i] = i;
  parts.when = when = oof_when_new (&always, NULL);
  row.item = item = oof_item_new (&parts, NULL);
  g_ptr_array_add (world.rows, oof_row_new (world.frame, &row));
  more = make_plan (&world);
  for (guint32 person = 0; person < N_PEOPLE; person++) {
    guint16 before[N_DAYS];
    guint16 after[N_DAYS];

    oof_plan_days (plan, person, before, NULL);
    oof_plan_days (more, person, after, NULL);
    for (guint i = 0; i < N_DAYS; i++)
      g_assert_true (before[i] == OOF_NO_ROW
                         ? oof_row_item (oof_plan_row (more, after[i])) == item
                         : oof_plan_row (plan, before[i]) == oof_plan_row (more, after[i]));
  }
  clear_world (&world);
}

/* Ten thousand items on one person. */
static void
test_many (void)
{
  World world = { 0 };
  static const guint32 first = 0;
  g_autoptr (OofPlan) plan = NULL;
  g_autoptr (GArray) segments = NULL;
  g_autoptr (GError) error = NULL;

  make_world (&world, 1);
  for (guint i = 0; i < 10000; i++) {
    g_autoptr (OofItem) item = make_item (&world, 1000 + i);
    const OofRowParts row = { .item = item, .people = &first, .n_people = 1 };

    g_ptr_array_add (world.rows, oof_row_new (world.frame, &row));
  }
  plan = make_plan (&world);
  segments = oof_plan_segments (plan, 0, FIRST_S, END_S, NULL);
  check_tiles (segments, FIRST_S, END_S);
  while (world.rows->len <= OOF_PLAN_MOST_ROWS)
    g_ptr_array_add (world.rows, oof_row_ref (world.rows->pdata[0]));
  g_assert_null (oof_plan_new (world.frame, world.rows, &oof_order_default, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "plan-rows");
  clear_world (&world);
}

static void
test_frames (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (OofZone) zone = oof_zone_new (utc, 0, 1);
  const OofPlace place = { zone, NULL };
  const guint16 nowhere[] = { 0, 1 };
  const OofFrameParts right = { .n_people = 2, .n_places = 1, .places = &place, .n_days = 366 };
  OofFrameParts wrong[] = { right, right, right, right, right };
  g_autoptr (OofFrame) frame = oof_frame_new (&right, NULL);

  g_assert_nonnull (frame);
  wrong[0].n_people = OOF_FRAME_MOST_PEOPLE + 1;
  wrong[1].n_places = 0;
  wrong[2].n_days = OOF_FRAME_MOST_DAYS + 1;
  wrong[3].place_of = nowhere;
  wrong[4].first_day = OOF_DATE_LAST;
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (oof_frame_new (&wrong[i], &error));
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "frame");
  }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    GTestDataFunc test;
  } laws[] = {
    { "segments", test_segments }, { "at", test_at },       { "own", test_own },
    { "days", test_days },         { "order", test_order }, { "edit", test_edit },
    { "stable", test_stable },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (laws); i++)
    for (guint seed = 1; seed <= 5; seed++) {
      g_autofree char *path = g_strdup_printf ("/oof/plan/laws/%s/%u", laws[i].name, seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), laws[i].test);
    }
  g_test_add_func ("/oof/plan/many", test_many);
  g_test_add_func ("/oof/plan/frames", test_frames);
  return g_test_run ();
}
