/* session-engine-state.c - how the engine is getting on
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-engine-state.h"

#include "session-core-private.h"
#include "store-engine.h"

const char *const session_engine_mode_names[] = {
  [SESSION_ENGINE_NONE] = "none",       [SESSION_ENGINE_RUNNING] = "running",
  [SESSION_ENGINE_WAITING] = "waiting", [SESSION_ENGINE_PAUSED] = "paused",
  [SESSION_ENGINE_QUIET] = "quiet",     [SESSION_ENGINE_STOPPED] = "stopped",
  [SESSION_ENGINE_GONE] = "gone",       NULL
};

static const StoreWish wishes[] = { [SESSION_ENGINE_WISH_RUN] = STORE_WISH_RUN,
                                    [SESSION_ENGINE_WISH_PAUSE] = STORE_WISH_PAUSE,
                                    [SESSION_ENGINE_WISH_STOP] = STORE_WISH_STOP };

void
session_engine_state_clear (SessionEngineState *self)
{
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->holder, g_free);
  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->waiting, g_free);
}

static SessionEngineMode
find_mode (const StoreEngineState *row, gint64 now_us)
{
  SessionEngineMode mode = SESSION_ENGINE_NONE;
  gint64 left_us = row->lease_until_us - now_us;

  for (guint i = 0; row->state != NULL && i < SESSION_ENGINE_N_MODES; i++)
    if (g_str_equal (row->state, session_engine_mode_names[i]))
      mode = (SessionEngineMode) i;
  if (mode == SESSION_ENGINE_NONE || mode == SESSION_ENGINE_STOPPED)
    return mode;
  return left_us > 0 && left_us <= 2 * STORE_LEASE_US ? mode : SESSION_ENGINE_GONE;
}

gboolean
session_engine_state_read (SessionCore *core, gint64 now_s, SessionEngineState *ret, GError **error)
{
  StoreDb *db = session_core_db (core);
  gint64 now_us = now_s * G_USEC_PER_SEC;
  g_auto (StoreEngineState) row = { NULL };
  g_autofree char *reason = NULL;
  StoreWish wish = STORE_WISH_RUN;

  if (!store_engine_read_state (db, &row, error) ||
      !store_engine_read_wish (db, &wish, &reason, error))
    return FALSE;

  *ret = (SessionEngineState){
    .mode = find_mode (&row, now_us),
    .reason = g_steal_pointer (&row.reason),
    .holder = g_steal_pointer (&row.holder),
    .profile = g_steal_pointer (&row.profile),
    .at_s = row.at_us / G_USEC_PER_SEC,
    .last_run_s = row.last_run_us / G_USEC_PER_SEC,
    .next_due_s = row.next_due_us / G_USEC_PER_SEC,
    .covered_until_s =
        row.covered_until_us == G_MAXINT64 ? G_MAXINT64 : row.covered_until_us / G_USEC_PER_SEC,
    .queued = row.queued,
    .failed = row.failed,
  };
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    if (wishes[i] == wish)
      ret->wish = (SessionEngineWish) i;
  if (row.waiting != NULL && ABS (now_us - row.waiting_us) < STORE_LEASE_US)
    ret->waiting = g_steal_pointer (&row.waiting);
  /* One that has not heard of it yet, or will when it starts. */
  if (ret->wish == SESSION_ENGINE_WISH_PAUSE && reason != NULL) {
    g_free (ret->reason);
    ret->reason = g_steal_pointer (&reason);
  }
  return TRUE;
}

gboolean
session_engine_state_wish (SessionCore *core, SessionEngineWish wish, const char *reason,
                           GError **error)
{
  return store_engine_wish (session_core_db (core), wishes[wish], reason, error);
}

gboolean
session_engine_state_is_there (const SessionEngineState *self)
{
  return self->mode != SESSION_ENGINE_NONE && self->mode != SESSION_ENGINE_STOPPED &&
         self->mode != SESSION_ENGINE_GONE;
}
