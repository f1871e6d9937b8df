/* session-engine-settings.c - settings that are changed while an engine runs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-engine-private.h"

#include "base-zone.h"
#include "session-defaults.h"

/* What is set of those that are followed; of the others, what the order says. */
static gboolean
load (SessionEngine *self, SessionDefaults *ret)
{
  SessionEngineFollows follows = self->order.follows;

  if (!session_defaults_load (self->order.core, ret, NULL))
    return FALSE; /* a store that does not answer is told elsewhere */
  if ((follows & SESSION_ENGINE_FOLLOWS_INTERVAL) == 0)
    ret->interval_s = self->order.interval_s;
  if ((follows & SESSION_ENGINE_FOLLOWS_QUIET) == 0)
    ret->quiet = self->order.quiet;
  if ((follows & SESSION_ENGINE_FOLLOWS_DRIFT) == 0)
    ret->drift = self->order.drift;
  ret->quiet.zone = self->order.quiet.zone;
  return TRUE;
}

static gboolean
is_quiet_alike (const SessionQuiet *one, const SessionQuiet *other)
{
  return one->from_min == other->from_min && one->until_min == other->until_min;
}

gboolean
session_engine_is_set_anew (SessionEngine *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  SessionDefaults now;

  return load (self, &now) &&
         (now.interval_s != self->order.interval_s ||
          !is_quiet_alike (&now.quiet, &self->order.quiet) || now.drift != self->order.drift ||
          !session_common_equal (&now.common, &self->common));
}

void
session_engine_follow (SessionEngine *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  SessionDefaults now;

  if (!load (self, &now))
    return;
  if (self->load_s > 0) /* counted from the last time */
    self->load_s += now.interval_s - self->order.interval_s;
  self->order.interval_s = now.interval_s;
  self->order.quiet = now.quiet;
  if (self->schedule != NULL)
    session_schedule_set_quiet (self->schedule, &now.quiet);
  /* What was left alone may not be now, and texts may say something else. */
  self->wants_all |=
      now.drift != self->order.drift || !session_common_equal (&now.common, &self->common);
  self->order.drift = now.drift;
  self->common = now.common;
}

void
session_engine_renew_zone (SessionEngine *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *name = NULL;

  if (self->order.quiet.zone == NULL)
    return;
  name = g_strdup (base_zone_name (self->order.quiet.zone));
  g_clear_pointer (&self->zone, g_time_zone_unref); /* what somebody holds is not read again */
  self->zone = base_zone_new (name, NULL);
  if (self->zone == NULL)
    self->zone = g_time_zone_new_local ();
  self->order.quiet.zone = self->zone;
  if (self->schedule != NULL)
    session_schedule_set_quiet (self->schedule, &self->order.quiet);
}
