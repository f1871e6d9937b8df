/* server.h - a server that refuses, in virtual time: what it allows is data
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#define SECOND_US ((gint64) G_USEC_PER_SEC)

/* What is announced with a refusal. */
typedef enum
{
  HINT_TRUE,  /* as long as it lasts */
  HINT_SHORT, /* a tenth of that */
  HINT_LONG,  /* five times that */
  HINT_NONE,
  HINT_WHOLE_SECONDS /* as an HTTP date says it: rounded up */
} Hint;

/* From a moment on. */
typedef struct
{
  guint at_s;
  double rate;   /* parts a second; 0: any */
  guint at_once; /* 0: any */
  gboolean is_gone;
  gboolean is_busy; /* refuses everything, for no reason of ours */
} Phase;

typedef struct
{
  const char *name;
  guint mailboxes;
  guint latency_ms;
  guint parts;        /* in a request; 0: 1 */
  guint side_by_side; /* of the parts of a request; 0: all */
  guint jobs;         /* requests at once that we make; 0: as many as there are */
  guint late_us;      /* we wake up later than we meant to, by about so much */
  gboolean is_strict; /* each part is a request of its own: punished and counted */
  Phase phases[8];    /* the first one at 0 s; as many as have a higher at_s than the one before */
  double burst;
  guint per_window; /* 0: any */
  guint window_s;
  double wait_s;      /* a refusal lasts that long; 0: until there is one part again */
  double punish_s;    /* what comes meanwhile makes it longer by this */
  double full_wait_s; /* as wait_s, of those above at_once; 0: refused, but no wait */
  gboolean is_mute;   /* does not say that it was for being too many at once */
  Hint hint;
} Shape;

typedef enum
{
  ANSWER_DONE,
  ANSWER_THROTTLED,
  ANSWER_TOO_MANY,
  ANSWER_GONE
} Answer;

typedef struct
{
  const Shape *shape;
  double tokens;
  gint64 filled_us;
  gint64 window;
  guint in_window;
  guint under_way;
  gint64 blocked_us; /* until then nothing is taken */
  gint64 told_us;    /* and until then it was asked not to */
  guint refused;
  guint in_back_off;
} Server;

static const Phase *
phase_at (const Shape *shape, gint64 now_us)
{
  const Phase *phase = &shape->phases[0];

  for (guint i = 1; i < G_N_ELEMENTS (shape->phases); i++)
    if (shape->phases[i].at_s > 0 && shape->phases[i].at_s * SECOND_US <= now_us)
      phase = &shape->phases[i];
  return phase;
}

static gint64
window_us (const Shape *shape)
{
  return MAX (shape->window_s, 1) * SECOND_US;
}

static void
refill (Server *self, gint64 now_us)
{
  double gained =
      (double) (now_us - self->filled_us) / SECOND_US * phase_at (self->shape, now_us)->rate;

  self->tokens = MIN (self->tokens + gained, self->shape->burst);
  self->filled_us = now_us;
  if (now_us / window_us (self->shape) != self->window) {
    self->window = now_us / window_us (self->shape);
    self->in_window = 0;
  }
}

static guint64
announce_ms (Server *self, gint64 now_us, gint64 wait_us)
{
  static const double factors[] = { [HINT_SHORT] = 0.1, [HINT_LONG] = 5 };
  guint64 ms = (guint64) (wait_us + 999) / 1000;

  if (self->shape->hint == HINT_NONE)
    return 0;
  if (self->shape->hint == HINT_SHORT || self->shape->hint == HINT_LONG)
    ms = (guint64) ((double) ms * factors[self->shape->hint]);
  if (self->shape->hint == HINT_WHOLE_SECONDS)
    ms = (ms + 999) / 1000 * 1000;
  self->told_us = MAX (self->told_us, now_us + (gint64) ms * 1000);
  return ms;
}

static Answer
block (Server *self, gint64 now_us, double wait_s, Answer answer, guint64 *ret_wait_ms)
{
  gint64 wait_us = (gint64) (wait_s * SECOND_US);

  self->refused++;
  self->blocked_us = MAX (self->blocked_us, now_us + wait_us);
  *ret_wait_ms = announce_ms (self, now_us, self->blocked_us - now_us);
  return answer;
}

/* One part; is_punished: the first of its request, or each. */
static Answer
take (Server *self, gint64 now_us, gint64 told_us, gboolean is_punished, guint64 *ret_wait_ms)
{
  const Shape *shape = self->shape;
  const Phase *phase = phase_at (shape, now_us);

  refill (self, now_us);
  if (now_us < self->blocked_us) {
    self->in_back_off += now_us < told_us;
    if (is_punished)
      self->blocked_us += (gint64) (shape->punish_s * SECOND_US);
    return block (self, now_us, 0, ANSWER_THROTTLED, ret_wait_ms);
  }
  if (phase->is_busy)
    return block (self, now_us, shape->wait_s, ANSWER_THROTTLED, ret_wait_ms);
  if (phase->at_once > 0 && self->under_way >= phase->at_once)
    return block (self, now_us, shape->full_wait_s,
                  shape->is_mute ? ANSWER_THROTTLED : ANSWER_TOO_MANY, ret_wait_ms);
  if (shape->per_window > 0 && self->in_window >= shape->per_window)
    return block (self, now_us,
                  (double) ((self->window + 1) * window_us (shape) - now_us) / SECOND_US,
                  ANSWER_THROTTLED, ret_wait_ms);
  if (phase->rate > 0 && self->tokens < 1)
    return block (self, now_us,
                  shape->wait_s > 0 ? shape->wait_s : (1 - self->tokens) / phase->rate,
                  ANSWER_THROTTLED, ret_wait_ms);

  self->tokens -= 1;
  self->in_window++;
  return ANSWER_DONE;
}

/* How many times the latency a request of so many parts takes. */
static guint
rounds_of (const Shape *shape, guint parts)
{
  return shape->side_by_side > 0 ? (parts + shape->side_by_side - 1) / shape->side_by_side : 1;
}

/* How long it takes who knows all this beforehand, with so many requests at once. */
static double
best_s (const Shape *shape, guint most)
{
  const double step_s = MIN (0.01, shape->latency_ms / 4000.0);
  double left = shape->mailboxes;
  double tokens = shape->burst;
  double in_window = 0;
  double at_s;

  for (at_s = 0; left > 1e-6; at_s += step_s) {
    const Phase *phase = phase_at (shape, (gint64) (at_s * SECOND_US));
    guint at_once = phase->at_once > 0 ? MIN (phase->at_once, most) : most;
    guint parts = MAX (shape->parts, 1);
    double most_now =
        (double) at_once * parts * 1000 / (shape->latency_ms * rounds_of (shape, parts)) * step_s;

    if (phase->is_gone || phase->is_busy)
      continue;
    if (phase->rate > 0) {
      tokens = MIN (tokens + phase->rate * step_s, MAX (shape->burst, phase->rate * step_s));
      most_now = MIN (most_now, tokens);
    }
    if (shape->per_window > 0) {
      if ((guint) (at_s / shape->window_s) != (guint) ((at_s - step_s) / shape->window_s))
        in_window = 0;
      most_now = MIN (most_now, shape->per_window - in_window);
    }
    most_now = MIN (most_now, left);
    tokens -= most_now;
    in_window += most_now;
    left -= most_now;
  }
  return MAX (at_s, shape->latency_ms / 1000.0);
}
