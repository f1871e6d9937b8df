/* oof-plan-segments.c - the plan of one person to the second: which absence is in front, from when
 * until when
 *
 * All beginnings and ends are sorted, and between two of them the best of those that are on wins.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "oof-plan-impl.h"

#include <string.h>

/* How far around the span occurrences are looked at that touch each other: what a text says about
 * the end. */
#define AROUND_S (62 * OOF_DAY_S)

/* An absence of one item, occurrences that touch made one. */
typedef struct
{
  gint64 from_s;
  gint64 until_s;
  guint place; /* of its row among the person's rows */
  guint serial;
} Run;

typedef struct
{
  gint64 at_s;
  guint run;
  gboolean is_end;
} Event;

typedef struct
{
  const OofPlan *plan;
  guint32 person;
  const OofPlace *place;
  gint64 from_s;
  gint64 until_s;
  const OofOwnReply *own;
  GArray *rows;    /* guint16: the person's, the one that wins first; each item once */
  GArray *runs;    /* Run */
  guint first_run; /* of the row that is being read */
  guint n_words;
  guint64 *on;       /* bits: rows that are on */
  guint64 *replaces; /* bits: rows that go before an own reply */
  guint64 *hidden;   /* bits: of the segment that is being made */
  guint *run_of;     /* by place: the run that is on */
  GArray *segments;
} Sweep;

static OofItem *
item_at (const Sweep *sweep, guint place)
{
  return oof_row_item (oof_plan_row (sweep->plan, g_array_index (sweep->rows, guint16, place)));
}

static gboolean
add_run_cb (const OofOccurrence *occurrence, gpointer data)
{
  Sweep *sweep = data;
  Run *last = sweep->runs->len > sweep->first_run
                  ? &g_array_index (sweep->runs, Run, sweep->runs->len - 1)
                  : NULL;
  const Run run = { occurrence->from_s, occurrence->until_s, sweep->rows->len - 1, 0 };

  if (last != NULL && occurrence->from_s <= last->until_s)
    last->until_s = MAX (last->until_s, occurrence->until_s);
  else
    g_array_append_val (sweep->runs, run);
  return TRUE;
}

/* Only what is in the span. Of an item that leaves an own reply alone and meets one, only what that
 * reply covers: there it is seen to have lost. */
static void
drop_runs (Sweep *sweep, const OofItem *item)
{
  OofOwn policy = oof_item_parts (item)->own;
  const OofOwnReply *own = sweep->own;
  guint kept = sweep->first_run;

  for (guint i = sweep->first_run; i < sweep->runs->len; i++) {
    Run run = g_array_index (sweep->runs, Run, i);

    if (own != NULL && (policy == OOF_OWN_LEAVE || policy == OOF_OWN_ASK) &&
        !oof_item_replaces_own (item) && run.from_s < own->until_s && own->from_s < run.until_s) {
      run.from_s = MAX (run.from_s, own->from_s);
      run.until_s = MIN (run.until_s, own->until_s);
    }
    if (run.from_s < sweep->until_s && run.until_s > sweep->from_s)
      g_array_index (sweep->runs, Run, kept++) = run;
  }
  g_array_set_size (sweep->runs, kept);
}

static void
collect_row (Sweep *sweep, guint16 number, GHashTable *items)
{
  const OofRow *row = sweep->plan->rows->pdata[number];

  if (!g_hash_table_add (items, oof_row_item (row)))
    return;

  g_array_append_val (sweep->rows, number);
  sweep->first_run = sweep->runs->len;
  oof_row_each (row, sweep->place, sweep->from_s - AROUND_S, sweep->until_s + AROUND_S, add_run_cb,
                sweep);
  drop_runs (sweep, oof_row_item (row));
  if (sweep->runs->len == sweep->first_run)
    g_array_set_size (sweep->rows, sweep->rows->len - 1);
}

/* The person's rows in their order: those that list them, and those for many that have them. */
static void
collect_runs (Sweep *sweep)
{
  const OofPlan *plan = sweep->plan;
  g_autoptr (GHashTable) items = g_hash_table_new (NULL, NULL);
  guint listed = plan->starts[sweep->person];
  guint end = plan->starts[sweep->person + 1];
  guint wide = 0;

  while (listed < end || wide < plan->n_wide) {
    gboolean is_listed =
        wide == plan->n_wide || (listed < end && plan->listed[listed] < plan->wide[wide]);
    guint16 number = is_listed ? plan->listed[listed++] : plan->wide[wide++];

    if (is_listed || oof_crowd_has (oof_row_crowd (plan->rows->pdata[number]), sweep->person))
      collect_row (sweep, number, items);
  }
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const Event *x = a;
  const Event *y = b;

  return x->at_s < y->at_s ? -1 : x->at_s > y->at_s ? 1 : 0;
}

static void
add_event (GArray *events, gint64 at_s, guint run, gboolean is_end)
{
  const Event event = { at_s, run, is_end };

  g_array_append_val (events, event);
}

/* Sorted, within the span; with the ends of the own reply, whose run is the one behind the last. */
static GArray *
make_events (const Sweep *sweep)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (Event));

  for (guint i = 0; i < sweep->runs->len; i++) {
    const Run *run = &g_array_index (sweep->runs, Run, i);

    add_event (events, MAX (run->from_s, sweep->from_s), i, FALSE);
    add_event (events, MIN (run->until_s, sweep->until_s), i, TRUE);
  }
  if (sweep->own != NULL && sweep->own->from_s < sweep->until_s &&
      sweep->own->until_s > sweep->from_s) {
    add_event (events, MAX (sweep->own->from_s, sweep->from_s), sweep->runs->len, FALSE);
    add_event (events, MIN (sweep->own->until_s, sweep->until_s), sweep->runs->len, TRUE);
  }
  g_array_sort (events, compare_events);
  return events;
}

/* The best row that is on, after an own reply: of those that replace it. G_MAXUINT: none. */
static guint
find_best (const Sweep *sweep, gboolean is_own)
{
  for (guint i = 0; i < sweep->n_words; i++) {
    guint64 bits = sweep->on[i] & (is_own ? sweep->replaces[i] : G_MAXUINT64);

    if (bits != 0)
      return i * 64 + (guint) __builtin_ctzll (bits);
  }
  return G_MAXUINT;
}

static OofSegment *
last_segment (const Sweep *sweep)
{
  return sweep->segments->len > 0
             ? &g_array_index (sweep->segments, OofSegment, sweep->segments->len - 1)
             : NULL;
}

/* Why it goes before the other one. */
static void
judge (const Sweep *sweep, OofSegment *segment, guint16 other)
{
  const OofRow *winner = oof_plan_row (sweep->plan, segment->row);
  const OofRow *loser = oof_plan_row (sweep->plan, other);

  oof_row_compare (winner, loser, &sweep->plan->order, &segment->why);
  segment->rule = oof_row_decided_by (winner, loser, &sweep->plan->order);
}

/* What the segment that ends here has hidden, and why. */
static void
close_segment (Sweep *sweep)
{
  OofSegment *segment = last_segment (sweep);
  g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (guint16));
  gboolean is_over_own = segment != NULL && segment->why == OOF_WHY_REPLACES_OWN;

  if (segment == NULL)
    return;

  for (guint place = 0; place < sweep->rows->len; place++) {
    guint16 row = g_array_index (sweep->rows, guint16, place);

    if ((sweep->hidden[place / 64] >> (place % 64) & 1) == 0 ||
        (segment->kind == OOF_SEGMENT_ITEM && row == segment->row))
      continue;
    g_array_append_val (hidden, row);
    segment->asks |= segment->kind == OOF_SEGMENT_OWN &&
                     oof_item_parts (item_at (sweep, place))->own == OOF_OWN_ASK;
  }
  segment->n_hidden = hidden->len;
  if (segment->kind == OOF_SEGMENT_OWN && hidden->len > 0)
    segment->why = OOF_WHY_OWN;
  else if (segment->kind == OOF_SEGMENT_ITEM && hidden->len > 0 && !is_over_own)
    judge (sweep, segment, g_array_index (hidden, guint16, 0));
  segment->hidden = (guint16 *) (gpointer) g_array_free (g_steal_pointer (&hidden), FALSE);
  memset (sweep->hidden, 0, sweep->n_words * sizeof *sweep->hidden);
}

/* From there until there nothing changes. */
static void
add_piece (Sweep *sweep, gint64 from_s, gint64 until_s, gboolean is_own)
{
  guint best = find_best (sweep, is_own);
  OofSegment *last = last_segment (sweep);
  OofSegment next = { .kind = OOF_SEGMENT_IN, .from_s = from_s, .until_s = until_s };

  if (from_s >= until_s)
    return;

  if (best != G_MAXUINT) {
    const Run *run = &g_array_index (sweep->runs, Run, sweep->run_of[best]);

    next.kind = OOF_SEGMENT_ITEM;
    next.row = g_array_index (sweep->rows, guint16, best);
    next.away_from_s = run->from_s;
    next.away_until_s = run->until_s;
    next.why = is_own ? OOF_WHY_REPLACES_OWN : OOF_WHY_ALONE;
  } else if (is_own) {
    next.kind = OOF_SEGMENT_OWN;
  }
  if (last != NULL && last->kind == next.kind && last->row == next.row) {
    last->until_s = until_s;
    last->why = MAX (last->why, next.why);
  } else {
    close_segment (sweep);
    g_array_append_val (sweep->segments, next);
  }
  for (guint i = 0; i < sweep->n_words; i++)
    sweep->hidden[i] |= sweep->on[i];
}

static void
take_event (Sweep *sweep, const Event *event, gboolean *is_own)
{
  guint64 bit;
  guint place;

  if (event->run == sweep->runs->len) {
    *is_own = !event->is_end;
    return;
  }
  place = g_array_index (sweep->runs, Run, event->run).place;
  bit = (guint64) 1 << (place % 64);
  if (event->is_end) {
    sweep->on[place / 64] &= ~bit;
  } else {
    sweep->on[place / 64] |= bit;
    sweep->run_of[place] = event->run;
  }
}

static void
sweep_events (Sweep *sweep)
{
  g_autoptr (GArray) events = make_events (sweep);
  gint64 at_s = sweep->from_s;
  gboolean is_own = FALSE;

  for (guint i = 0; i < events->len; i++) {
    const Event *event = &g_array_index (events, Event, i);

    add_piece (sweep, at_s, event->at_s, is_own);
    at_s = MAX (at_s, event->at_s);
    take_event (sweep, event, &is_own);
  }
  add_piece (sweep, at_s, sweep->until_s, is_own);
  close_segment (sweep);
}

static void
clear_segment (gpointer data)
{
  g_clear_pointer (&((OofSegment *) data)->hidden, g_free);
}

GArray *
oof_plan_segments_at (const OofPlan *self, guint32 person, const OofPlace *place, gint64 from_s,
                      gint64 until_s, const OofOwnReply *own)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autofree guint64 *bits = NULL;
  g_autofree guint *run_of = NULL;
  Sweep sweep = { .plan = self,
                  .person = person,
                  .place = place,
                  .from_s = CLAMP (from_s, OOF_DATE_FIRST_S, OOF_DATE_END_S),
                  .until_s = CLAMP (until_s, OOF_DATE_FIRST_S, OOF_DATE_END_S),
                  .own = own,
                  .rows = rows,
                  .runs = runs,
                  .segments = g_array_new (FALSE, FALSE, sizeof (OofSegment)) };

  g_array_set_clear_func (sweep.segments, clear_segment);
  collect_runs (&sweep);
  sweep.n_words = rows->len / 64 + 1;
  bits = g_new0 (guint64, (gsize) sweep.n_words * 3);
  run_of = g_new0 (guint, rows->len + 1);
  sweep.on = bits;
  sweep.replaces = bits + sweep.n_words;
  sweep.hidden = bits + (gsize) sweep.n_words * 2;
  sweep.run_of = run_of;
  for (guint i = 0; i < rows->len; i++)
    if (oof_item_replaces_own (item_at (&sweep, i)))
      sweep.replaces[i / 64] |= (guint64) 1 << (i % 64);
  sweep_events (&sweep);
  return sweep.segments;
}

GArray *
oof_plan_segments (const OofPlan *self, guint32 person, gint64 from_s, gint64 until_s,
                   const OofOwnReply *own)
{
  const OofPlace *places = oof_frame_parts (self->frame)->places;

  return oof_plan_segments_at (self, person, &places[oof_frame_place_of (self->frame, person)],
                               from_s, until_s, own);
}
