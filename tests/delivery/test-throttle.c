/* test-throttle.c - the throttle's policy against servers of many kinds, in virtual time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-throttle.h"

#include "server-shapes.h"

#define MOST 27
#define N_THROWN 100
#define START_US SECOND_US /* any clock */

typedef struct
{
  DeliveryPass pass;
  gint64 at_us; /* the next that happens to it */
  guint parts;
  guint done;
  guint64 wait_ms;
  Answer answer;
  enum
  {
    COMING,
    IN_WORK,
    GOING
  } where;
} Request;

typedef struct
{
  DeliveryThrottle throttle;
  Server server;
  Request requests[MOST];
  guint n;
  guint todo;
  guint done;
  guint under_way_most;
  gint64 now_us;
  GRand *dice;
} Run;

/* A tenth of the time on either way, the rest in the server. */
static gint64
part_of_latency_us (Run *run, double part)
{
  return (gint64) (run->server.shape->latency_ms * 1000 * part *
                   g_rand_double_range (run->dice, 0.8, 1.2));
}

static void
send_one (Run *run)
{
  Request *request = &run->requests[run->n++];

  *request = (Request){ .at_us = run->now_us + part_of_latency_us (run, 0.1) };
  request->parts = MIN (MAX (run->server.shape->parts, 1), run->todo);
  run->todo -= request->parts;
  run->under_way_most = MAX (run->under_way_most, run->n);
  delivery_throttle_begin (&run->throttle, run->now_us + START_US, request->parts, &request->pass);
}

static void
arrive (Run *run, Request *request)
{
  Server *server = &run->server;
  gint64 told_us = server->told_us; /* parts of one request know nothing of each other */

  guint in_back_off = server->in_back_off;

  request->where = IN_WORK;
  if (phase_at (server->shape, run->now_us)->is_gone) {
    request->answer = ANSWER_GONE;
    return;
  }
  for (guint i = 0; i < request->parts; i++) {
    guint64 wait_ms = 0;
    Answer answer = take (server, run->now_us, told_us, i == 0, &wait_ms);

    request->done += answer == ANSWER_DONE;
    request->wait_ms = MAX (request->wait_ms, wait_ms);
    request->answer = MAX (request->answer, answer);
  }
  server->in_back_off = MIN (server->in_back_off, in_back_off + 1); /* it is one request */
  server->under_way += request->done > 0;
  request->at_us += part_of_latency_us (run, request->done > 0 ? 0.8 : 0);
}

static void
leave (Run *run, Request *request)
{
  request->where = GOING;
  request->at_us += part_of_latency_us (run, 0.1);
  run->server.under_way -= request->done > 0;
}

static void
come_back (Run *run, Request *request)
{
  static const DeliveryFate fates[] = { [ANSWER_DONE] = DELIVERY_FATE_ANSWERED,
                                        [ANSWER_THROTTLED] = DELIVERY_FATE_THROTTLED,
                                        [ANSWER_TOO_MANY] = DELIVERY_FATE_TOO_MANY,
                                        [ANSWER_GONE] = DELIVERY_FATE_NO_ANSWER };
  const DeliveryReturn how = { fates[request->answer], request->done, request->wait_ms };

  run->done += request->done;
  run->todo += request->parts - request->done;
  delivery_throttle_end (&run->throttle, run->now_us + START_US, &request->pass, &how);
  *request = run->requests[--run->n];
}

/* FALSE when nothing can happen any more. */
static gboolean
advance (Run *run)
{
  gint64 next_us = G_MAXINT64;
  Request *next = NULL;

  if (run->todo > 0) {
    gint64 may_us = delivery_throttle_next (&run->throttle, run->now_us + START_US);

    next_us = may_us == DELIVERY_THROTTLE_LATER ? may_us : may_us - START_US;
    if (next_us <= run->now_us) {
      send_one (run);
      return TRUE;
    }
  }
  for (guint i = 0; i < run->n; i++)
    if (run->requests[i].at_us < next_us) {
      next = &run->requests[i];
      next_us = next->at_us;
    }
  if (next_us == G_MAXINT64)
    return FALSE;

  run->now_us = MAX (next_us, run->now_us);
  if (next != NULL && next->where == GOING)
    come_back (run, next);
  else if (next != NULL && next->where == IN_WORK)
    leave (run, next);
  else if (next != NULL)
    arrive (run, next);
  return TRUE;
}

static void
begin_run (Run *run, const Shape *shape, const DeliveryMemory *memory)
{
  *run = (Run){ .server = { .shape = shape, .tokens = shape->burst }, .todo = shape->mailboxes };
  run->dice = g_rand_new_with_seed (7);
  delivery_throttle_init (&run->throttle, MOST, START_US);
  if (memory != NULL)
    delivery_throttle_recall (&run->throttle, memory, 600);
}

/* To the end: how many times the best time it took. */
static double
finish_run (Run *run)
{
  double best = best_s (run->server.shape, MOST);

  while (run->done < run->server.shape->mailboxes) {
    g_assert_true (advance (run));
    g_assert_cmpint (run->now_us, <, (gint64) (best + 3600) * 100 * SECOND_US);
  }
  g_rand_free (run->dice);
  return (double) run->now_us / SECOND_US / best;
}

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
                  shape->name, shape->mailboxes, best_s (shape, MOST), score.times, score.refused,
                  score.in_back_off, run.throttle.limit, run.throttle.rate);
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
