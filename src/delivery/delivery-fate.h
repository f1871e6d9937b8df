/* delivery-fate.h - how a request came back, as far as it concerns those that come after it. Inside
 * delivery
 *
 * Any thread.
 */
#pragma once

#include "delivery-throttle.h"
#include "exchange-backend.h"

/* problem: NULL when it succeeded. */
DeliveryReturn delivery_fate_of_one (const GError *problem, guint parts);

/* Of one for several mailboxes, some of which may have been refused. A budget that is used up in
 * the middle of a batch lets none of the parts behind through; a part in between that is refused is
 * too busy itself, which is no reason to hold the others up, nor is one alone that takes no more at
 * once. A server may call both by the same name. */
DeliveryReturn delivery_fate_of_many (const ExchangeItem *items, guint n);
