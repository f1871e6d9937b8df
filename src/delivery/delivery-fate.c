/* delivery-fate.c - how a request came back, as far as it concerns those that come after it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-fate.h"

#include "base-error.h"

#define LARGE 10 /* parts: of fewer, the last one may well be too busy itself */

static DeliveryFate
fate_of (const GError *problem)
{
  const char *reason = base_error_facts (problem)->reason;

  if (problem == NULL)
    return DELIVERY_FATE_ANSWERED;
  if (g_error_matches (problem, BASE_ERROR, BASE_ERROR_AUTH))
    return DELIVERY_FATE_LOGIN;

  switch (base_error_verdict (problem)) {
  case BASE_VERDICT_WAIT:
    return g_strcmp0 (reason, "connection-limit") == 0 ? DELIVERY_FATE_TOO_MANY
                                                       : DELIVERY_FATE_THROTTLED;
  case BASE_VERDICT_RETRY: /* a mailbox that is being moved says nothing of the server */
    return g_strcmp0 (reason, "moving") == 0 ? DELIVERY_FATE_ANSWERED : DELIVERY_FATE_NO_ANSWER;
  case BASE_VERDICT_SKIP:
  case BASE_VERDICT_REROUTE:
    return DELIVERY_FATE_ANSWERED;
  default:
    return DELIVERY_FATE_UNKNOWN;
  }
}

static gboolean
is_refusal (DeliveryFate fate)
{
  return fate == DELIVERY_FATE_THROTTLED || fate == DELIVERY_FATE_TOO_MANY;
}

DeliveryReturn
delivery_fate_of_one (const GError *problem, guint parts)
{
  DeliveryFate fate = fate_of (problem);

  return (DeliveryReturn){ .fate = fate,
                           .answered = fate == DELIVERY_FATE_ANSWERED ? parts : 0,
                           .refused = is_refusal (fate) ? parts : 0,
                           .wait_ms = base_error_facts (problem)->wait_ms };
}

DeliveryReturn
delivery_fate_of_many (const ExchangeItem *items, guint n)
{
  DeliveryReturn how = { .fate = DELIVERY_FATE_ANSWERED };
  DeliveryFate last = DELIVERY_FATE_ANSWERED;
  guint n_tail = 0; /* refused, with none behind them that was answered */
  guint least_tail;
  gboolean is_in_between = FALSE;

  for (guint i = 0; i < n; i++) {
    DeliveryFate fate = fate_of (items[i].error);

    is_in_between |= last == DELIVERY_FATE_THROTTLED && !is_refusal (fate);
    if (is_refusal (fate))
      how.wait_ms = MAX (how.wait_ms, base_error_facts (items[i].error)->wait_ms);
    how.refused += is_refusal (fate);
    n_tail = is_refusal (fate) ? n_tail + 1 : 0;
    last = fate;
  }
  how.answered = n - how.refused;
  how.is_scattered = is_in_between;
  least_tail = n < LARGE || last == DELIVERY_FATE_TOO_MANY ? 2 : 1;
  if (how.answered * 2 < n || (!is_in_between && n_tail >= least_tail))
    how.fate = how.wait_ms == 0 && last == DELIVERY_FATE_TOO_MANY ? last : DELIVERY_FATE_THROTTLED;
  return how;
}
