/* session-engine-keep.c - the engine's lease, what is wished of it, and what is told of it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-engine-private.h"

#include "base-error.h"
#include "base-fault.h"
#include "session-core-private.h"
#include "session-items.h"
#include "store-coverage.h"
#include "store-engine.h"

#define TICK_US (2 * G_USEC_PER_SEC)
#define RENEW_US (STORE_LEASE_US / 6)
#define MOST_STILL_US (30 * 60 * (gint64) G_USEC_PER_SEC)

gboolean
session_engine_lease (SessionEngine *self, char **ret_holder, GError **error)
{
  StoreLease lease =
      store_engine_take_lease (session_core_db (self->order.core), self->token, self->holder,
                               session_engine_now_us (self), ret_holder, error);

  g_mutex_lock (&self->lock);
  self->has_lease = lease == STORE_LEASE_OURS;
  self->is_halting |= lease == STORE_LEASE_THEIRS;
  g_mutex_unlock (&self->lock);
  if (lease == STORE_LEASE_OURS)
    base_fault ("lease-taken");
  return lease == STORE_LEASE_OURS;
}

/* With the lock held: a copy of what there is to tell. */
static void
fill_state (SessionEngine *self, SessionEngineState *state)
{
  gint64 now_s = session_engine_now_s (self);

  self->counts.due = 0;
  self->counts.late = 0;
  if (self->schedule != NULL) {
    gint64 first_s = session_schedule_first_start (self->schedule, now_s);

    self->counts.due = session_schedule_due (self->schedule, now_s);
    self->counts.late = session_schedule_late (self->schedule);
    /* What is due and was not looked at yet is not known to be right. */
    if (first_s != SESSION_SCHEDULE_NEVER)
      self->covered_until_s = MIN (self->covered_until_s, MAX (first_s, now_s));
  }
  *state = (SessionEngineState){ .mode = self->mode,
                                 .reason = g_strdup (self->reason),
                                 .holder = g_strdup (self->holder),
                                 .profile = g_strdup (self->seen_profile),
                                 .at_s = now_s,
                                 .last_run_s = self->last_run_s,
                                 .next_due_s = self->next_due_s,
                                 .covered_until_s = self->covered_until_s,
                                 .queued = self->counts.due,
                                 .failed = g_hash_table_size (self->failing) };
}

static gint64
micro (gint64 instant_s)
{
  return instant_s >= G_MAXINT64 / G_USEC_PER_SEC ? G_MAXINT64 : instant_s * G_USEC_PER_SEC;
}

/* Only by whoever holds the lease; that the store does not work is told elsewhere. */
static void
keep_state (SessionEngine *self, const SessionEngineState *state)
{
  g_autoptr (GError) problem = NULL;
  const StoreEngineState row = { .state = (char *) session_engine_mode_names[state->mode],
                                 .reason = state->reason,
                                 .profile = state->profile,
                                 .at_us = micro (state->at_s),
                                 .last_run_us = micro (state->last_run_s),
                                 .next_due_us = micro (state->next_due_s),
                                 .covered_until_us = micro (state->covered_until_s),
                                 .queued = state->queued,
                                 .failed = state->failed };

  if (!store_engine_keep_state (session_core_db (self->order.core), &row, &problem))
    g_debug ("the engine's state is not kept: %s", problem->message);
  base_fault ("state-kept");
}

/* By what was seen when the mailboxes were looked at; 0: that was never. */
static gint64
find_covered (SessionEngine *self)
{
  StoreDb *db = session_core_db (self->order.core);
  g_autofree char *profile = NULL;
  gint64 covered_s = 0;
  gint64 revision = 0;
  gint64 looked_us = 0;

  g_mutex_lock (&self->lock);
  profile = g_strdup (self->seen_profile);
  g_mutex_unlock (&self->lock);
  if (profile == NULL || !store_coverage_last_pass (db, profile, &revision, &looked_us, NULL) ||
      looked_us == 0 || !store_coverage_first (db, profile, &covered_s, NULL))
    return 0;
  return covered_s;
}

static void
tell (SessionEngine *self)
{
  g_auto (SessionEngineState) state = { 0 };
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->say_lock);
  SessionEngineCounts counts;
  gint64 covered_s = find_covered (self);
  gboolean has_lease;

  g_mutex_lock (&self->lock);
  self->covered_until_s = covered_s;
  fill_state (self, &state);
  counts = self->counts;
  has_lease = self->has_lease;
  g_mutex_unlock (&self->lock);

  if (has_lease)
    keep_state (self, &state);
  if (self->order.told != NULL)
    self->order.told (&state, &counts, self->order.data);
}

void
session_engine_say (SessionEngine *self, SessionEngineMode mode, const char *reason)
{
  g_mutex_lock (&self->lock);
  self->mode = mode;
  if (reason != self->reason) {
    g_free (self->reason);
    self->reason = g_strdup (reason);
  }
  g_mutex_unlock (&self->lock);
  tell (self);
}

/* Does the loop have to look around? With the lock not held. */
static gboolean
has_news (SessionEngine *self)
{
  StoreDb *db = session_core_db (self->order.core);
  g_autofree char *reason = NULL;
  g_autofree char *profile = NULL;
  StoreWish wish = STORE_WISH_RUN;
  gint64 revision = 0;
  gboolean is_edited = FALSE;
  gboolean is_other;

  if (!store_engine_read_wish (db, &wish, &reason, NULL))
    return FALSE;

  g_mutex_lock (&self->lock);
  is_other = self->seen_wish != (int) wish;
  profile = g_strdup (self->seen_profile);
  g_mutex_unlock (&self->lock);
  if (profile != NULL && session_items_read_revision (self->order.core, profile, &revision, NULL)) {
    g_mutex_lock (&self->lock);
    is_edited = self->schedule != NULL && revision != self->seen_revision;
    g_mutex_unlock (&self->lock);
  }
  return is_other || is_edited || session_engine_is_set_anew (self);
}

/* What a tick found: with the lock held. */
static void
note_tick (SessionEngine *self, gboolean is_news)
{
  if (!is_news)
    return;
  self->is_halting = TRUE;
  self->is_woken = TRUE;
  g_cond_broadcast (&self->changed);
}

static void
tick (SessionEngine *self, gint64 *renewed_us)
{
  gint64 now_us = g_get_monotonic_time ();
  g_autofree char *holder = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean is_news = has_news (self);
  gboolean is_due = now_us - *renewed_us >= RENEW_US;
  gboolean has_lease;
  gboolean is_moving;
  gboolean is_working;

  g_mutex_lock (&self->lock);
  note_tick (self, is_news);
  has_lease = self->has_lease;
  is_working = g_hash_table_size (self->taken) > 0;
  is_moving = now_us - self->moved_us < MOST_STILL_US;
  g_mutex_unlock (&self->lock);

  if (has_lease && is_due) {
    if (session_engine_lease (self, &holder, &problem))
      *renewed_us = now_us;
    else if (problem != NULL)
      g_debug ("the engine's lease: %s", problem->message);
  }
  if (is_moving && self->order.beat != NULL)
    self->order.beat (self->order.data);
  /* Whoever looks sees a run go on; one that waits leaves the disk alone. */
  if (has_lease && (is_working || is_due))
    tell (self);
}

void
session_engine_keep_work (BaseLocals *locals, gpointer data)
{
  SessionEngine *self = data;
  gint64 renewed_us = g_get_monotonic_time ();
  gint64 next_us = g_get_monotonic_time () + TICK_US;

  g_mutex_lock (&self->lock);
  while (!self->is_ending) {
    if (g_cond_wait_until (&self->changed, &self->lock, next_us))
      continue;
    g_mutex_unlock (&self->lock);
    tick (self, &renewed_us);
    next_us = g_get_monotonic_time () + TICK_US;
    g_mutex_lock (&self->lock);
  }
  g_mutex_unlock (&self->lock);
}
