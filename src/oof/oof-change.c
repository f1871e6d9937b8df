/* oof-change.c - what somebody wants to be different in a mailbox's automatic reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-change.h"

OofChange *
oof_change_new (void)
{
  return g_atomic_rc_box_new0 (OofChange);
}

OofChange *
oof_change_new_state (const OofState *wanted)
{
  OofChange *self = oof_change_new ();

  self->has_mode = TRUE;
  self->mode = wanted->mode;
  self->has_audience = TRUE;
  self->audience = wanted->audience;
  self->from = wanted->from != NULL ? g_date_time_ref (wanted->from) : NULL;
  self->until = wanted->until != NULL ? g_date_time_ref (wanted->until) : NULL;
  self->inside = g_strdup (wanted->inside);
  self->outside = g_strdup (wanted->outside);
  return self;
}

OofChange *
oof_change_ref (OofChange *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_change (gpointer data)
{
  OofChange *self = data;

  g_clear_pointer (&self->from, g_date_time_unref);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_clear_pointer (&self->inside, g_free);
  g_clear_pointer (&self->outside, g_free);
}

void
oof_change_unref (OofChange *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_change);
}

OofState *
oof_change_apply (const OofChange *self, const OofState *current, GDateTime *now)
{
  OofMode mode = self->has_mode ? self->mode : current->mode;
  GDateTime *from = self->from != NULL ? self->from : current->from;
  GDateTime *until = self->until != NULL ? self->until : current->until;

  return oof_state_new (mode, self->has_audience ? self->audience : current->audience,
                        from != NULL ? from : now, until,
                        self->inside != NULL ? self->inside : current->inside,
                        self->outside != NULL ? self->outside : current->outside);
}
