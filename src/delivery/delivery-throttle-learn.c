/* delivery-throttle-learn.c - how fast requests may follow each other, from what is refused
 *
 * A server that gives out so many requests a second lets a first few through at once, nobody says
 * how many. So a run at some speed that ended with a refusal says of the allowed speed only: not
 * more than what was reached in the run, and not less than the same number over the run and the
 * wait before it, in which the server had saved up. The two are near each other when the run was
 * long; else something between them is tried.
 *
 * What went at once before the first refusal is also the most that any burst can hide later. So a
 * speed is proved once twice as many were answered at it, however soon that is, and as long as
 * nothing near it was ever refused it is doubled then: a speed that was learnt from a few requests
 * is left behind in seconds. Near what was refused each attempt may cost a wait, so there it waits
 * about as long as what may be lost is worth.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-throttle-private.h"

#define KEPT 0.9        /* of the speed that was reached */
#define KEPT_KNOWN 0.96 /* of one that is known */
#define LEFT 0.5        /* of a speed that was proved, at the least, when it is refused soon */
#define LEAST_RATE 0.05
#define FIRST_STEP 0.1
#define BOLD_STEP 0.3 /* where it went much faster before */
#define MOST_STEP 1.0
#define MUCH_SLOWER 0.6
#define FADES 0.7

#define PROOF 2        /* bursts, before a speed is proved */
#define LEAST_PROOF 20 /* requests */
#define MOST_PROOF 5000
#define CHEAP_WAITS 10
#define IS_WIDE 4       /* what was refused is so many times faster than what goes: double it */
#define IS_LOOSE 1.25   /* so many times only: search between */
#define LOOSE_HOLDS 1.5 /* waits, in such a search */
#define WAITS_HELD 12   /* where little can be won: each attempt may cost a wait */
#define ANSWERS_HELD 300
#define ANSWERS_HELD_EACH 600 /* for each that was refused the last time */
#define VAIN_HOLDS 3 /* of what an attempt waited for; that is half of what the one before did */
#define LEAST_HOLD_US (G_USEC_PER_SEC / 2)
#define MOST_HOLD_US (30 * 60 * (gint64) G_USEC_PER_SEC)

#define BURST_KEPT 0.9 /* of what went at once before */
#define BURST_LEFT 0.7 /* of a burst that was refused */

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
clamp_hold (const DeliveryThrottle *self, double hold_us, double answers)
{
  double answers_us = answers * G_USEC_PER_SEC / self->rate;

  return (gint64) CLAMP (MAX (hold_us, answers_us), LEAST_HOLD_US, MOST_HOLD_US);
}

/* After so many answers a burst that hid the truth is used up. */
static double
proof (const DeliveryThrottle *self)
{
  return CLAMP (PROOF * self->burst, LEAST_PROOF * self->parts, MOST_PROOF);
}

/* What was refused is so much faster than what goes: search between. */
static gboolean
is_loose (const DeliveryThrottle *self)
{
  return self->rate_high > IS_LOOSE * self->rate;
}

/* Nothing near was ever refused, so it is hardly a risk to go on. */
static gboolean
is_wide_open (const DeliveryThrottle *self)
{
  return self->rate_high > IS_WIDE * self->rate;
}

/* What is refused by an attempt must stay little of what is answered. */
static double
answers_held (const DeliveryThrottle *self)
{
  return MAX (ANSWERS_HELD, ANSWERS_HELD_EACH * (double) self->storm);
}

/* Where a refusal costs next to nothing, it is risked before a speed is proved. */
static double
cheap_answers (const DeliveryThrottle *self)
{
  double answers = CHEAP_WAITS * (double) self->wait_us / G_USEC_PER_SEC * self->rate;

  return MAX (answers, LEAST_PROOF * self->parts);
}

void
delivery_throttle_hold_rate (DeliveryThrottle *self)
{
  double wait_us = (double) self->wait_us;

  if (is_wide_open (self))
    self->rate_hold_us = clamp_hold (self, 0, MIN (proof (self), cheap_answers (self)));
  else if (is_loose (self))
    self->rate_hold_us = clamp_hold (self, LOOSE_HOLDS * wait_us, proof (self));
  else
    self->rate_hold_us = clamp_hold (self, WAITS_HELD * wait_us, answers_held (self));
}

void
delivery_throttle_forget_refusals (DeliveryThrottle *self)
{
  if (self->rate == 0)
    return;
  self->first_run = 0;
  self->rate_high = 2 * IS_WIDE * self->rate;
  delivery_throttle_hold_rate (self);
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
  double low = self->rate_sure, high = self->rate;
  gboolean is_known = delivery_throttle_guess_between (self, now_us, &low, &high);

  self->rate_high = high;
  self->rate_sure = is_known ? KEPT_KNOWN * low : MAX (self->rate_sure, KEPT_KNOWN * low);
  set_rate (self, self->rate_sure, now_us);
  self->rate_step = was_much_faster (self) ? BOLD_STEP : FIRST_STEP;
  delivery_throttle_hold_rate (self);
  if (!is_loose (self) && !was_much_faster (self))
    self->rate_hold_us = CLAMP (VAIN_HOLDS * hold_us, self->rate_hold_us, MOST_HOLD_US);
  self->rate_once *= FADES;
}

gboolean
delivery_throttle_is_rate_used (const DeliveryThrottle *self, gint64 now_us)
{
  return self->rate > 0 && (double) (self->sent - self->rate_sent) * G_USEC_PER_SEC >=
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

  *ret_low = MAX (parts / (run_s + idle_s), (parts - proof (self)) / run_s);
  *ret_high = MAX (parts / run_s, delivery_throttle_guess_speed (self, parts));
  if (self->rate > 0 && (delivery_throttle_is_rate_used (self, now_us) || self->rate < *ret_high))
    *ret_high = MAX (self->rate, *ret_low);
}

/* After a pause nobody knows what others have left of a budget. */
static gboolean
is_surprise (const DeliveryThrottle *self, const DeliveryPass *pass, guint answered)
{
  gboolean is_on_trial = self->rate_sure > 0 && self->rate > self->rate_sure;

  return self->rate > 0 && self->is_after_pause && !is_on_trial &&
         (double) (pass->sent_before + answered) < proof (self);
}

/* One more at the same time was refused, but perhaps only for being too fast: the next time it is
 * tried with less haste. */
static void
slow_down (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  double parts = (double) pass->sent_before;
  double reached, high;

  if (parts < proof (self))
    return;
  reached = parts * G_USEC_PER_SEC / (double) MAX (pass->sent_us - self->since_us, 1000);
  high = self->rate > 0 ? self->rate : reached * self->limit / self->limit_sure;
  if (self->rate > 0 && high < IS_LOOSE * reached)
    return;
  self->rate_high = high;
  self->rate_sure = 0;
  set_rate (self, middle (reached, high), now_us);
  delivery_throttle_hold_rate (self);
}

static void
search_rate (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass, guint answered)
{
  double low, high, rate;
  gboolean is_known;

  if (self->burst == 0) {
    self->burst = (double) (pass->sent_before + answered);
    self->burst_s = (double) (pass->sent_us - self->since_us) / G_USEC_PER_SEC;
  }
  if (self->first_run == 0)
    self->first_run = (double) (pass->sent_before + answered);
  estimate (self, now_us, pass, answered, &low, &high);
  if ((double) (pass->sent_before + answered) < proof (self))
    low = MAX (low, MIN (LEFT * self->rate_sure, high)); /* a few say less than the many before */
  is_known = delivery_throttle_guess_between (self, now_us, &low, &high);
  rate = MIN (middle (low, high), KEPT * high);
  if (is_known)
    rate = KEPT_KNOWN * low;
  self->rate_high = high;
  self->rate_sure = 0;
  set_rate (self, rate, now_us);
  self->rate_step = was_much_faster (self) ? BOLD_STEP : FIRST_STEP;
  delivery_throttle_hold_rate (self);
}

void
delivery_throttle_learn_too_fast (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass,
                                  guint answered)
{
  if (self->answered == 0 || is_surprise (self, pass, answered))
    return;

  if (pass->is_credit) {
    self->burst = BURST_LEFT * (double) (pass->sent_before + answered);
    self->burst_s = 0;
  } else if (delivery_throttle_is_limit_on_trial (self) && pass->under_way > self->limit_sure) {
    slow_down (self, now_us, pass);
    delivery_throttle_take_back_limit (self, now_us);
  } else if (self->rate_sure > 0 && self->rate > self->rate_sure) {
    delivery_throttle_guess_refused (self, now_us);
    take_back_rate (self, now_us);
  } else {
    if (self->is_opening)
      delivery_throttle_doubt_limit (self, now_us, pass);
    delivery_throttle_guess_refused (self, now_us);
    search_rate (self, now_us, pass, answered);
  }
}

double
delivery_throttle_saved_up (const DeliveryThrottle *self)
{
  return MAX (self->burst - self->rate * self->burst_s, 0);
}

void
delivery_throttle_learn_pause (DeliveryThrottle *self, double pause_s)
{
  double gained = self->rate / 2 * pause_s; /* the rate may be too high as yet */

  if (self->rate > 0)
    self->credit = MIN (self->credit + gained, BURST_KEPT * delivery_throttle_saved_up (self));
}

void
delivery_throttle_learn_saved (DeliveryThrottle *self, gint64 now_us, guint answered)
{
  double idle_s = (double) MAX (now_us - self->closed_us, 1000) / G_USEC_PER_SEC;
  double rate = KEPT * answered / idle_s;

  self->rate_sure = 0;
  set_rate (self, self->rate > 0 ? MIN (rate, self->rate) : rate, now_us);
  delivery_throttle_hold_rate (self);
}

static void
raise_rate (DeliveryThrottle *self, gint64 now_us)
{
  double rate = self->rate;

  if (self->rate == 0 || now_us - self->rate_us < self->rate_hold_us)
    return;
  if (!delivery_throttle_is_rate_used (self, now_us)) {
    set_rate (self, self->rate, now_us); /* it shows nothing: from here again */
    return;
  }

  self->rate_sure = rate;
  if (is_loose (self)) {
    set_rate (self, MIN (2 * rate, middle (rate, self->rate_high)), now_us);
    delivery_throttle_hold_rate (self);
    return;
  }

  self->rate_once = MAX (self->rate_once, rate);
  set_rate (self, rate * (1 + self->rate_step), now_us);
  delivery_throttle_begin_stretch (self, now_us, 0);
  self->rate_step = MIN (self->rate_step * 2, MOST_STEP);
  if (self->rate > self->rate_high)
    self->rate_high = 0;
  self->rate_hold_us = MAX (self->rate_hold_us / 2, clamp_hold (self, 2.0 * (double) self->wait_us,
                                                                answers_held (self) / 3));
}

void
delivery_throttle_learn_answer (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  self->answered++;
  delivery_throttle_raise_limit (self, now_us, pass);
  raise_rate (self, now_us);
}
