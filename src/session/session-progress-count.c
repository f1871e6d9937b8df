/* session-progress-count.c - how far a run is
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-progress-private.h"

gint64
session_progress_elapsed_us (SessionProgress *self)
{
  return self->ran_us + (self->job != NULL ? g_get_monotonic_time () - self->began_us : 0);
}

SessionProgressKind
session_progress_kind (SessionProgress *self)
{
  return self->undone != NULL ? SESSION_PROGRESS_UNDO : SESSION_PROGRESS_APPLY;
}

SessionProgressState
session_progress_state (SessionProgress *self)
{
  return self->state;
}

gboolean
session_progress_is_over (SessionProgress *self)
{
  return self->state == SESSION_PROGRESS_STOPPED || self->state == SESSION_PROGRESS_DONE;
}

const GError *
session_progress_problem (SessionProgress *self)
{
  return self->problem;
}

guint
session_progress_total (SessionProgress *self)
{
  return self->mailboxes->len;
}

guint
session_progress_done (SessionProgress *self)
{
  return g_hash_table_size (self->results);
}

guint
session_progress_written (SessionProgress *self)
{
  return self->n_written;
}

guint
session_progress_skipped (SessionProgress *self)
{
  return session_progress_done (self) - self->n_written - self->n_failed;
}

guint
session_progress_changed (SessionProgress *self)
{
  return self->n_changed;
}

guint
session_progress_failed (SessionProgress *self)
{
  return self->n_failed;
}

guint
session_progress_silence_s (SessionProgress *self)
{
  gboolean is_running = self->state == SESSION_PROGRESS_RUNNING && self->hub->org != NULL;

  return is_running ? session_org_silence_s (self->hub->org) : 0;
}

double
session_progress_rate (SessionProgress *self)
{
  gint64 took_us = session_progress_elapsed_us (self);

  return took_us > 0 ? (double) session_progress_done (self) * G_USEC_PER_SEC / (double) took_us
                     : 0;
}

int
session_progress_remaining_s (SessionProgress *self)
{
  gint64 remaining_s =
      self->job != NULL ? delivery_pace_remaining_s (&self->pace, g_get_monotonic_time ()) : -1;

  return (int) MIN (remaining_s, G_MAXINT);
}
