/* delivery-gate-memory.h - what a gate has learnt of a server, kept for the next run. Inside
 * delivery
 *
 * Its gate locks it, except while it is kept. That the store does not work is no reason not to ask
 * a server: it is said in the log, and that is all.
 */
#pragma once

#include "base-time.h"
#include "delivery-throttle.h"
#include "store-db.h"

/* Its fields are its own. All zero: nothing is kept. */
typedef struct
{
  StoreDb *db;
  char *server;
  char *account;
  const BaseClock *clock;
  gint64 kept_us; /* of the monotonic clock */
} DeliveryGateMemory;

/* clock: borrowed. */
void delivery_gate_memory_open (DeliveryGateMemory *self, StoreDb *db, const char *server,
                                const char *account, const BaseClock *clock);
void delivery_gate_memory_clear (DeliveryGateMemory *self);

/* Before the first request. */
void delivery_gate_memory_recall (const DeliveryGateMemory *self, DeliveryThrottle *throttle);
/* TRUE now and then: it is kept next. now_us: of the monotonic clock. */
gboolean delivery_gate_memory_is_due (DeliveryGateMemory *self, gint64 now_us);
void delivery_gate_memory_keep (const DeliveryGateMemory *self, const DeliveryMemory *learnt);
