/* delivery-throttle-learn.c - what a server allows, from what it refuses
 *
 * A server that gives out so many requests a second lets a first few through at once, nobody says
 * how many. So a run at some speed that ended with a refusal says of the allowed speed only: not
 * more than what was reached in the run, and not less than the same number over the run and the
 * wait before it, in which the server had saved up. The two are near each other when the run was
 * long; else something between them is tried.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-throttle-private.h"

#define LIMIT_HOLD 800 /* answers before one more is let in */
#define MOST_LIMIT_HOLD 25600
#define LEAST_LIMIT_HOLD 100
#define MOST_LIMIT_STEP 4
#define QUICK_LIMIT 10          /* up to here one more for two answers, then for a round of them */
#define BATCH_ROUNDS 10         /* rounds of batches, before there is one more of them */
#define BATCH_ANSWERS 40        /* and at least so many, in which a burst may be used up */
#define BATCH_US G_USEC_PER_SEC /* unless they take longer than this */
#define SOON_US (2 * G_USEC_PER_SEC) /* a second refusal says that it is much less */

#define KEPT 0.9 /* of the speed that was reached */
#define LEAST_RATE 0.05
#define FIRST_STEP 0.1
#define BOLD_STEP 0.3 /* where it went much faster before */
#define MOST_STEP 1.0
#define MUCH_SLOWER 0.6
#define FADES 0.7
#define WAITS_HELD 12    /* each attempt may cost a wait, so they are rare */
#define ANSWERS_HELD 600 /* and a few refusals */
#define LOOSE_ANSWERS 60
#define LEAST_HOLD_US (2 * G_USEC_PER_SEC)
#define MOST_HOLD_US (30 * 60 * (gint64) G_USEC_PER_SEC)
#define MOST_LEAP 9     /* times what is sure: a quick client gets to any speed in a burst */
#define IS_LOOSE 1.25   /* what was refused is so much faster than what goes: search between */
#define LOOSE_HOLDS 1.5 /* waits, in such a search */

/* Between two speeds: as many times the one as it goes into the other. By Newton's steps: a room
 * has no use for a library of mathematics otherwise. */
static double
middle (double low, double high)
{
  double root = (low + high) / 2;

  for (guint i = 0; i < 20; i++)
    root = (root + low * high / root) / 2;
  return root;
}

static void
set_limit (DeliveryThrottle *self, guint limit, gint64 now_us)
{
  self->limit = CLAMP (limit, 1, self->most);
  self->limit_us = now_us;
  self->changes++;
  self->answers = 0;
  self->was_full = FALSE;
}

static gboolean
is_limit_on_trial (const DeliveryThrottle *self)
{
  return !self->is_opening && self->limit > self->limit_sure;
}

static void
take_back_limit (DeliveryThrottle *self, gint64 now_us)
{
  self->limit_hold = MIN (self->limit_hold * 2, MOST_LIMIT_HOLD);
  self->limit_step = 1;
  set_limit (self, self->limit_sure, now_us);
}

/* At most one fewer than were under way. */
static void
lower_limit (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  guint fewer = MIN (self->limit, pass->under_way);
  gboolean is_again = !self->is_opening && now_us - self->limit_us < SOON_US;

  fewer = is_again ? MIN (fewer - 1, fewer * 3 / 4) : fewer - 1;
  self->is_opening = FALSE;
  self->limit_hold = MAX (self->limit_hold, LIMIT_HOLD);
  self->limit_step = 1;
  set_limit (self, fewer, now_us);
  self->limit_sure = self->limit;
}

void
delivery_throttle_learn_too_many (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  if (pass->changes != self->changes)
    return; /* it left when more were allowed than now */

  if (is_limit_on_trial (self))
    take_back_limit (self, now_us);
  else
    lower_limit (self, now_us, pass);
}

static void
set_rate (DeliveryThrottle *self, double rate, gint64 now_us)
{
  self->rate = MAX (rate, LEAST_RATE);
  self->rate_us = now_us;
  self->rate_sent = self->sent;
}

void
delivery_throttle_begin_stretch (DeliveryThrottle *self, gint64 now_us, gint64 idle_us)
{
  self->since_us = self->rate_us = now_us;
  self->sent = self->rate_sent = 0;
  self->idle_us = idle_us;
}

/* So many waits, and not less than so many answers at the present speed. */
static gint64
clamp_hold (const DeliveryThrottle *self, double hold_us, guint answers)
{
  double answers_us = answers * (double) G_USEC_PER_SEC / self->rate;

  return (gint64) CLAMP (MAX (hold_us, answers_us), LEAST_HOLD_US, MOST_HOLD_US);
}

static gboolean
is_loose (const DeliveryThrottle *self)
{
  return self->rate_high > IS_LOOSE * self->rate;
}

static void
hold_rate (DeliveryThrottle *self)
{
  double wait_us = (double) self->wait_us;

  self->rate_hold_us = is_loose (self) ? clamp_hold (self, LOOSE_HOLDS * wait_us, LOOSE_ANSWERS)
                                       : clamp_hold (self, WAITS_HELD * wait_us, ANSWERS_HELD);
}

static gboolean
was_much_faster (const DeliveryThrottle *self)
{
  return self->rate < MUCH_SLOWER * self->rate_once;
}

static void
take_back_rate (DeliveryThrottle *self, gint64 now_us)
{
  gint64 hold_us = self->rate_hold_us;

  self->rate_high = self->rate;
  set_rate (self, self->rate_sure, now_us);
  self->rate_step = was_much_faster (self) ? BOLD_STEP : FIRST_STEP;
  hold_rate (self);
  if (!is_loose (self) && !was_much_faster (self))
    self->rate_hold_us = MIN (2 * MAX (hold_us, self->rate_hold_us), MOST_HOLD_US);
  self->rate_once *= FADES;
}

/* As fast as it may, and not held back by anything else. */
static gboolean
is_rate_used (const DeliveryThrottle *self, gint64 now_us)
{
  return (double) (self->sent - self->rate_sent) * G_USEC_PER_SEC >=
         0.8 * self->rate * (double) (now_us - self->rate_us);
}

/* How fast it was until this request, and what of that is sure. */
static void
estimate (const DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass, guint answered,
          double *ret_low, double *ret_high)
{
  double run_s = (double) MAX (pass->sent_us - self->since_us, 1000) / G_USEC_PER_SEC;
  double idle_s = (double) (self->idle_us > 0 ? self->idle_us : self->wait_us) / G_USEC_PER_SEC;
  double parts = (double) MAX (pass->sent_before + answered, 1);

  *ret_low = parts / (run_s + idle_s);
  *ret_high = parts / run_s;
  if (self->rate == 0 && pass->parts > 1)
    *ret_high = MIN (*ret_high, MOST_LEAP * *ret_low);
  if (self->rate > 0 && (is_rate_used (self, now_us) || self->rate < *ret_high))
    *ret_high = MAX (self->rate, *ret_low);
}

void
delivery_throttle_learn_too_fast (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass,
                                  guint answered)
{
  double low, high;

  if (is_limit_on_trial (self) && pass->under_way > self->limit_sure) {
    take_back_limit (self, now_us);
    return;
  }
  if (self->rate_sure > 0 && self->rate > self->rate_sure) {
    take_back_rate (self, now_us);
    return;
  }

  if (self->is_opening)
    lower_limit (self, now_us, pass);
  if (self->rate == 0 && pass->sent_before + answered == 0)
    return; /* the very first: that says nothing of how fast it may go */

  estimate (self, now_us, pass, answered, &low, &high);
  self->rate_high = high;
  self->rate_sure = 0;
  set_rate (self, MIN (middle (low, high), KEPT * high), now_us);
  self->rate_step = was_much_faster (self) ? BOLD_STEP : FIRST_STEP;
  hold_rate (self);
}

void
delivery_throttle_learn_saved (DeliveryThrottle *self, gint64 now_us, guint answered)
{
  double idle_s = (double) MAX (now_us - self->closed_us, 1000) / G_USEC_PER_SEC;
  double rate = KEPT * answered / idle_s;

  self->rate_sure = 0;
  set_rate (self, self->rate > 0 ? MIN (rate, self->rate) : rate, now_us);
  hold_rate (self);
}

static void
raise_rate (DeliveryThrottle *self, gint64 now_us)
{
  double rate = self->rate;

  if (self->rate == 0 || now_us - self->rate_us < self->rate_hold_us)
    return;
  if (!is_rate_used (self, now_us)) {
    set_rate (self, self->rate, now_us); /* it shows nothing: from here again */
    return;
  }

  if (is_loose (self)) {
    set_rate (self, MIN (2 * rate, middle (rate, self->rate_high)), now_us);
    hold_rate (self);
    return;
  }

  self->rate_sure = rate;
  self->rate_once = MAX (self->rate_once, rate);
  set_rate (self, rate * (1 + self->rate_step), now_us);
  delivery_throttle_begin_stretch (self, now_us, 0);
  self->rate_step = MIN (self->rate_step * 2, MOST_STEP);
  if (self->rate > self->rate_high)
    self->rate_high = 0;
  self->rate_hold_us = MAX (self->rate_hold_us / 2,
                            clamp_hold (self, 2.0 * (double) self->wait_us, ANSWERS_HELD / 3));
}

/* As long as nothing was refused: how much is under way when that comes is refused with it. */
static guint
answers_before_more (const DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  if (pass->parts > 1) {
    gboolean is_early = now_us - self->limit_us < BATCH_US;

    return MAX (BATCH_ROUNDS * self->limit, is_early ? BATCH_ANSWERS : 0);
  }
  return self->limit < QUICK_LIMIT ? 2 : self->limit;
}

static void
raise_limit (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  self->answers++;
  if (self->limit >= self->most || !self->was_full)
    return;

  if (self->is_opening) {
    if (self->answers >= answers_before_more (self, now_us, pass)) {
      self->limit++;
      self->limit_us = now_us;
      self->answers = 0;
    }
    return;
  }
  if (is_limit_on_trial (self)) {
    if (self->answers < 4 * self->limit + 20 || now_us - self->limit_us < self->wait_us)
      return;
    self->limit_sure = self->limit;
    self->limit_hold = MAX (self->limit_hold / 2, LEAST_LIMIT_HOLD);
    self->limit_step = MIN (self->limit_step * 2, MOST_LIMIT_STEP);
  } else if (self->answers >= self->limit_hold &&
             now_us - self->limit_us >= WAITS_HELD * self->wait_us) {
    set_limit (self, self->limit + self->limit_step, now_us);
  }
}

void
delivery_throttle_learn_answer (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  raise_limit (self, now_us, pass);
  raise_rate (self, now_us);
}
