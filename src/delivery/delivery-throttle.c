/* delivery-throttle.c - when the next request may go
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-throttle-private.h"

#define LIMIT_HOLD 800
#define FIRST_STEP 0.1
#define PAUSE_US G_USEC_PER_SEC /* so long nobody wanted anything */
#define PAUSE_WINDOW 80         /* parts under way: four full batches */
#define LEAST_SHARE 4
#define MOST_DOUBLED 3 /* times: what goes alone and is refused, again and again */
#define BURST_SHARE 0.3
#define CREDIT_US 20000  /* how much of a missed turn is made up for */
#define CREDIT_PART 0.2  /* and of a burst */
#define CREDIT_LEAST 0.5 /* of a part: nobody wakes up to the microsecond */
#define LEAST_WAIT_US 20000
#define SILENT_WAIT_US (5 * G_USEC_PER_SEC) /* a busy server that names no time */
#define MOST_WAIT_US (60 * 60 * (gint64) G_USEC_PER_SEC)
#define MOST_LEARNT_US (10 * 60 * (gint64) G_USEC_PER_SEC)
#define FULL_WAIT_US 250000 /* not even one is let in, and no time was named */
#define FIRST_OUTAGE_US G_USEC_PER_SEC
#define MOST_OUTAGE_US (60 * (gint64) G_USEC_PER_SEC)
#define MOST_SILENT 3         /* in a row: nobody is there */
#define FEW_PARTS LEAST_SHARE /* a batch of fewer shows what is refused of it, and no speed */

#define HOUR_S 3600
#define DAY_S (24 * HOUR_S)
#define MOST_AGE_S (14 * DAY_S)

void
delivery_throttle_init (DeliveryThrottle *self, guint most, gint64 now_us)
{
  *self = (DeliveryThrottle){ .most = MAX (most, 1) };
  self->limit = MIN (DELIVERY_FIRST_LIMIT, self->most);
  self->limit_step = 1;
  self->limit_hold = LIMIT_HOLD;
  self->window = DELIVERY_FIRST_LIMIT;
  delivery_throttle_begin_guesses (self, now_us);
  self->parts = 1;
  self->limit_us = self->since_us = self->last_us = now_us;
  self->rate_step = FIRST_STEP;
  self->is_opening = self->is_after_pause = TRUE;
}

void
delivery_throttle_recall (DeliveryThrottle *self, const DeliveryMemory *memory, gint64 age_s)
{
  gboolean is_fresh = age_s >= 0 && age_s <= DAY_S;

  if (age_s < 0 || age_s > MOST_AGE_S || memory->limit == 0)
    return;

  self->limit = self->limit_sure = MIN (memory->limit, self->most);
  self->is_opening = !memory->was_refused || !is_fresh;
  self->wait_us = CLAMP (memory->wait_ms, 0, MOST_WAIT_US / 1000) * 1000;
  if (memory->rate > 0) {
    self->rate = memory->rate;
    self->rate_high = memory->rate_high;
    self->burst = memory->burst;
    self->rate_sure = is_fresh ? memory->rate : 0;
    delivery_throttle_hold_rate (self);
    delivery_throttle_learn_pause (self, (double) age_s);
  } else if (is_fresh) {
    self->window = CLAMP (memory->burst, DELIVERY_FIRST_LIMIT, DELIVERY_MOST_WINDOW);
  }
}

void
delivery_throttle_remember (const DeliveryThrottle *self, DeliveryMemory *ret)
{
  double window = self->window > DELIVERY_FIRST_LIMIT ? self->window : 0;

  *ret = (DeliveryMemory){ .rate = self->rate_sure > 0 ? self->rate_sure : self->rate,
                           .rate_high = self->rate_high,
                           .burst = self->rate > 0 ? delivery_throttle_saved_up (self) : window,
                           .limit = self->is_opening ? self->limit : self->limit_sure,
                           .wait_ms = self->wait_us / 1000,
                           .was_refused = !self->is_opening };
}

/* A quarter of what may be under way, but as many as tell a part that is refused for itself from a
 * budget that is used up; as long as they do not use up a burst. */
static guint
share (const DeliveryThrottle *self)
{
  double most = self->window / DELIVERY_FIRST_LIMIT;

  if (self->closed_until_us != 0)
    most = LEAST_SHARE << MIN (self->refused_alone, MOST_DOUBLED);
  most = MAX (most, LEAST_SHARE);
  if (self->rate > 0 && self->first_run > 0)
    most = MIN (most, BURST_SHARE * self->first_run);
  if (self->credit >= 1)
    most = MIN (most, self->credit);
  return (guint) CLAMP (most, 1, G_MAXINT);
}

guint
delivery_throttle_share (DeliveryThrottle *self, guint wanted)
{
  self->has_batched |= wanted > 1;
  return MIN (wanted, share (self));
}

static gboolean
is_window_full (const DeliveryThrottle *self)
{
  guint more = MAX (self->parts, share (self));

  return self->rate == 0 && self->has_batched && self->inside > 0 &&
         self->parts_inside + more > self->window;
}

gint64
delivery_throttle_next (DeliveryThrottle *self, gint64 now_us)
{
  if (self->is_shut || self->is_trying)
    return DELIVERY_THROTTLE_LATER;
  if (self->closed_until_us != 0)
    return MAX (MAX (self->closed_until_us, self->told_us),
                self->rate > 0 ? (gint64) self->slot_us : 0);
  if (self->told_us > now_us)
    return self->told_us;
  if (self->answered == 0 && self->inside >= DELIVERY_FIRST_LIMIT)
    return DELIVERY_THROTTLE_LATER;
  if (self->inside >= self->limit || is_window_full (self)) {
    self->was_full = TRUE;
    return DELIVERY_THROTTLE_LATER;
  }
  if (self->rate == 0 || self->credit >= 1)
    return now_us;
  return (gint64) self->slot_us;
}

/* The way was open, and nobody wanted to go: that says nothing of how fast one may. */
static gboolean
was_unused (const DeliveryThrottle *self, gint64 now_us)
{
  gint64 could_us = MAX (self->last_us, (gint64) self->slot_us);

  return self->closed_until_us == 0 && self->inside == 0 && now_us - could_us >= PAUSE_US;
}

static void
begin_again (DeliveryThrottle *self, gint64 now_us)
{
  delivery_throttle_learn_pause (self, (double) (now_us - self->last_us) / G_USEC_PER_SEC);
  delivery_throttle_begin_stretch (self, now_us, 0);
  self->is_after_pause = TRUE;
  self->answered = 0;
  self->window = MIN (self->window, PAUSE_WINDOW);
}

/* When the next one is due after this. A missed turn is made up for, but not by more than a burst
 * would allow. */
static void
take_slot (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  double part_us = G_USEC_PER_SEC / self->rate;
  double late_us = MIN (CREDIT_US, MAX (CREDIT_PART * self->burst, CREDIT_LEAST) * part_us);
  double begin_us = (double) now_us;

  if (pass->is_credit)
    self->credit -= pass->parts;
  else if (!pass->is_alone)
    begin_us = MAX (self->slot_us, begin_us - late_us);
  self->slot_us = begin_us + pass->parts * part_us;
}

void
delivery_throttle_begin (DeliveryThrottle *self, gint64 now_us, guint parts, DeliveryPass *ret_pass)
{
  gboolean is_alone = self->closed_until_us != 0;

  self->has_batched |= parts > 1;
  if (was_unused (self, now_us))
    begin_again (self, now_us);
  self->inside++;
  self->parts_inside += parts;
  self->parts = parts;
  *ret_pass = (DeliveryPass){ .epoch = self->epoch,
                              .changes = self->changes,
                              .sent_us = now_us,
                              .sent_before = self->sent,
                              .parts = parts,
                              .under_way = self->inside,
                              .is_alone = is_alone,
                              .is_credit = !is_alone && self->credit >= parts };
  self->is_trying = is_alone;
  self->sent += parts;
  if (self->rate > 0)
    take_slot (self, now_us, ret_pass);
}

static void
close_way (DeliveryThrottle *self, gint64 now_us, gint64 wait_us)
{
  self->epoch++;
  self->credit = 0;
  delivery_throttle_shrink_window (self);
  self->closed_us = now_us;
  self->closed_until_us = now_us + wait_us;
  self->refused_alone = 0;
}

/* The one that went alone was answered. */
static void
open_way (DeliveryThrottle *self, gint64 now_us)
{
  gint64 idle_us = now_us - self->closed_us;

  self->answered++;
  self->is_after_pause = FALSE;
  if (!self->is_outage && self->refused_alone > 0)
    self->learnt_us = MIN (idle_us, MOST_LEARNT_US);
  else
    self->learnt_us = self->learnt_us * 9 / 10;
  delivery_throttle_begin_stretch (self, now_us, idle_us);
  self->limit_us = now_us;
  self->answers = 0;
  self->closed_until_us = 0;
  self->refused_alone = 0;
  self->is_outage = FALSE;
  self->is_doubted = FALSE;
}

/* Refused again after a wait: the next one is longer. */
static void
stay_closed (DeliveryThrottle *self, gint64 now_us, gint64 least_us, gint64 most_us)
{
  gint64 longer_us = MIN ((now_us - self->closed_us) * 3 / 4, most_us);

  self->refused_alone++;
  self->closed_until_us = now_us + MAX (least_us, longer_us);
}

static gint64
announced_us (const DeliveryReturn *how, gint64 silent_us)
{
  if (how->wait_ms == 0)
    return silent_us;
  return CLAMP ((gint64) MIN (how->wait_ms, MOST_WAIT_US / 1000) * 1000, LEAST_WAIT_US,
                MOST_WAIT_US);
}

/* Of those that left before the last closing, only what they announce counts. */
static void
end_stale (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass,
           const DeliveryReturn *how)
{
  gboolean is_refusal = how->fate == DELIVERY_FATE_THROTTLED || how->fate == DELIVERY_FATE_TOO_MANY;

  delivery_throttle_guess_answered_late (self, how->answered);
  if (is_refusal)
    self->storm += pass->parts - how->answered;
  if (is_refusal && how->wait_ms > 0)
    self->told_us = MAX (self->told_us, now_us + announced_us (how, 0));
}

static void
end_throttled (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass,
               const DeliveryReturn *how)
{
  gint64 wait_us = announced_us (how, SILENT_WAIT_US);

  self->is_outage = FALSE;
  if (pass->is_alone && how->answered == 0) {
    stay_closed (self, now_us, announced_us (how, LEAST_WAIT_US), MOST_LEARNT_US);
    return;
  }

  self->wait_us = MAX (wait_us, self->learnt_us);
  self->storm = pass->parts - how->answered;
  if (self->is_scattered) /* so may this have been */
    self->is_scattered = FALSE;
  else if (!pass->is_alone)
    delivery_throttle_learn_too_fast (self, now_us, pass, how->answered);
  else if (pass->parts >= FEW_PARTS)
    delivery_throttle_learn_saved (self, now_us, how->answered);
  close_way (self, now_us, self->wait_us);
}

static void
end_too_many (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass,
              const DeliveryReturn *how)
{
  gboolean is_last = pass->is_alone || self->limit == 1;

  if (pass->is_alone) {
    stay_closed (self, now_us, announced_us (how, FULL_WAIT_US), MOST_OUTAGE_US);
    return;
  }

  delivery_throttle_learn_too_many (self, now_us, pass);
  if (how->wait_ms > 0)
    self->wait_us = announced_us (how, 0);
  if (how->wait_ms > 0 || is_last)
    close_way (self, now_us, announced_us (how, FULL_WAIT_US));
}

/* Some servers call a budget by that name, too; but then there were not more than went well. */
static gboolean
is_budget (const DeliveryThrottle *self, const DeliveryReturn *how)
{
  return how->wait_ms > 0 && !self->is_opening && !delivery_throttle_is_limit_on_trial (self);
}

static void
end_silent (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass)
{
  self->silent++;
  if (pass->is_alone) {
    stay_closed (self, now_us, FIRST_OUTAGE_US, MOST_OUTAGE_US);
  } else if (self->silent >= MOST_SILENT) {
    close_way (self, now_us, FIRST_OUTAGE_US);
    self->is_outage = TRUE;
  }
}

/* The next one goes alone; when that is refused as well, it was the last. */
static void
end_login (DeliveryThrottle *self, gint64 now_us)
{
  if (self->is_doubted) {
    self->is_shut = TRUE;
    return;
  }
  close_way (self, now_us, 0);
  self->is_doubted = TRUE;
  self->is_outage = TRUE; /* that teaches nothing of speed */
}

void
delivery_throttle_end (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass,
                       const DeliveryReturn *how)
{
  self->inside--;
  self->parts_inside -= pass->parts;
  self->last_us = now_us;
  if (pass->is_alone)
    self->is_trying = FALSE;
  self->is_scattered |= how->is_scattered;
  if (how->fate == DELIVERY_FATE_ANSWERED)
    self->silent = 0;
  if (pass->epoch != self->epoch) {
    end_stale (self, now_us, pass, how);
    return;
  }
  if (how->answered > 0 && delivery_throttle_guess_answered (self, now_us, how->answered))
    delivery_throttle_forget_refusals (self);

  switch (how->fate) {
  case DELIVERY_FATE_ANSWERED:
    if (pass->is_alone)
      open_way (self, now_us);
    else
      delivery_throttle_learn_answer (self, now_us, pass);
    break;
  case DELIVERY_FATE_THROTTLED:
    end_throttled (self, now_us, pass, how);
    break;
  case DELIVERY_FATE_TOO_MANY:
    if (is_budget (self, how))
      end_throttled (self, now_us, pass, how);
    else
      end_too_many (self, now_us, pass, how);
    break;
  case DELIVERY_FATE_NO_ANSWER:
    end_silent (self, now_us, pass);
    break;
  case DELIVERY_FATE_LOGIN:
    end_login (self, now_us);
    break;
  case DELIVERY_FATE_UNKNOWN:
    break;
  }
}

gint64
delivery_throttle_silence (const DeliveryThrottle *self, gint64 now_us)
{
  gboolean is_silent = self->is_outage && !self->is_doubted && self->closed_until_us != 0;

  return is_silent ? now_us - self->closed_us : 0;
}
