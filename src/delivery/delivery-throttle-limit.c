/* delivery-throttle-limit.c - how many requests may be under way at once
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-throttle-private.h"

#define LIMIT_HOLD 800 /* answers before one more is let in, after one was refused for that */
#define MOST_LIMIT_HOLD 25600
#define MOST_LIMIT_STEP 8
#define QUICK_LIMIT 10  /* up to here one more for two answers, then for a round of them */
#define WINDOW_ROUND 22 /* of so many parts answered there is one more at once */
#define WIDE_WINDOW 30
#define WINDOW_ROUND_WIDE 40 /* and then, as it costs more */
#define WINDOW_ROUND_SLOW 8  /* where a known speed is not reached */
#define NEW_US G_USEC_PER_SEC
#define SOON_US (2 * G_USEC_PER_SEC) /* a second refusal says that it is much less */

static void
set_limit (DeliveryThrottle *self, guint limit, gint64 now_us)
{
  self->limit = CLAMP (limit, 1, self->most);
  self->limit_us = now_us;
  self->changes++;
  self->answers = 0;
  self->was_full = FALSE;
}

gboolean
delivery_throttle_is_limit_on_trial (const DeliveryThrottle *self)
{
  return !self->is_opening && self->limit > self->limit_sure;
}

void
delivery_throttle_take_back_limit (DeliveryThrottle *self, gint64 now_us)
{
  self->limit_hold = CLAMP (self->limit_hold * 2, LIMIT_HOLD, MOST_LIMIT_HOLD);
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
  self->limit_step = 1;
  set_limit (self, fewer, now_us);
  self->limit_sure = self->limit;
}

void
delivery_throttle_learn_too_many (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  if (pass->changes != self->changes)
    return; /* it left when more were allowed than now */

  if (delivery_throttle_is_limit_on_trial (self)) {
    delivery_throttle_take_back_limit (self, now_us);
    return;
  }
  lower_limit (self, now_us, pass);
  self->limit_hold = MAX (self->limit_hold, LIMIT_HOLD);
}

void
delivery_throttle_doubt_limit (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  lower_limit (self, now_us, pass);
  self->limit_hold = 0;
}

void
delivery_throttle_shrink_window (DeliveryThrottle *self)
{
  self->window = MAX (self->window / 4, DELIVERY_FIRST_LIMIT);
}

/* Where a known speed holds them back, larger batches would win nothing. */
static void
widen_window (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  guint round = self->window < WIDE_WINDOW ? WINDOW_ROUND : WINDOW_ROUND_WIDE;

  if (!self->has_batched || !self->was_full || delivery_throttle_is_rate_used (self, now_us))
    return;
  if (self->rate > 0)
    round = WINDOW_ROUND_SLOW;
  self->window = MIN (self->window + (double) pass->parts / round, DELIVERY_MOST_WINDOW);
}

/* As long as nothing was refused: how much is under way when that comes is refused with it. */
static void
open_up (DeliveryThrottle *self, gint64 now_us)
{
  if (self->answers < (self->limit < QUICK_LIMIT ? 2 : self->limit))
    return;

  self->limit++;
  self->limit_us = now_us;
  self->answers = 0;
}

/* A round or more of answers, in which a wait would have been announced. */
static guint
round_of_answers (const DeliveryThrottle *self)
{
  return 4 * self->limit + 20;
}

/* The more there is to win against the wait that it may cost, the sooner. */
static gboolean
is_more_due (const DeliveryThrottle *self, gint64 now_us)
{
  double doubts = (double) MAX (self->limit_hold, LIMIT_HOLD / 2) / LIMIT_HOLD;
  double hold_us = (double) self->wait_us * self->limit / self->limit_step * doubts;

  return self->answers >= MAX (self->limit_hold, round_of_answers (self)) &&
         (double) (now_us - self->limit_us) >= hold_us;
}

/* So new that nobody knows whether the limit holds it back. */
static gboolean
is_rate_new (const DeliveryThrottle *self, gint64 now_us)
{
  return self->rate > 0 && now_us - self->rate_us < NEW_US;
}

void
delivery_throttle_raise_limit (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  self->answers++;
  widen_window (self, now_us, pass);
  if (self->limit >= self->most || !self->was_full)
    return;

  if (self->is_opening) {
    open_up (self, now_us);
  } else if (delivery_throttle_is_limit_on_trial (self)) {
    if (self->answers < round_of_answers (self) || now_us - self->limit_us < self->wait_us)
      return;
    self->limit_sure = self->limit;
    self->limit_hold /= 2;
    self->limit_step = MIN (self->limit_step * 2, MOST_LIMIT_STEP);
  } else if (is_more_due (self, now_us) && !is_rate_new (self, now_us) &&
             !delivery_throttle_is_rate_used (self, now_us)) {
    set_limit (self, self->limit + self->limit_step, now_us);
  }
}
