/* session-engine-clock.c - what time it is, and whether somebody has put the clock back
 *
 * Whoever decides anything asks the same clock, on whichever thread: a time that was wrong for a
 * moment in the middle of a run is seen, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-engine-private.h"

#define BACK_US (60 * G_USEC_PER_SEC) /* a clock that goes back by more was put back */

static gint64
now_cb (gpointer data)
{
  SessionEngine *self = data;
  const BaseClock *clock = self->order.clock != NULL ? self->order.clock : base_clock_system ();
  gint64 now_us = clock->now_us (clock->data);

  g_mutex_lock (&self->clock_lock);
  self->latest_us = MAX (self->latest_us, now_us);
  g_mutex_unlock (&self->clock_lock);
  return now_us;
}

void
session_engine_clock_init (SessionEngine *self)
{
  g_mutex_init (&self->clock_lock);
  self->clock = (BaseClock){ now_cb, self };
}

void
session_engine_clock_clear (SessionEngine *self)
{
  g_mutex_clear (&self->clock_lock);
}

gint64
session_engine_now_us (SessionEngine *self)
{
  return now_cb (self);
}

gint64
session_engine_now_s (SessionEngine *self)
{
  return now_cb (self) / G_USEC_PER_SEC;
}

gboolean
session_engine_clock_is_back (SessionEngine *self)
{
  gint64 now_us = now_cb (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->clock_lock);

  return now_us < self->latest_us - BACK_US;
}

void
session_engine_clock_forget (SessionEngine *self)
{
  gint64 now_us = now_cb (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->clock_lock);

  self->latest_us = now_us;
}
