/* test-throttle.c - the throttle's policy against servers of many kinds, in virtual time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server-run.h"
#include "server-shapes.h"

#define N_THROWN 100

typedef struct
{
  double times;   /* the best time */
  double refused; /* of 1,000 mailboxes */
  double in_back_off;
} Score;

static Score
run_shape (const Shape *shape)
{
  Run run;
  Score score;

  begin_run (&run, shape, NULL);
  score.times = finish_run (&run);
  score.refused = run.server.refused * 1000.0 / shape->mailboxes;
  score.in_back_off = run.server.in_back_off * 1000.0 / shape->mailboxes;
  g_test_message ("%-32s %6u mailboxes, best %7.1f s: took %4.2f times that; of 1,000 refused "
                  "%5.2f, sent in a back-off %4.2f; in the end %2u at once, %5.1f/s",
                  shape->name, shape->mailboxes, best_s (shape, most_at_once (shape)), score.times,
                  score.refused, score.in_back_off, run.throttle.limit, run.throttle.rate);
  g_assert_cmpuint (run.under_way_most, <=, MOST);
  g_assert_cmpfloat (score.times, <=, 1.4);
  return score;
}

static void
test_shape (gconstpointer data)
{
  Score score = run_shape (data);

  g_assert_cmpfloat (score.refused, <=, 5);
  g_assert_cmpfloat (score.in_back_off, <=, 2);
}

static double throw (GRand * dice, const double *values, int n)
{
  return values[g_rand_int_range (dice, 0, n)] * g_rand_double_range (dice, 0.8, 1.25);
}

/* Servers that nobody chose. Time is asked of each; one that lets two thousand through and then
 * none may refuse a little more, what is refused is asked of them together. */
static void
test_thrown (void)
{
  static const double rates[] = { 6, 12, 25, 50, 100, 200, 400 };
  static const double bursts[] = { 0.25, 0.5, 1, 2, 5, 15 };
  static const double waits[] = { 1, 2, 4, 8, 15, 24 };
  static const double latencies[] = { 12, 25, 50, 100, 200, 300 };
  static const Hint hints[] = { HINT_TRUE, HINT_TRUE, HINT_WHOLE_SECONDS, HINT_NONE, HINT_SHORT };
  g_autoptr (GRand) dice = g_rand_new_with_seed (11);
  double refused = 0, in_back_off = 0;

  for (guint i = 0; i < N_THROWN; i++) {
    Shape shape = { .name = "thrown" };
    double rate = throw (dice, rates, G_N_ELEMENTS (rates));
    Score score;

    shape.hint = hints[g_rand_int_range (dice, 0, G_N_ELEMENTS (hints))];
    shape.phases[0].rate = rate;
    shape.wait_s = throw (dice, waits, G_N_ELEMENTS (waits));
    shape.punish_s = g_rand_boolean (dice) ? shape.wait_s / 20 : 0;
    shape.latency_ms = (guint) throw (dice, latencies, G_N_ELEMENTS (latencies));
    shape.parts = g_rand_int_range (dice, 0, 4) == 0 ? 20 : 1;
    shape.burst = rate * throw (dice, bursts, G_N_ELEMENTS (bursts));
    shape.burst = MAX (shape.burst, shape.parts > 1 ? 2 * shape.parts : 1); /* a batch fits */
    if (g_rand_int_range (dice, 0, 3) == 0)
      shape.phases[0].at_once = (guint) g_rand_int_range (dice, 2, MOST);
    /* What there is to learn costs some waits. */
    shape.mailboxes =
        (guint) CLAMP (rate * shape.wait_s * 60, 10000 * (shape.parts > 1 ? 4 : 1), 200000);

    score = run_shape (&shape);
    g_assert_cmpfloat (score.refused, <=, 10);
    g_assert_cmpfloat (score.in_back_off, <=, 4);
    refused += score.refused / N_THROWN;
    in_back_off += score.in_back_off / N_THROWN;
  }
  g_test_message ("all thrown: of 1,000 refused %.2f, sent in a back-off %.2f", refused,
                  in_back_off);
  g_assert_cmpfloat (refused, <=, 3);
  g_assert_cmpfloat (in_back_off, <=, 1);
}

/* What was learnt is not paid for again. */
static void
test_remembered (void)
{
  static const Shape shape = { .name = "again",
                               .mailboxes = 2000,
                               .latency_ms = 20,
                               .phases = { { .rate = 100 } },
                               .burst = 100,
                               .wait_s = 10 };
  static const Shape first = { .name = "first",
                               .mailboxes = 30000,
                               .latency_ms = 20,
                               .phases = { { .rate = 100 } },
                               .burst = 100,
                               .wait_s = 10 };
  DeliveryMemory memory, forgotten = { 0 };
  DeliveryThrottle old;
  Run run;

  begin_run (&run, &first, NULL);
  finish_run (&run);
  delivery_throttle_remember (&run.throttle, &memory);
  g_assert_cmpfloat (memory.rate, >=, 80);
  g_assert_cmpfloat (memory.rate, <=, 105);
  g_assert_cmpint (memory.wait_ms, ==, 10000);
  g_assert_true (memory.was_refused);

  begin_run (&run, &shape, &memory);
  g_assert_cmpfloat (finish_run (&run), <=, 1.3);
  g_assert_cmpuint (run.server.refused, ==, 0);

  delivery_throttle_init (&old, MOST, START_US);
  delivery_throttle_recall (&old, &memory, 30 * 24 * 3600);
  g_assert_cmpfloat (old.rate, ==, 0);
  delivery_throttle_recall (&old, &forgotten, 0);
  g_assert_cmpuint (old.limit, ==, 4);
}

/* Ten thousand mailboxes, each asked three times, twenty in a request, by clients of many speeds.
 * That single requests went well in an earlier run, which listed them, says nothing of batches. */
static void
test_first_batches (void)
{
  static const DeliveryMemory listed = { .limit = 4 };
  static const guint latencies[] = { 3, 5, 7, 10, 15, 20, 30, 45 };

  for (guint i = 0; i < G_N_ELEMENTS (latencies); i++) {
    const Shape shape = { .name = "batches at first contact",
                          .mailboxes = 30000,
                          .latency_ms = latencies[i],
                          .parts = 20,
                          .phases = { { .rate = 400 } },
                          .burst = 400,
                          .wait_s = 2 };
    double times;
    Run run;

    begin_run (&run, &shape, &listed);
    times = finish_run (&run);
    g_test_message ("%2u ms: %.2f times the best time; of 30,000 refused %u, sent in a back-off %u",
                    latencies[i], times, run.server.refused, run.server.in_back_off);
    g_assert_cmpuint (run.server.refused, <=, 5 * 10);
    g_assert_cmpuint (run.server.in_back_off, <=, 2 * 10);
    g_assert_cmpfloat (times, <=, 1.27);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++) {
    g_autofree char *path = g_strdup_printf ("/delivery/throttle/servers/%s", shapes[i].name);

    g_test_add_data_func (path, &shapes[i], test_shape);
  }
  g_test_add_func ("/delivery/throttle/servers/thrown", test_thrown);
  g_test_add_func ("/delivery/throttle/first-batches", test_first_batches);
  g_test_add_func ("/delivery/throttle/remembered", test_remembered);
  return g_test_run ();
}
