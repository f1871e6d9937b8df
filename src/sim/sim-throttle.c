/* sim-throttle.c - a budget of requests: a token bucket
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-throttle.h"

void
sim_throttle_init (SimThrottle *self, gint64 now_us)
{
  self->tokens = SIM_THROTTLE_BURST;
  self->filled_us = now_us;
}

gint64
sim_throttle_take (SimThrottle *self, gint64 now_us)
{
  double gained = (double) (now_us - self->filled_us) * SIM_THROTTLE_A_SECOND / G_USEC_PER_SEC;

  self->tokens = MIN (self->tokens + gained, SIM_THROTTLE_BURST);
  self->filled_us = now_us;
  if (self->tokens < 1)
    return (gint64) ((1 - self->tokens) * 1000 / SIM_THROTTLE_A_SECOND) + 1;

  self->tokens -= 1;
  return 0;
}
