/* delivery-gate-memory.c - what a gate has learnt, in the store
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-gate-memory.h"

#include "store-throttle.h"

#define KEEP_US (30 * G_USEC_PER_SEC) /* between two times that it is kept */

void
delivery_gate_memory_open (DeliveryGateMemory *self, StoreDb *db, const char *server,
                           const char *account, const BaseClock *clock)
{
  *self = (DeliveryGateMemory){ .db = store_db_ref (db),
                                .server = g_strdup (server),
                                .account = g_strdup (account),
                                .clock = clock,
                                .kept_us = g_get_monotonic_time () };
}

void
delivery_gate_memory_clear (DeliveryGateMemory *self)
{
  store_db_unref (self->db);
  g_free (self->server);
  g_free (self->account);
}

void
delivery_gate_memory_recall (const DeliveryGateMemory *self, DeliveryThrottle *throttle)
{
  g_autoptr (GError) problem = NULL;
  StoreThrottle row;

  if (store_throttle_find (self->db, self->server, self->account, &row, &problem)) {
    const DeliveryMemory learnt = { .rate = row.rate,
                                    .rate_high = row.rate_high,
                                    .burst = row.burst,
                                    .limit = row.at_once,
                                    .wait_ms = row.wait_ms,
                                    .was_refused = row.was_refused };
    gint64 age_us = self->clock->now_us (self->clock->data) - row.at_us;

    delivery_throttle_recall (throttle, &learnt, age_us / G_USEC_PER_SEC);
  } else if (problem != NULL) {
    g_debug ("what a server allows: %s", problem->message);
  }
}

gboolean
delivery_gate_memory_is_due (DeliveryGateMemory *self, gint64 now_us)
{
  if (self->db == NULL || now_us - self->kept_us < KEEP_US)
    return FALSE;
  self->kept_us = now_us;
  return TRUE;
}

void
delivery_gate_memory_keep (const DeliveryGateMemory *self, const DeliveryMemory *learnt)
{
  g_autoptr (GError) problem = NULL;
  StoreThrottle row;

  if (self->db == NULL)
    return;

  row = (StoreThrottle){ .rate = learnt->rate,
                         .rate_high = learnt->rate_high,
                         .burst = learnt->burst,
                         .at_once = learnt->limit,
                         .wait_ms = learnt->wait_ms,
                         .was_refused = learnt->was_refused,
                         .at_us = self->clock->now_us (self->clock->data) };
  if (!store_throttle_keep (self->db, self->server, self->account, &row, &problem))
    g_debug ("what a server allows: %s", problem->message);
}
