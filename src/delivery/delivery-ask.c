/* delivery-ask.c - one request to the backend, through the gate, tried again where that helps
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-ask.h"

#include "base-error.h"
#include "base-retry.h"

#define MOST_TRIES 5
#define MOST_WAITS 40 /* refusals with a wait: the gate spaces them out, so this is a long time */
#define FIRST_RETRY_MS 500
#define MOST_RETRY_MS 20000

/* What was tried so far for one request. */
typedef struct
{
  guint tries;
  guint waits;
} Patience;

/* TRUE when the same request may go out again now; else problem becomes the error. */
static gboolean
may_go_again (const DeliveryLine *line, BaseCall *call, Patience *patience, GError *problem,
              GError **error)
{
  BaseVerdict verdict = base_error_verdict (problem);
  /* A server that never answered is most likely not there at all: say so at once. */
  gboolean is_hopeless = g_error_matches (problem, BASE_ERROR, BASE_ERROR_OFFLINE) &&
                         !delivery_gate_has_succeeded (line->gate);
  guint64 wait_ms;

  if (verdict == BASE_VERDICT_WAIT && ++patience->waits < MOST_WAITS) {
    g_error_free (problem); /* the gate makes us wait */
    return TRUE;
  }
  if (verdict != BASE_VERDICT_RETRY || is_hopeless || ++patience->tries >= MOST_TRIES) {
    g_propagate_error (error, problem);
    return FALSE;
  }

  g_error_free (problem);
  wait_ms = base_retry_wait_ms (patience->tries, FIRST_RETRY_MS, MOST_RETRY_MS, g_random_double ());
  return base_call_wait (call, wait_ms, error);
}

OofState *
delivery_ask_get (const DeliveryLine *line, BaseCall *call, const char *mailbox,
                  ExchangeReading *ret_reading, GError **error)
{
  Patience patience = { 0 };

  for (;;) {
    GError *problem = NULL;
    OofState *state;

    if (!delivery_gate_enter (line->gate, call, error))
      return NULL;
    state = line->backend->ops->get_oof (line->backend, call, mailbox, ret_reading, &problem);
    delivery_gate_leave (line->gate, problem);
    if (state != NULL)
      return state;
    if (!may_go_again (line, call, &patience, problem, error))
      return NULL;
  }
}

typedef enum
{
  FOUND_WRITTEN,
  FOUND_OTHER,
  FOUND_NOTHING /* reading failed */
} Found;

static Found
look_whether_written (const DeliveryLine *line, BaseCall *call, const char *mailbox,
                      const OofState *wanted, GError **error)
{
  g_autoptr (OofState) now = delivery_ask_get (line, call, mailbox, NULL, error);

  if (now == NULL)
    return FOUND_NOTHING;
  return oof_state_compare (now, wanted) == 0 ? FOUND_WRITTEN : FOUND_OTHER;
}

gboolean
delivery_ask_set (const DeliveryLine *line, BaseCall *call, const char *mailbox,
                  const OofState *state, char **ret_request_id, GError **error)
{
  Patience patience = { 0 };

  for (;;) {
    GError *problem = NULL;
    gboolean is_unknown;
    gboolean is_set;
    Found found;

    if (!delivery_gate_enter (line->gate, call, error))
      return FALSE;
    is_set =
        line->backend->ops->set_oof (line->backend, call, mailbox, state, ret_request_id, &problem);
    delivery_gate_leave (line->gate, problem);
    if (is_set)
      return TRUE;

    is_unknown = base_error_verdict (problem) == BASE_VERDICT_RETRY;
    if (!may_go_again (line, call, &patience, problem, error))
      return FALSE;
    if (!is_unknown)
      continue;
    found = look_whether_written (line, call, mailbox, state, error);
    if (found != FOUND_OTHER)
      return found == FOUND_WRITTEN;
  }
}
