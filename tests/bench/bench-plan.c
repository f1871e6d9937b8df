/* bench-plan.c - what a plan of a year costs for 100,000 people and 1,000 items: a table, no
 * verdict
 *
 * 40 % of the items are spans, 45 % weekly, 15 % monthly; 5 % are for all, 24 % for 1 to 5 % of the
 * people, the rest for up to 50 each. Each line is the best of some rounds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "clock.h"
#include "oof-date.h"
#include "oof-slot.h"

#include <stdio.h>

#define N_PEOPLE 100000
#define N_ITEMS 1000
#define N_DAYS 366
#define N_PLACES 4
#define FIRST_S ((gint64) 20820 * OOF_DAY_S) /* 2027-01-02 */

typedef struct
{
  GRand *dice;
  OofZone *zones[N_PLACES];
  OofFrame *frame;
  GPtrArray *rows;
  guint64 n_members;
} Bench;

static void
make_frame (Bench *bench)
{
  static const char *const names[N_PLACES] = { "Europe/Berlin", "America/New_York", "Asia/Tokyo",
                                               "America/Sao_Paulo" };
  g_autofree guint16 *place_of = g_new (guint16, N_PEOPLE);
  OofPlace places[N_PLACES];
  const OofFrameParts parts = { .n_people = N_PEOPLE,
                                .place_of = place_of,
                                .n_places = N_PLACES,
                                .places = places,
                                .first_day = (gint32) (FIRST_S / OOF_DAY_S),
                                .n_days = N_DAYS };

  for (guint i = 0; i < N_PLACES; i++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (names[i]);

    bench->zones[i] = oof_zone_new (zone, FIRST_S - 400 * OOF_DAY_S, FIRST_S + 800 * OOF_DAY_S);
    places[i] = (OofPlace){ bench->zones[i], NULL };
  }
  for (guint i = 0; i < N_PEOPLE; i++)
    place_of[i] = (guint16) g_rand_int_range (bench->dice, 0, N_PLACES);
  bench->frame = oof_frame_new (&parts, NULL);
}

static OofWhen *
make_when (GRand *dice)
{
  static const char *const rules[] = { "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=MONTHLY;BYDAY=2FR" };
  int kind = g_rand_int_range (dice, 0, 100);
  gint64 from_s = FIRST_S + g_rand_int_range (dice, 0, 300) * (gint64) OOF_DAY_S;
  OofWhenParts parts = { .is_all_day = TRUE, .from_s = from_s };
  OofRule rule;

  parts.until_s = from_s + (kind < 40 ? g_rand_int_range (dice, 1, 22) : 1) * (gint64) OOF_DAY_S;
  if (kind >= 40 && oof_rule_parse (rules[kind < 85 ? 0 : 1], &rule, NULL))
    parts.rule = &rule;
  return oof_when_new (&parts, NULL);
}

static OofRow *
make_row (Bench *bench, guint number, const guint32 *people, guint n_people)
{
  const OofFor who = { OOF_FOR_GROUP, "group" };
  g_autofree char *id = g_strdup_printf ("item-%u", number);
  g_autoptr (OofWhen) when = make_when (bench->dice);
  const OofItemParts parts = { .id = id,
                               .who = &who,
                               .n_who = 1,
                               .when = when,
                               .inside = "away",
                               .audience = OOF_AUDIENCE_NONE,
                               .created_s = number };
  g_autoptr (OofItem) item = oof_item_new (&parts, NULL);
  const OofRowParts row = {
    .item = item, .via = OOF_FOR_GROUP, .people = people, .n_people = n_people, .width = n_people
  };

  return oof_row_new (bench->frame, &row);
}

static OofRow *
make_any_row (Bench *bench, guint number)
{
  g_autofree guint32 *people = g_new (guint32, N_PEOPLE);
  int kind = g_rand_int_range (bench->dice, 0, 100);
  guint n = kind < 5    ? N_PEOPLE
            : kind < 29 ? (guint) g_rand_int_range (bench->dice, N_PEOPLE / 100, N_PEOPLE / 20)
                        : (guint) g_rand_int_range (bench->dice, 1, 51);

  for (guint i = 0; i < n; i++)
    people[i] = kind < 5 ? i : (guint32) g_rand_int_range (bench->dice, 0, N_PEOPLE);
  bench->n_members += n;
  return make_row (bench, number, people, n);
}

static void
sum_cb (guint32 person, const guint16 *winners, gpointer data)
{
  guint64 *sum = data;

  for (guint i = 0; i < N_DAYS; i++)
    *sum += winners[i];
}

static void
bench_year (const OofPlan *plan)
{
  double best = G_MAXDOUBLE;
  guint64 sum = 0;

  for (guint i = 0; i < ROUNDS; i++) {
    double start = now_ns ();

    sum = 0;
    oof_plan_each_days (plan, sum_cb, &sum);
    best = MIN (best, now_ns () - start);
  }
  printf ("the year of everybody, with a look at each day  %8.1f ms  %.2f ns a person-day "
          "(%" G_GUINT64_FORMAT ")\n",
          best / 1e6, best / N_PEOPLE / N_DAYS, sum);
  note_figure ("plan of a year: ns a person-day", best / N_PEOPLE / N_DAYS, 10);
}

static void
bench_now (const OofPlan *plan)
{
  g_autofree guint16 *winners = g_new (guint16, N_PEOPLE);
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++) {
    double start = now_ns ();

    oof_plan_at (plan, FIRST_S + 150 * OOF_DAY_S + 36000, winners);
    best = MIN (best, now_ns () - start);
  }
  printf ("who is away now                                 %8.2f ms\n", best / 1e6);
  note_figure ("who of all is away now: ms", best / 1e6, 5);
}

/* An item is changed, and who is away now is asked again. */
static void
bench_edit (Bench *bench, const OofPlan *plan)
{
  g_autofree guint16 *winners = g_new (guint16, N_PEOPLE);
  g_autofree guint32 *people = g_new (guint32, N_PEOPLE);
  double best = G_MAXDOUBLE;

  for (guint32 i = 0; i < N_PEOPLE; i++)
    people[i] = i;
  for (guint i = 0; i < ROUNDS; i++) {
    double start = now_ns ();
    g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_row_unref);
    g_autoptr (OofPlan) edited = NULL;

    g_ptr_array_add (rows, make_row (bench, 7, people, N_PEOPLE));
    edited = oof_plan_edit (plan, "item-7", rows, NULL);
    oof_plan_at (edited, FIRST_S + 150 * OOF_DAY_S + 36000, winners);
    best = MIN (best, now_ns () - start);
  }
  printf ("one item for all changed, and that again        %8.2f ms\n", best / 1e6);
  note_figure ("one item for all changed, and that again: ms", best / 1e6, 10);
}

static void
bench_segments (const OofPlan *plan)
{
  double best = G_MAXDOUBLE;
  guint n = 0;

  for (guint i = 0; i < ROUNDS; i++) {
    double start = now_ns ();

    n = 0;
    for (guint32 person = 0; person < 200; person++) {
      g_autoptr (GArray) segments = oof_plan_segments (plan, person * 499, FIRST_S,
                                                       FIRST_S + N_DAYS * (gint64) OOF_DAY_S, NULL);

      n += segments->len;
    }
    best = MIN (best, (now_ns () - start) / 200);
  }
  printf ("the year of one person to the second            %8.1f us  (%u segments each)\n",
          best / 1000, n / 200);
}

int
main (void)
{
  Bench bench = { .dice = g_rand_new_with_seed (1) };
  g_autoptr (OofPlan) plan = NULL;
  double start;

  make_frame (&bench);
  start = now_ns ();
  bench.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_row_unref);
  for (guint i = 0; i < N_ITEMS; i++)
    g_ptr_array_add (bench.rows, make_any_row (&bench, i));
  plan = oof_plan_new (bench.frame, bench.rows, &oof_order_default, NULL);
  printf ("a plan for %d people in %d zones, %d items, %d days, %" G_GUINT64_FORMAT
          " memberships\nmade, with its random people %28.1f ms\n",
          N_PEOPLE, N_PLACES, N_ITEMS, N_DAYS, bench.n_members, (now_ns () - start) / 1e6);
  bench_year (plan);
  bench_now (plan);
  bench_edit (&bench, plan);
  bench_segments (plan);
  for (guint i = 0; i < N_PLACES; i++)
    oof_zone_unref (bench.zones[i]);
  g_ptr_array_unref (bench.rows);
  oof_frame_unref (bench.frame);
  g_rand_free (bench.dice);
  return 0;
}
