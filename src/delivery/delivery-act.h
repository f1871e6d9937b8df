/* delivery-act.h - a change beside the reply (an inbox rule, an entry in the calendar), with the
 * same care
 *
 * The journal's row is on the disk before the server hears of it. It has the reply that the mailbox
 * holds, unchanged, and says in its reason what was changed. Blocks; any thread.
 */
#pragma once

#include "delivery-run.h"

/* What is to be asked of the server: looks first, and does nothing that is done already. The
 * backend is behind its gate. ret_request_id: never NULL; caller frees. */
typedef gboolean (*DeliveryActStep) (ExchangeBackend *backend, BaseCall *call, gpointer data,
                                     char **ret_request_id, GError **error);

typedef struct
{
  const char *mailbox;
  OofState *held;    /* the reply, borrowed */
  const char *words; /* before and after: "forward: nothing → to ben@corp.example" */
  DeliveryActStep step;
  gpointer data;
} DeliveryActOrder;

/* Errors of the step, and of the store. */
gboolean delivery_act_do (DeliveryRun *run, BaseCall *call, const DeliveryActOrder *order,
                          GError **error);
