/* sim-order.h - the order of an address list. Pure; any thread. */
#pragma once

#include "sim-people.h"

/* Everybody's number, by name as it is shown. Caller frees. */
guint32 *sim_order_new (const SimPeople *people);
