/* oof-plan-days.c - the plan by days and at an instant, for one and for everybody
 *
 * People and days are bits. For one person, each row takes the days that are left; for everybody
 * at an instant, each row takes the people that are left.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "oof-plan-impl.h"

#include <string.h>

#define DAY_WORDS (OOF_FRAME_MOST_DAYS / 64 + 1)
#define BLOCK 64 /* people */

typedef struct
{
  guint n_days;
  guint n_words;
  guint64 left[DAY_WORDS]; /* days that nobody has yet */
  guint n_left;
  guint16 *winners;
} Days;

static void
begin_days (Days *days, guint n_days, guint16 *winners)
{
  days->n_days = n_days;
  days->n_words = n_days / 64 + 1;
  days->n_left = n_days;
  days->winners = winners;
  memset (days->left, 0xFF, days->n_words * sizeof *days->left);
  days->left[n_days / 64] = ((guint64) 1 << (n_days % 64)) - 1;
  memset (winners, 0xFF, n_days * sizeof *winners);
}

/* That row takes what is left of its days. */
static void
take_days (Days *days, const guint64 *row_days, guint16 row)
{
  for (guint i = 0; i < days->n_words; i++) {
    guint64 taken = row_days[i] & days->left[i];

    days->left[i] &= ~taken;
    for (; taken != 0; taken &= taken - 1) {
      days->winners[i * 64 + (guint) __builtin_ctzll (taken)] = row;
      days->n_left--;
    }
  }
}

/* Two rows of one item are not several. */
static void
note_several (guint64 *seen, guint64 *several, const guint64 *row_days, guint n_words)
{
  for (guint i = 0; i < n_words; i++) {
    several[i] |= seen[i] & row_days[i];
    seen[i] |= row_days[i];
  }
}

void
oof_plan_days (const OofPlan *self, guint32 person, guint16 *winners, guint64 *several)
{
  guint place = oof_frame_place_of (self->frame, person);
  g_autoptr (GHashTable) items = several != NULL ? g_hash_table_new (NULL, NULL) : NULL;
  guint64 seen[DAY_WORDS] = { 0 };
  Days days;

  begin_days (&days, oof_frame_parts (self->frame)->n_days, winners);
  if (several != NULL)
    memset (several, 0, days.n_words * sizeof *several);
  for (guint16 i = 0; i < self->rows->len && (days.n_left > 0 || several != NULL); i++) {
    const OofRow *row = self->rows->pdata[i];

    if (!oof_crowd_has (oof_row_crowd (row), person))
      continue;
    take_days (&days, oof_row_days (row, place), i);
    if (several != NULL && g_hash_table_add (items, oof_row_item (row)))
      note_several (seen, several, oof_row_days (row, place), days.n_words);
  }
}

/* The rows of 64 people at a time. */
typedef struct
{
  guint16 *rows[BLOCK];
  guint n_rows[BLOCK];
  guint *next; /* by row: how far its list was read */
} Block;

static void
sort_row (Block *block, const OofCrowd *crowd, guint16 row, guint32 base)
{
  guint64 bits = crowd->bits != NULL ? crowd->bits[base / BLOCK] : 0;

  for (; bits != 0; bits &= bits - 1) {
    guint i = (guint) __builtin_ctzll (bits);

    block->rows[i][block->n_rows[i]++] = row;
  }
  for (guint *next = &block->next[row];
       crowd->list != NULL && *next < crowd->n && crowd->list[*next] < base + BLOCK; (*next)++) {
    guint i = crowd->list[*next] - base;

    block->rows[i][block->n_rows[i]++] = row;
  }
}

void
oof_plan_each_days (const OofPlan *self, OofPlanDaysFunc callback, gpointer data)
{
  const OofFrameParts *frame = oof_frame_parts (self->frame);
  g_autofree guint16 *winners = g_new (guint16, frame->n_days + 1);
  g_autofree guint16 *lists = g_new (guint16, (gsize) BLOCK * self->rows->len + 1);
  g_autofree guint *next = g_new0 (guint, self->rows->len + 1);
  Block block = { .next = next };

  for (guint i = 0; i < BLOCK; i++)
    block.rows[i] = lists + (gsize) i * self->rows->len;
  for (guint32 base = 0; base < frame->n_people; base += BLOCK) {
    memset (block.n_rows, 0, sizeof block.n_rows);
    for (guint16 row = 0; row < self->rows->len; row++)
      sort_row (&block, oof_row_crowd (self->rows->pdata[row]), row, base);
    for (guint32 i = 0; i < BLOCK && base + i < frame->n_people; i++) {
      guint place = oof_frame_place_of (self->frame, base + i);
      Days days;

      begin_days (&days, frame->n_days, winners);
      for (guint at = 0; at < block.n_rows[i] && days.n_left > 0; at++)
        take_days (&days, oof_row_days (self->rows->pdata[block.rows[i][at]], place),
                   block.rows[i][at]);
      callback (base + i, winners, data);
    }
  }
}

static gboolean
found_cb (const OofOccurrence *occurrence, gpointer data)
{
  *(gboolean *) data = TRUE;
  return FALSE;
}

typedef struct
{
  guint16 *winners;
  guint64 *left; /* people who have none yet */
} People;

static void
take_words (People *people, const guint64 *crowd, const guint64 *among, guint n_words, guint16 row)
{
  for (guint i = 0; i < n_words; i++) {
    guint64 taken = crowd[i] & people->left[i] & (among != NULL ? among[i] : G_MAXUINT64);

    people->left[i] &= ~taken;
    for (; taken != 0; taken &= taken - 1)
      people->winners[i * 64 + (guint) __builtin_ctzll (taken)] = row;
  }
}

static void
take_list (People *people, const OofCrowd *crowd, const guint64 *among, guint16 row)
{
  for (guint i = 0; i < crowd->n; i++) {
    guint32 person = crowd->list[i];
    guint64 bit = (guint64) 1 << (person % 64);

    if ((people->left[person / 64] & bit & (among != NULL ? among[person / 64] : G_MAXUINT64)) == 0)
      continue;
    people->left[person / 64] &= ~bit;
    people->winners[person] = row;
  }
}

/* among: only those in a place, NULL: all. */
static void
take_people (People *people, const OofCrowd *crowd, const guint64 *among, guint16 row)
{
  if (crowd->bits != NULL)
    take_words (people, crowd->bits, among, crowd->n_words, row);
  else
    take_list (people, crowd, among, row);
}

static gboolean
is_on (const OofRow *row, const OofPlace *place, gint64 instant_s)
{
  gboolean is_found = FALSE;

  oof_row_each (row, place, instant_s, instant_s + 1, found_cb, &is_found);
  return is_found;
}

void
oof_plan_at (const OofPlan *self, gint64 instant_s, guint16 *winners)
{
  const OofFrameParts *frame = oof_frame_parts (self->frame);
  guint n_words = frame->n_people / 64 + 1;
  g_autofree guint64 *left = g_new (guint64, n_words);
  g_autofree gboolean *on = g_new (gboolean, frame->n_places);
  People people = { winners, left };

  memset (left, 0xFF, n_words * sizeof *left);
  memset (winners, 0xFF, frame->n_people * sizeof *winners);
  for (guint16 i = 0; i < self->rows->len; i++) {
    const OofRow *row = self->rows->pdata[i];
    guint n_on = 0;

    for (guint place = 0; place < frame->n_places; place++) {
      on[place] = is_on (row, &frame->places[place], instant_s);
      n_on += on[place] ? 1 : 0;
    }
    if (n_on == frame->n_places)
      take_people (&people, oof_row_crowd (row), NULL, i);
    for (guint place = 0; n_on < frame->n_places && place < frame->n_places; place++)
      if (on[place])
        take_people (&people, oof_row_crowd (row), oof_frame_people_in (self->frame, place), i);
  }
}
