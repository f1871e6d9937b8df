/* delivery-line.h - a backend behind its gate: one server, one account, and the patience that both
 * need
 *
 * A line is a backend itself. Every function of it waits at the gate, and asks again where
 * base_error_verdict () says that it helps; so whoever stands above, also the two sides of a hybrid
 * organisation, knows neither gates nor tries. A server that never answered is not asked again: it
 * is most likely not there at all.
 *
 * set_oof, when the outcome of a write is not known (the connection died), does not repeat it
 * blindly: the mailbox is read first, and written again only when it does not hold the state
 * already. Of several mailboxes in one request only the request as a whole is tried again here,
 * and of set_many only what surely was not done: what became of the others is the caller's to find
 * out. The gate hears of those that were refused for being too much.
 */
#pragma once

#include "delivery-gate.h"
#include "exchange-backend.h"

/* Takes backend, which it closes when it is closed; refs gate. */
ExchangeBackend *delivery_line_new (ExchangeBackend *backend, DeliveryGate *gate);
