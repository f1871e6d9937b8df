/* sim-throttle.c - a budget of requests: a token bucket
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-throttle.h"

void
sim_throttle_init (SimThrottle *self, const SimBudget *budget, gint64 now_us)
{
  *self = (SimThrottle){ .budget = *budget, .filled_us = now_us };
  if (self->budget.a_second == 0)
    self->budget.a_second = SIM_THROTTLE_A_SECOND;
  if (self->budget.burst == 0)
    self->budget.burst = SIM_THROTTLE_BURST;
  if (self->budget.at_once == 0)
    self->budget.at_once = SIM_THROTTLE_AT_ONCE;
  self->tokens = self->budget.burst;
}

/* Once for each request, and not for one that was on its way when the first was refused. */
static void
count_in_back_off (SimThrottle *self, gint64 came_us)
{
  if (came_us <= self->told_us || came_us >= self->blocked_us || came_us == self->counted_us)
    return;

  self->in_back_off++;
  self->counted_us = came_us;
}

gint64
sim_throttle_take (SimThrottle *self, gint64 came_us)
{
  gint64 since_us = MAX (came_us - self->filled_us, 0);
  double gained = (double) since_us * self->budget.a_second / G_USEC_PER_SEC;
  gboolean is_blocked = self->budget.wait_ms > 0 && came_us < self->blocked_us;

  self->tokens = MIN (self->tokens + gained, self->budget.burst);
  self->filled_us += since_us;
  count_in_back_off (self, came_us);
  if (!is_blocked && self->tokens >= 1) {
    self->tokens -= 1;
    return 0;
  }

  if (!is_blocked) {
    gint64 wait_ms = self->budget.wait_ms > 0
                         ? (gint64) self->budget.wait_ms
                         : (gint64) ((1 - self->tokens) * 1000 / self->budget.a_second) + 1;

    self->told_us = came_us;
    self->blocked_us = MAX (self->blocked_us, came_us + wait_ms * 1000);
  }
  return (self->blocked_us - came_us + 999) / 1000;
}
