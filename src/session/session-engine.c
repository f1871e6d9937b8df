/* session-engine.c - keeps the mailboxes of one organisation in step: the loop
 *
 * One look after the other: whose turn it is, what is wished, what is planned, who is due; then
 * some work, or a wait until the next thing that is known to come. Whatever comes earlier wakes it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-engine-private.h"

#include "base-error.h"
#include "base-fault.h"
#include "session-core-private.h"
#include "session-coverage.h"
#include "session-items.h"
#include "store-engine.h"

#include <unistd.h>

#define MOST_WAIT_S 3600
#define LEASE_WAIT_S 5
#define SLICE_US (5 * G_USEC_PER_SEC) /* a computer that slept sees it so soon */

SessionEngine *
session_engine_new (const SessionEngineOrder *order)
{
  SessionEngine *self = g_new0 (SessionEngine, 1);
  g_autofree char *who = session_core_who ();

  self->order = *order;
  if (self->order.interval_s == 0)
    self->order.interval_s = SESSION_ENGINE_INTERVAL_S;
  session_engine_clock_init (self);
  self->token = g_uuid_string_random ();
  self->holder = g_strdup_printf ("%s, process %d", who, (int) getpid ());
  g_mutex_init (&self->lock);
  g_mutex_init (&self->say_lock);
  g_cond_init (&self->changed);
  self->moved_us = g_get_monotonic_time ();
  self->covered_until_s = G_MAXINT64;
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->failing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
session_engine_free (SessionEngine *self)
{
  if (self == NULL)
    return;

  session_engine_close (self);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  exchange_profile_unref (self->refused);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->failing);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->say_lock);
  session_engine_clock_clear (self);
  g_cond_clear (&self->changed);
  g_free (self->token);
  g_free (self->holder);
  g_free (self->reason);
  g_free (self->seen_profile);
  g_free (self);
}

void
session_engine_stop (SessionEngine *self)
{
  g_mutex_lock (&self->lock);
  self->is_stopping = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* Returns earlier when there is something to look at. */
static void
wait_until (SessionEngine *self, gint64 until_s)
{
  gint64 until_us = MIN (until_s, self->now_s + MOST_WAIT_S) * G_USEC_PER_SEC;
  gint64 left_us;

  g_mutex_lock (&self->lock);
  self->moved_us = g_get_monotonic_time ();
  if (self->order.wait != NULL && !self->is_stopping) {
    g_mutex_unlock (&self->lock);
    self->order.wait (until_us, self->order.data);
    return;
  }
  while (!self->is_woken && !self->is_stopping && !g_cancellable_is_cancelled (self->cancellable) &&
         !session_engine_clock_is_back (self) &&
         (left_us = until_us - session_engine_now_us (self)) > 0) {
    g_cond_wait_until (&self->changed, &self->lock,
                       g_get_monotonic_time () + MIN (left_us, SLICE_US));
    self->moved_us = g_get_monotonic_time ();
  }
  self->is_woken = FALSE;
  g_mutex_unlock (&self->lock);
}

static void
forget_waiting (SessionEngine *self)
{
  if (self->was_waiting)
    store_engine_keep_waiting (session_core_db (self->order.core), NULL, 0, NULL);
  self->was_waiting = FALSE;
}

/* The other one is to stop, and nobody is to take over. */
static gboolean
is_stop_wished (SessionEngine *self)
{
  g_autofree char *reason = NULL;
  StoreWish wish = STORE_WISH_RUN;

  return store_engine_read_wish (session_core_db (self->order.core), &wish, &reason, NULL) &&
         wish == STORE_WISH_STOP;
}

/* TRUE: it is ours. FALSE: look again (with an error: the end). */
static gboolean
has_turn (SessionEngine *self, gboolean *ret_goes_on, GError **error)
{
  g_autofree char *holder = NULL;
  GError *problem = NULL;

  if (session_engine_lease (self, &holder, &problem)) {
    forget_waiting (self);
    return TRUE;
  }
  if (problem != NULL) {
    *ret_goes_on = session_engine_note_trouble (self, problem, error);
    if (*ret_goes_on)
      wait_until (self, self->trouble_until_s);
    return FALSE;
  }
  if (self->order.is_once) {
    *ret_goes_on = session_engine_refuse (error, "engine-busy", holder);
    return FALSE;
  }

  *ret_goes_on = !is_stop_wished (self);
  if (!*ret_goes_on)
    return FALSE;

  self->was_waiting = TRUE;
  store_engine_keep_waiting (session_core_db (self->order.core), self->holder,
                             session_engine_now_us (self), NULL);
  session_engine_say (self, SESSION_ENGINE_WAITING, "lease");
  wait_until (self, self->now_s + LEASE_WAIT_S);
  return FALSE;
}

/* Another profile, or a start: what was refused may be tried. */
static gboolean
may_try_again (SessionEngine *self, const char *reason)
{
  g_autoptr (ExchangeProfile) profile = NULL;

  if (g_strcmp0 (reason, SESSION_ENGINE_REFUSED) != 0)
    return FALSE;
  if (self->refused == NULL)
    return TRUE;
  profile = session_core_find_profile (self->order.core, self->refused->id, NULL);
  return profile != NULL && !exchange_profile_is_same_way (profile, self->refused);
}

/* What is wished: TRUE: to run. FALSE: look again, or the end. */
static gboolean
is_wished (SessionEngine *self, gboolean *ret_goes_on, GError **error)
{
  g_autofree char *reason = NULL;
  StoreWish wish = STORE_WISH_RUN;

  if (!store_engine_read_wish (session_core_db (self->order.core), &wish, &reason, NULL))
    return TRUE; /* the store is in trouble, which the next one will tell */
  g_mutex_lock (&self->lock);
  self->seen_wish = (int) wish;
  g_mutex_unlock (&self->lock);
  if (wish == STORE_WISH_STOP) {
    *ret_goes_on = FALSE;
    return FALSE;
  }
  if (wish == STORE_WISH_PAUSE && may_try_again (self, reason))
    return session_engine_state_wish (self->order.core, SESSION_ENGINE_WISH_RUN, NULL, NULL);
  if (wish == STORE_WISH_PAUSE && self->order.is_once) {
    *ret_goes_on = session_engine_refuse (error, "engine-paused", reason != NULL ? reason : "");
    return FALSE;
  }
  if (wish == STORE_WISH_PAUSE) {
    session_engine_say (self, SESSION_ENGINE_PAUSED, reason);
    wait_until (self, self->now_s + MOST_WAIT_S);
    return FALSE;
  }
  g_clear_pointer (&self->refused, exchange_profile_unref);
  return TRUE;
}

/* A clock that was put back: everybody is due, and no pause is longer than it was. */
static void
look_at_clock (SessionEngine *self)
{
  self->now_s = session_engine_now_s (self);
  if (!session_engine_clock_is_back (self))
    return;

  g_debug ("the clock was put back");
  self->wants_all = TRUE;
  self->trouble_until_s = MIN (self->trouble_until_s, self->now_s);
  session_engine_clock_forget (self);
}

/* Everybody who was due was looked at. */
static void
end_pass (SessionEngine *self)
{
  g_autoptr (GError) problem = NULL;
  gboolean is_over;

  g_mutex_lock (&self->lock);
  is_over = session_schedule_due (self->schedule, session_engine_now_s (self)) == 0;
  g_mutex_unlock (&self->lock);
  if (!self->has_pass || !is_over)
    return;

  if (session_coverage_end_pass (self->org, session_items_revision (self->file.items),
                                 self->pass_us, &problem)) {
    self->has_pass = FALSE;
    self->pass_us = 0;
  } else {
    g_debug ("the end of a pass: %s", problem->message);
  }
}

/* Nothing may go at the moment: until when. */
static void
rest (SessionEngine *self)
{
  gint64 now_s = session_engine_now_s (self);
  gboolean is_quiet;
  gint64 next_s;

  g_mutex_lock (&self->lock);
  is_quiet = session_schedule_due (self->schedule, now_s) > 0;
  next_s = MIN (session_schedule_next (self->schedule, now_s), MIN (self->load_s, self->people_s));
  self->next_due_s = next_s;
  g_mutex_unlock (&self->lock);
  session_engine_say (self, is_quiet ? SESSION_ENGINE_QUIET : SESSION_ENGINE_RUNNING, NULL);
  if (next_s > now_s)
    wait_until (self, next_s);
}

static gboolean
has_work (SessionEngine *self)
{
  gint64 now_s = session_engine_now_s (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return session_schedule_next (self->schedule, now_s) <= now_s;
}

/* FALSE: that is the end, with an error or without. */
static gboolean
work_or_rest (SessionEngine *self, GError **error)
{
  GError *problem = NULL;

  if (session_engine_now_s (self) < self->trouble_until_s) {
    wait_until (self, self->trouble_until_s);
    return TRUE;
  }
  if (!session_engine_prepare (self, &problem))
    return session_engine_note_trouble (self, problem, error);

  if (has_work (self)) {
    session_engine_say (self, SESSION_ENGINE_RUNNING, NULL);
    if (!session_engine_work (self, &problem))
      return session_engine_note_trouble (self, problem, error);
    end_pass (self);
    return TRUE;
  }
  end_pass (self);
  if (self->order.is_once)
    return FALSE;
  rest (self);
  return TRUE;
}

static gboolean
look_around (SessionEngine *self, GError **error)
{
  gboolean goes_on = TRUE;
  gboolean is_stopping;

  g_mutex_lock (&self->lock);
  is_stopping = self->is_stopping;
  self->is_halting = FALSE;
  g_mutex_unlock (&self->lock);
  if (is_stopping || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  look_at_clock (self);
  session_engine_follow (self);
  if (!has_turn (self, &goes_on, error) || !is_wished (self, &goes_on, error))
    return goes_on;
  return work_or_rest (self, error);
}

/* A wish to stop was meant for those that ran when it was made. */
static void
begin (SessionEngine *self)
{
  g_autofree char *holder = NULL;

  self->now_s = session_engine_now_s (self);
  session_engine_say (self, SESSION_ENGINE_WAITING, "starting");
  if (session_engine_lease (self, &holder, NULL) && is_stop_wished (self))
    store_engine_wish (session_core_db (self->order.core), STORE_WISH_RUN, NULL, NULL);
}

static void
end (SessionEngine *self)
{
  /* What failed last is known until it is closed. */
  session_engine_say (self, SESSION_ENGINE_STOPPED, NULL);
  session_engine_close (self);
  forget_waiting (self);
  store_engine_drop_lease (session_core_db (self->order.core), self->token, NULL);
  base_fault ("lease-dropped");
}

gboolean
session_engine_run (SessionEngine *self, GCancellable *cancellable, GError **error)
{
  SessionPool *keeper = session_pool_new (1);
  g_autoptr (GError) problem = NULL;

  self->cancellable = cancellable;
  begin (self);
  session_pool_push (keeper, SESSION_LANE_BULK, session_engine_keep_work, self);
  while (look_around (self, &problem))
    ;

  g_mutex_lock (&self->lock);
  self->is_ending = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  session_pool_join (keeper);
  end (self);
  return base_error_pass (g_steal_pointer (&problem), error);
}
