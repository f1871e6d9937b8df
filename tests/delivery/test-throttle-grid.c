/* test-throttle-grid.c - servers that nobody knows, by the hundred: runs of every size, the first
 * one and the next one, which knows what the first has learnt
 *
 * What can be asked of a policy depends on how long a run is. Nobody can find out what a server
 * allows without being refused once, and a refusal costs the wait that comes with it; and what is
 * under way at that moment is refused, too. So what is asked here is 1.4 times the best time, and
 * beside it a few waits and a few round trips; five refusals and two requests in a back-off for a
 * thousand, and beside them one storm (of batches: a few, of twenty each). In a long run all that
 * is nothing, and 1.4, five and two is what is asked of it. Of a request that goes out although the
 * wait is known, there is none (server-run.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-run.h"

#define WAITS_FIRST                                                                                \
  6 /* what a first meeting may cost: two vain attempts, and what they were for                    \
     */
#define WAITS_NEXT 3
#define ROUNDS 12
#define ROUNDS_BATCHES 40
#define STORM 30
#define STORM_BATCHES 160
#define LONG 60 /* waits: a run that is longer than these has no excuse */

typedef struct
{
  double times; /* the best time */
  double best_s;
  guint refused;
  guint in_back_off;
} Figures;

static Figures
run_once (const Shape *shape, const DeliveryMemory *known, DeliveryMemory *ret_learnt)
{
  Figures figures;
  Run run;

  begin_run (&run, shape, known);
  figures.times = finish_run (&run);
  figures.best_s = best_s (shape, most_at_once (shape));
  figures.refused = run.server.refused;
  figures.in_back_off = run.server.in_back_off;
  delivery_throttle_remember (&run.throttle, ret_learnt);
  return figures;
}

/* How long a refusal may keep everybody waiting: what is announced, or what it takes to find out.
 */
static double
longest_wait_s (const Shape *shape)
{
  double wait_s = MAX (shape->wait_s, shape->full_wait_s);

  if (wait_s == 0 && shape->phases[0].rate > 0)
    wait_s = MAX (shape->parts, 1) / shape->phases[0].rate;
  wait_s = MAX (wait_s, shape->per_window > 0 ? shape->window_s : 0);
  if (shape->hint == HINT_LONG)
    wait_s *= 5;
  if (shape->hint == HINT_SHORT)
    wait_s *= 1.75;
  if (shape->hint == HINT_NONE)
    wait_s = MAX (1.75 * wait_s, 10);
  return MAX (wait_s, 1);
}

static void
check (const Shape *shape, const Figures *figures, guint waits)
{
  gboolean is_batches = shape->parts > 1;
  double wait_s = longest_wait_s (shape);
  double rounds_s = (is_batches ? ROUNDS_BATCHES : ROUNDS) * shape->latency_ms / 1000.0;
  double thousands = shape->mailboxes / 1000.0;
  guint storm = is_batches ? STORM_BATCHES : STORM;
  gboolean is_long = figures->best_s >= LONG * wait_s && thousands >= 10;
  gboolean is_large = thousands >= 50;

  g_test_message (
      "%s, %u mailboxes, %u ms, %s: best %.1f s, took %.2f times that; refused %u, sent "
      "in a back-off %u",
      shape->name, shape->mailboxes, shape->latency_ms, waits == WAITS_FIRST ? "first" : "next",
      figures->best_s, figures->times, figures->refused, figures->in_back_off);
  g_assert_cmpfloat (figures->times * figures->best_s, <=,
                     1.4 * figures->best_s + (is_long ? 0 : waits * wait_s + rounds_s));
  g_assert_cmpfloat (figures->refused, <=, 5 * thousands + (is_large && !is_batches ? 0 : storm));
  g_assert_cmpfloat (figures->in_back_off, <=, 2 * thousands + (is_large ? 0 : storm));
}

static void
check_sizes (Shape *shape, guint n)
{
  static const guint sizes[] = { 20, 150, 1000, 10000, 50000 };
  static const double most_s = 20000;
  static const guint most_tried = 10000; /* and of each third server, a longer run */

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    DeliveryMemory learnt;
    Figures figures;

    shape->mailboxes = sizes[i];
    if ((sizes[i] > most_tried && n % 3 != 0) || best_s (shape, most_at_once (shape)) > most_s)
      continue;
    figures = run_once (shape, NULL, &learnt);
    check (shape, &figures, WAITS_FIRST);
    figures = run_once (shape, &learnt, &learnt);
    check (shape, &figures, WAITS_NEXT);
  }
}

/* Each of these, with one of each of the others. */
static void
test_buckets (void)
{
  static const double rates[] = { 1, 5, 20, 60, 150, 500 };
  static const double bursts[] = { 20, 100, 1000 };
  static const double waits[] = { 0, 1, 5, 30, 300 };
  static const guint latencies[] = { 3, 20, 60, 150 };
  guint n = 0;

  for (guint rate = 0; rate < G_N_ELEMENTS (rates); rate++)
    for (guint burst = 0; burst < G_N_ELEMENTS (bursts); burst++)
      for (guint wait = 0; wait < G_N_ELEMENTS (waits); wait++, n++) {
        g_autofree char *name =
            g_strdup_printf ("%g/s, %g at once, wait %g s, hint %u", rates[rate], bursts[burst],
                             waits[wait], n % (HINT_WHOLE_SECONDS + 1));
        Shape shape = { .name = name,
                        .latency_ms = latencies[n % G_N_ELEMENTS (latencies)],
                        .phases = { { .rate = rates[rate] } },
                        .burst = MAX (bursts[burst], n % 4 == 3 ? 60 : 0), /* a batch fits */
                        .wait_s = waits[wait],
                        .hint = (Hint) (n % (HINT_WHOLE_SECONDS + 1)),
                        .parts = n % 4 == 3 ? 20 : 1 };

        check_sizes (&shape, n);
      }
}

static void
test_others (void)
{
  Shape others[] = {
    { .name = "10,000 in 10 min", .per_window = 10000, .window_s = 600 },
    { .name = "150 in 15 s", .per_window = 150, .window_s = 15 },
    { .name = "3,000 in a minute, date",
      .per_window = 3000,
      .window_s = 60,
      .hint = HINT_WHOLE_SECONDS },
    { .name = "3,000 in a minute, batches", .per_window = 3000, .window_s = 60, .parts = 20 },
    { .name = "one at once", .phases = { { .at_once = 1 } } },
    { .name = "10 at once", .phases = { { .at_once = 10 } } },
    { .name = "4 at once, wait 1 s", .phases = { { .at_once = 4 } }, .full_wait_s = 1 },
    { .name = "4 at once, no reason",
      .phases = { { .at_once = 4 } },
      .full_wait_s = 1,
      .is_mute = TRUE },
    { .name = "a storm at first", .phases = { { .is_busy = TRUE }, { .at_s = 3 } }, .wait_s = 2 },
    { .name = "a storm at first, then 100/s",
      .phases = { { .rate = 100, .is_busy = TRUE }, { .at_s = 3, .rate = 100 } },
      .burst = 100,
      .wait_s = 2 },
    { .name = "a storm at first, batches",
      .phases = { { .is_busy = TRUE }, { .at_s = 3 } },
      .wait_s = 2,
      .parts = 20 },
    { .name = "100/s, 20/s, 100/s",
      .phases = { { .rate = 100 }, { .at_s = 30, .rate = 20 }, { .at_s = 200, .rate = 100 } },
      .burst = 100,
      .wait_s = 2 },
  };
  static const guint latencies[] = { 20, 100 };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    for (guint l = 0; l < G_N_ELEMENTS (latencies); l++) {
      others[i].latency_ms = latencies[l];
      check_sizes (&others[i], i + l);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery/throttle/grid/buckets", test_buckets);
  g_test_add_func ("/delivery/throttle/grid/others", test_others);
  return g_test_run ();
}
