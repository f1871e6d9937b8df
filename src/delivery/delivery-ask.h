/* delivery-ask.h - one request to the backend, through the gate, tried again where that helps
 *
 * Inside delivery only: base_error_verdict () decides, this obeys. Blocks; any thread.
 */
#pragma once

#include "delivery-gate.h"
#include "exchange-backend.h"

typedef struct
{
  ExchangeBackend *backend;
  DeliveryGate *gate;
} DeliveryLine;

/* Caller unrefs. ret_reading may be NULL. */
OofState *delivery_ask_get (const DeliveryLine *line, BaseCall *call, const char *mailbox,
                            ExchangeReading *ret_reading, GError **error);

/* A write whose outcome is not known (the connection died) is not repeated blindly: the mailbox is
 * read first, and written again only when it does not hold state already. */
gboolean delivery_ask_set (const DeliveryLine *line, BaseCall *call, const char *mailbox,
                           const OofState *state, char **ret_request_id, GError **error);
