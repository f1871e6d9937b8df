/* delivery-throttle-guess.c - which budgets the server may have, after all that it has answered and
 * refused
 *
 * A row of speeds is counted along from the beginning, and for each of them how much more went than
 * a server of that speed gives out. At the first refusal that must be its burst. From then on a
 * budget that would have refused what was answered is not the server's, nor is one that would have
 * had something left when it refused. Two refusals mostly leave very few of them. When none is
 * left, the server has changed, or does not count like that; then the row begins anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-throttle-private.h"

#define SLOWEST 0.05
#define APART 1.0275     /* times the next slower one: the fastest is 50,000 a second */
#define FEW 10           /* parts, which say nothing */
#define SLACK 1          /* parts: what is under way is counted when it is back */
#define SLACK_S 0.02     /* and so much time */
#define SLACK_BURST 0.03 /* and so much of a burst */
#define SLACK_PART 0.014 /* and of what went: as far as guesses are apart */
#define MOST_SLACK 0.5   /* of a burst */
#define IS_KNOWN 1.1     /* the fastest to the slowest */
#define CAUGHT_UP 0.05   /* of what went */

void
delivery_throttle_begin_guesses (DeliveryThrottle *self, gint64 now_us)
{
  double rate = SLOWEST;

  self->n_guesses = DELIVERY_GUESSES;
  self->guessed_us = now_us;
  self->guessed_parts = 0;
  for (guint i = 0; i < self->n_guesses; i++, rate *= APART)
    self->guesses[i] = (DeliveryGuess){ .rate = rate };
}

static double
slack (const DeliveryThrottle *self, const DeliveryGuess *guess)
{
  double burst = MAX (guess->burst, guess->deepest);
  double most = SLACK + SLACK_BURST * burst + SLACK_S * guess->rate +
                SLACK_PART * (double) self->guessed_parts;

  return MIN (most, MOST_SLACK * burst);
}

static void
refill (DeliveryThrottle *self, gint64 now_us)
{
  double took_s = (double) (now_us - self->guessed_us) / G_USEC_PER_SEC;

  self->guessed_us = now_us;
  for (guint i = 0; i < self->n_guesses; i++) {
    DeliveryGuess *guess = &self->guesses[i];

    guess->used = MAX (guess->used - guess->rate * took_s, 0);
  }
}

gboolean
delivery_throttle_guess_answered (DeliveryThrottle *self, gint64 now_us, guint parts)
{
  guint left = 0;

  refill (self, now_us);
  self->is_guess_new = FALSE;
  self->guessed_parts += parts;
  for (guint i = 0; i < self->n_guesses; i++) {
    DeliveryGuess *guess = &self->guesses[i];

    guess->used += parts;
    guess->deepest = MAX (guess->deepest, guess->used);
    if (guess->burst == 0 || guess->used <= guess->burst + slack (self, guess))
      self->guesses[left++] = *guess;
  }
  self->n_guesses = left;
  if (left > 0)
    return FALSE;

  delivery_throttle_begin_guesses (self, now_us);
  return TRUE;
}

/* It had something left: not less than it let through at once at another time, or than its burst.
 */
static gboolean
is_impossible (const DeliveryThrottle *self, const DeliveryGuess *guess)
{
  double burst = guess->burst > 0 ? guess->burst : guess->deepest;

  return guess->used + self->parts_inside < burst - slack (self, guess);
}

void
delivery_throttle_guess_refused (DeliveryThrottle *self, gint64 now_us)
{
  guint left = 0;

  refill (self, now_us);
  for (guint i = 0; i < self->n_guesses; i++) {
    DeliveryGuess *guess = &self->guesses[i];

    if (self->guessed_parts >= FEW && is_impossible (self, guess))
      continue;
    if (guess->burst == 0) {
      guess->burst = MAX (guess->used, 1);
      self->is_guess_new = TRUE;
    }
    guess->used = guess->burst;
    self->guesses[left++] = *guess;
  }
  self->n_guesses = left;
  self->guessed_parts = 0;
  if (left == 0)
    delivery_throttle_begin_guesses (self, now_us);
}

void
delivery_throttle_guess_answered_late (DeliveryThrottle *self, guint parts)
{
  for (guint i = 0; i < self->n_guesses && self->is_guess_new; i++) {
    self->guesses[i].burst += parts;
    self->guesses[i].used += parts;
  }
}

double
delivery_throttle_guess_speed (const DeliveryThrottle *self, double parts)
{
  for (guint i = 0; i < self->n_guesses; i++)
    if (self->guesses[i].used <= CAUGHT_UP * parts)
      return self->guesses[i].rate;
  return 0;
}

/* Those up to high. 0: there are none. */
static guint
count_slower (const DeliveryThrottle *self, double high)
{
  guint n = self->n_guesses;

  while (n > 0 && self->guesses[n - 1].rate > high)
    n--;
  return n;
}

gboolean
delivery_throttle_guess_between (DeliveryThrottle *self, gint64 now_us, double *low, double *high)
{
  guint n = count_slower (self, *high);
  double slowest, fastest;

  if (n == 0) {
    delivery_throttle_begin_guesses (self, now_us);
    return FALSE;
  }
  slowest = self->guesses[0].rate;
  fastest = self->guesses[n - 1].rate;
  if (fastest <= IS_KNOWN * slowest) {
    *low = slowest;
    *high = fastest;
    return TRUE;
  }
  if (fastest >= *low) {
    *low = MAX (*low, slowest);
    *high = fastest;
  }
  return FALSE;
}
