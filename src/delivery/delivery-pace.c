/* delivery-pace.c - how long the rest of a run will take
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-pace.h"

#define APART_US (5 * G_USEC_PER_SEC)
#define LEAST_US G_USEC_PER_SEC /* before that, or of fewer, a guess would be one */
#define LEAST_DONE 5

static void
add_sample (DeliveryPace *self, guint done, gint64 now_us)
{
  guint at;

  if (self->n == DELIVERY_PACE_SAMPLES) {
    self->first = (self->first + 1) % DELIVERY_PACE_SAMPLES;
    self->n--;
  }
  at = (self->first + self->n++) % DELIVERY_PACE_SAMPLES;
  self->samples[at].at_us = now_us;
  self->samples[at].done = done;
}

void
delivery_pace_init (DeliveryPace *self, guint total, gint64 now_us)
{
  *self = (DeliveryPace){ .total = total };
  add_sample (self, 0, now_us);
}

void
delivery_pace_note (DeliveryPace *self, guint done, gint64 now_us)
{
  guint last = (self->first + self->n - 1) % DELIVERY_PACE_SAMPLES;

  self->done = done;
  if (now_us - self->samples[last].at_us >= APART_US)
    add_sample (self, done, now_us);
}

gint64
delivery_pace_remaining_s (const DeliveryPace *self, gint64 now_us)
{
  gint64 took_us = now_us - self->samples[self->first].at_us;
  guint did = self->done - self->samples[self->first].done;
  guint left = self->total - MIN (self->done, self->total);

  if (left == 0)
    return 0;
  /* What was done longer ago counts where nothing was done lately. */
  if (did == 0 && self->done > 0) {
    did = 1;
  } else if (took_us < LEAST_US || (did < LEAST_DONE && self->done == did)) {
    return -1;
  }
  return (gint64) ((double) took_us / G_USEC_PER_SEC / did * left + 0.999);
}
