/* delivery-gate.c - one gate for all requests to one server by one account
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-gate.h"

#include "base-error.h"

#define LOOK_MS 20             /* between two looks for a cancel, while held back */
#define SILENT_BUSY_MS 60000   /* a busy server that names no time: Exchange's own advice */
#define SUCCESSES_FOR_MORE 100 /* before one more is let in again */

struct _DeliveryGate
{
  GMutex lock;
  GCond left; /* somebody came out */
  guint most;
  guint limit;
  guint inside;
  guint successes; /* since the limit last changed */
  gint64 closed_until_us;
  gboolean has_succeeded;
};

DeliveryGate *
delivery_gate_new (guint most_at_once)
{
  DeliveryGate *self = g_atomic_rc_box_new0 (DeliveryGate);

  g_mutex_init (&self->lock);
  g_cond_init (&self->left);
  self->most = self->limit = MAX (most_at_once, 1);
  return self;
}

DeliveryGate *
delivery_gate_ref (DeliveryGate *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_gate (gpointer data)
{
  DeliveryGate *self = data;

  g_mutex_clear (&self->lock);
  g_cond_clear (&self->left);
}

void
delivery_gate_unref (DeliveryGate *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_gate);
}

static gboolean
is_open (const DeliveryGate *self)
{
  return self->inside < self->limit && self->closed_until_us <= g_get_monotonic_time ();
}

gboolean
delivery_gate_enter (DeliveryGate *self, BaseCall *call, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (base_call_check (call, error)) {
    if (is_open (self)) {
      self->inside++;
      return TRUE;
    }
    g_cond_wait_until (&self->left, &self->lock, g_get_monotonic_time () + LOOK_MS * 1000);
  }
  return FALSE;
}

static void
note_throttled (DeliveryGate *self, const GError *problem)
{
  const BaseErrorFacts *facts = base_error_facts (problem);
  gboolean is_count = g_strcmp0 (facts->reason, "connection-limit") == 0;
  guint64 wait_ms = facts->wait_ms > 0 ? facts->wait_ms : is_count ? LOOK_MS : SILENT_BUSY_MS;
  gint64 until_us = g_get_monotonic_time () + (gint64) MIN (wait_ms, G_MAXINT32) * 1000;

  self->closed_until_us = MAX (self->closed_until_us, until_us);
  self->limit = MAX (1, is_count ? self->limit - 1 : self->limit / 2);
  self->successes = 0;
}

void
delivery_gate_leave (DeliveryGate *self, const GError *problem)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->inside--;
  g_cond_signal (&self->left);
  if (problem == NULL) {
    self->has_succeeded = TRUE;
    if (self->limit < self->most && ++self->successes >= SUCCESSES_FOR_MORE) {
      self->limit++;
      self->successes = 0;
    }
  } else if (base_error_verdict (problem) == BASE_VERDICT_WAIT) {
    note_throttled (self, problem);
  }
}

gboolean
delivery_gate_has_succeeded (DeliveryGate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->has_succeeded;
}
