/* world.h - a random organisation for plans: people in three zones, items for some of them, by name
 * and by groups
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "base-zone.h"
#include "oof-date.h"
#include "oof-plan.h"

#define N_PEOPLE 150
#define N_ITEMS 40
#define N_PLACES 3
#define N_DAYS 100
#define FIRST_S ((gint64) 21150 * OOF_DAY_S) /* 2027-11-28 */
#define END_S (FIRST_S + N_DAYS * (gint64) OOF_DAY_S)

typedef struct
{
  GRand *dice;
  OofZone *zones[N_PLACES];
  guint16 place_of[N_PEOPLE];
  OofFrame *frame;
  GPtrArray *rows;
} World;

static inline gint64
roll (World *world, int most)
{
  return g_rand_int_range (world->dice, 0, most);
}

static inline OofWhen *
make_when (World *world)
{
  static const char *const rules[] = { "FREQ=WEEKLY;BYDAY=MO,TU,WE", "FREQ=DAILY;INTERVAL=3",
                                       "FREQ=MONTHLY;BYDAY=-1FR", "CYCLE=4/4",
                                       "FREQ=DAILY;COUNT=9" };
  gint64 from_s = FIRST_S + (roll (world, N_DAYS + 40) - 30) * OOF_DAY_S;
  OofWhenParts parts = { .is_all_day = roll (world, 2) == 0, .from_s = from_s };
  OofRule rule;

  parts.until_s = from_s + (1 + roll (world, 12)) * OOF_DAY_S;
  if (!parts.is_all_day) {
    parts.from_s += roll (world, 24) * 3600;
    parts.until_s -= roll (world, 24) * 1800;
  }
  if (roll (world, 2) == 0) {
    oof_rule_parse (rules[roll (world, G_N_ELEMENTS (rules))], &rule, NULL);
    parts.rule = &rule;
  } else if (roll (world, 10) == 0) {
    parts.until_s = OOF_OPEN_END;
  }
  parts.until_s = MAX (parts.until_s, parts.from_s + 600);
  if (parts.is_all_day)
    parts.until_s = parts.until_s == OOF_OPEN_END ? OOF_OPEN_END
                                                  : MAX (parts.until_s, parts.from_s + OOF_DAY_S);
  return oof_when_new (&parts, NULL);
}

static inline OofItem *
make_item (World *world, guint number)
{
  const OofFor who = { OOF_FOR_PERSON, "x" };
  g_autofree char *id = g_strdup_printf ("item-%u", number);
  g_autoptr (OofWhen) when = make_when (world);
  g_autoptr (GError) error = NULL;
  const OofItemParts parts = { .id = id,
                               .who = &who,
                               .n_who = 1,
                               .when = when,
                               .inside = "x",
                               .audience = OOF_AUDIENCE_NONE,
                               .type = roll (world, 20) == 0 ? OOF_TYPE_LEFT : OOF_TYPE_OTHER,
                               .own = (OofOwn) roll (world, 5),
                               .priority = (int) roll (world, 3),
                               .created_s = roll (world, 5) };
  OofItem *item = oof_item_new (&parts, &error);

  g_assert_no_error (error);
  return item;
}

static inline OofRow *
make_row (World *world, OofItem *item, OofForKind via, const OofZone *zone)
{
  guint32 people[N_PEOPLE];
  guint n = 0;
  int share = (int) roll (world, 4) == 0 ? 1 : 1 + (int) roll (world, 40);
  OofRowParts parts = { .item = item, .via = via, .people = people, .zone = zone };

  for (guint32 i = 0; i < N_PEOPLE; i++)
    if (roll (world, share) == 0)
      people[n++] = i;
  parts.n_people = n;
  parts.width = n + (guint) roll (world, 3);
  return oof_row_new (world->frame, &parts);
}

/* One to three rows of one item. */
static inline void
add_item (World *world, guint number, GPtrArray *rows)
{
  g_autoptr (OofItem) item = make_item (world, number);
  const OofZone *zone = roll (world, 4) == 0 ? world->zones[roll (world, N_PLACES)] : NULL;

  for (gint64 n = 1 + roll (world, 3); n > 0; n--)
    g_ptr_array_add (rows, make_row (world, item, (OofForKind) (n - 1), zone));
}

static inline void
make_world (World *world, guint32 seed)
{
  static const char *const names[N_PLACES] = { "Europe/Berlin", "America/New_York", "Asia/Tokyo" };
  static const OofHours hours = { .n_spans = { 1 }, .spans = { { { 540, 1020 } } } };
  OofPlace places[N_PLACES];
  OofFrameParts parts = { .n_people = N_PEOPLE,
                          .place_of = world->place_of,
                          .n_places = N_PLACES,
                          .places = places,
                          .first_day = (gint32) (FIRST_S / OOF_DAY_S),
                          .n_days = N_DAYS };

  world->dice = g_rand_new_with_seed (seed);
  for (guint i = 0; i < N_PLACES; i++) {
    g_autoptr (GTimeZone) zone = base_zone_new (names[i], NULL);

    world->zones[i] = oof_zone_new (zone, FIRST_S - 400 * OOF_DAY_S, END_S + 400 * OOF_DAY_S);
    places[i] = (OofPlace){ world->zones[i], &hours };
  }
  for (guint i = 0; i < N_PEOPLE; i++)
    world->place_of[i] = (guint16) roll (world, N_PLACES);
  world->frame = oof_frame_new (&parts, NULL);
  world->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_row_unref);
  for (guint i = 0; i < N_ITEMS; i++)
    add_item (world, i, world->rows);
}

static inline void
clear_world (World *world)
{
  for (guint i = 0; i < N_PLACES; i++)
    oof_zone_unref (world->zones[i]);
  g_clear_pointer (&world->dice, g_rand_free);
  g_clear_pointer (&world->rows, g_ptr_array_unref);
  g_clear_pointer (&world->frame, oof_frame_unref);
}

static inline OofPlan *
make_plan (const World *world)
{
  g_autoptr (GError) error = NULL;
  OofPlan *plan = oof_plan_new (world->frame, world->rows, &oof_order_default, &error);

  g_assert_no_error (error);
  return plan;
}

static inline gboolean
found_cb (const OofOccurrence *occurrence, gpointer data)
{
  *(gboolean *) data = TRUE;
  return FALSE;
}

static inline gboolean
is_on (const World *world, const OofRow *row, guint32 person, gint64 at_s, gint64 until_s)
{
  const OofPlace *place = &oof_frame_parts (world->frame)->places[world->place_of[person]];
  gboolean is_found = FALSE;

  if (oof_crowd_has (oof_row_crowd (row), person))
    oof_row_each (row, place, at_s, until_s, found_cb, &is_found);
  return is_found;
}

/* The plain search: of all rows of the person that are on, the one that beats the others. */
static inline const OofRow *
find_winner (const World *world, guint32 person, gint64 at_s, gint64 until_s)
{
  const OofRow *best = NULL;

  for (guint i = 0; i < world->rows->len; i++) {
    const OofRow *row = world->rows->pdata[i];

    if (is_on (world, row, person, at_s, until_s) &&
        (best == NULL || oof_row_compare (row, best, &oof_order_default, NULL) < 0))
      best = row;
  }
  return best;
}
