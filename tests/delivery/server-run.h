/* server-run.h - a run of the throttle against such a server, in virtual time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "delivery-throttle.h"

#include "server.h"

#define MOST 27
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
  gint64 alarm_us; /* somebody wakes up for this, so much too late */
  double late_us;
  gint64 known_us; /* until then we know that nothing may go */
  GRand *dice;
} Run;

/* A tenth of the time on either way, the rest in the server. */
static gint64
part_of_latency_us (Run *run, double part)
{
  return (gint64) (run->server.shape->latency_ms * 1000 * part *
                   g_rand_double_range (run->dice, 0.8, 1.2));
}

static guint
wanted_parts (const Run *run)
{
  return MIN (MAX (run->server.shape->parts, 1), run->todo);
}

static void
send_one (Run *run)
{
  Request *request = &run->requests[run->n++];

  g_assert_cmpint (run->now_us, >=, run->known_us);
  *request = (Request){ .at_us = run->now_us + part_of_latency_us (run, 0.1) };
  request->parts = delivery_throttle_share (&run->throttle, wanted_parts (run));
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
    gboolean is_strict = server->shape->is_strict;
    Answer answer = take (server, run->now_us, is_strict ? server->told_us : told_us,
                          is_strict || i == 0, &wait_ms);

    request->done += answer == ANSWER_DONE;
    request->wait_ms = MAX (request->wait_ms, wait_ms);
    request->answer = MAX (request->answer, answer);
  }
  if (!server->shape->is_strict) /* it is one request */
    server->in_back_off = MIN (server->in_back_off, in_back_off + 1);
  server->under_way += request->done > 0;
  if (request->done > 0)
    request->at_us += part_of_latency_us (run, 0.8) * rounds_of (server->shape, request->parts);
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
  if (how.fate == DELIVERY_FATE_THROTTLED)
    run->known_us = MAX (run->known_us, run->now_us + (gint64) request->wait_ms * 1000);
  delivery_throttle_end (&run->throttle, run->now_us + START_US, &request->pass, &how);
  *request = run->requests[--run->n];
}

/* Nobody wakes up to the microsecond. */
static gint64
wake_us (Run *run, gint64 may_us)
{
  if (may_us <= run->now_us && may_us != run->alarm_us)
    return run->now_us;
  if (may_us != run->alarm_us) {
    run->alarm_us = may_us;
    run->late_us = run->server.shape->late_us * 0.5 / g_rand_double_range (run->dice, 0.02, 1);
  }
  return may_us + (gint64) run->late_us;
}

/* FALSE when nothing can happen any more. */
static gboolean
advance (Run *run)
{
  gint64 next_us = G_MAXINT64;
  Request *next = NULL;

  if (run->todo > 0) {
    gint64 may_us = delivery_throttle_next (&run->throttle, run->now_us + START_US);

    next_us = may_us == DELIVERY_THROTTLE_LATER ? may_us : wake_us (run, may_us - START_US);
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
  delivery_throttle_init (&run->throttle, shape->jobs > 0 ? shape->jobs : MOST, START_US);
  if (memory != NULL)
    delivery_throttle_recall (&run->throttle, memory, 600);
}

/* More batches than these are not under way anywhere: each is worked off several at a time. */
static guint
most_at_once (const Shape *shape)
{
  guint jobs = shape->jobs > 0 ? shape->jobs : MOST;

  return shape->parts > 1 ? MIN (jobs, 4) : jobs;
}

/* To the end: how many times the best time it took. */
static double
finish_run (Run *run)
{
  double best = best_s (run->server.shape, most_at_once (run->server.shape));

  while (run->done < run->server.shape->mailboxes) {
    g_assert_true (advance (run));
    g_assert_cmpint (run->now_us, <, (gint64) (best + 3600) * 100 * SECOND_US);
  }
  g_rand_free (run->dice);
  return (double) run->now_us / SECOND_US / best;
}
