/* session-progress-job.c - the worker's half of a SessionProgress
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-progress-job.h"

#include "session-apply.h"
#include "session-core-private.h"
#include "session-explain.h"
#include "session-plan-load.h"
#include "session-run.h"
#include "session-undo.h"

#define LOOK_US (100 * 1000) /* a paused run looks so often whether it is cancelled */

struct _SessionJob
{
  GMutex lock;
  GCond wake;
  gboolean is_paused; /* under lock, as all down to is_posted */
  gboolean is_stopped;
  GPtrArray *arrived; /* SessionArrived: not yet seen by the main thread */
  gboolean is_posted; /* the main thread will look */

  char run[37]; /* written by the worker before its task returns */
  SessionCore *core;
  SessionOrg *org;
  GMainContext *context;
  GCancellable *cancellable;
  char **mailboxes;
  guint next;
  char *undone;
  gint64 now_s;
  GSourceFunc tell; /* main thread only, as data */
  gpointer data;
};

static void
free_arrived (gpointer data)
{
  SessionArrived *self = data;

  g_free (self->mailbox);
  g_free (self->sentence);
  g_free (self->remedy);
  g_free (self);
}

SessionJob *
session_job_new (SessionHub *hub, const SessionJobOrder *order, GCancellable *cancellable)
{
  SessionJob *self = g_atomic_rc_box_new0 (SessionJob);
  g_autoptr (GDateTime) now = session_hub_now (hub);

  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->arrived = g_ptr_array_new_with_free_func (free_arrived);
  self->core = session_core_ref (hub->core);
  self->org = session_org_ref (hub->org);
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_object_ref (cancellable);
  self->mailboxes = g_strdupv ((char **) order->mailboxes);
  self->undone = g_strdup (order->undone);
  self->now_s = g_date_time_to_unix (now);
  self->tell = order->arrived;
  self->data = order->data;
  return self;
}

SessionJob *
session_job_ref (SessionJob *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_job (gpointer data)
{
  SessionJob *self = data;

  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_ptr_array_unref (self->arrived);
  session_org_unref (self->org);
  session_core_unref (self->core);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_strfreev (self->mailboxes);
  g_free (self->undone);
}

void
session_job_unref (SessionJob *self)
{
  g_atomic_rc_box_release_full (self, clear_job);
}

static void
unref_job (gpointer job)
{
  session_job_unref (job);
}

static gboolean
arrived_cb (gpointer data)
{
  SessionJob *self = data;

  if (self->tell != NULL)
    self->tell (self->data);
  return G_SOURCE_REMOVE;
}

/* Waits as long as it is paused. FALSE: nothing more is to begin. */
static gboolean
may_go_on (SessionJob *self)
{
  while (self->is_paused && !self->is_stopped && !g_cancellable_is_cancelled (self->cancellable))
    g_cond_wait_until (&self->wake, &self->lock, g_get_monotonic_time () + LOOK_US);
  return !self->is_stopped;
}

static gboolean
note (SessionJob *self, const SessionOutcome *outcome)
{
  SessionArrived *arrived = g_new0 (SessionArrived, 1);
  gboolean goes_on;
  gboolean posts;

  arrived->mailbox = g_strdup (outcome->mailbox);
  arrived->result = outcome->result;
  if (outcome->error != NULL) {
    arrived->sentence = session_explain (outcome->error);
    arrived->remedy = session_remedy (outcome->error);
  }

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->arrived, arrived);
  posts = !self->is_posted;
  self->is_posted = TRUE;
  if (posts)
    session_run_post (self->context, arrived_cb, session_job_ref (self), unref_job);
  goes_on = may_go_on (self);
  g_mutex_unlock (&self->lock);
  return goes_on;
}

static gboolean
note_applied (const SessionApplied *applied, gpointer data)
{
  return note (data, applied->outcome);
}

static gboolean
note_undone (const SessionOutcome *outcome, gboolean is_changed, gpointer data)
{
  return note (data, outcome);
}

static char *
next_mailbox (gpointer data)
{
  SessionJob *self = data;

  return self->mailboxes[self->next] != NULL ? g_strdup (self->mailboxes[self->next++]) : NULL;
}

static gboolean
undo_run (SessionJob *self, GError **error)
{
  const SessionUndoOrder order = { .run = self->undone,
                                   .how = SESSION_UNDO_WRITE,
                                   .why = "run undone in the panel",
                                   .each = note_undone,
                                   .data = self };
  SessionUndoSummary summary;
  gboolean is_through = session_undo_run (self->org, self->cancellable, &order, &summary, error);

  g_strlcpy (self->run, summary.bulk.run, sizeof self->run);
  return is_through;
}

static gboolean
apply_plan (SessionJob *self, BaseCall *call, GError **error)
{
  g_auto (SessionPlanFile) file = { 0 };
  SessionApplyOrder order = { .how = SESSION_APPLY_WRITE,
                              .why = "applied in the panel",
                              .next = next_mailbox,
                              .each = note_applied,
                              .data = self };
  SessionApplySummary summary;
  gboolean is_through;

  if (!session_plan_load (self->core, self->org, call, self->now_s, &file, error))
    return FALSE;
  order.plan = file.plan;
  order.items = file.items;
  is_through = session_apply_run (self->org, self->cancellable, &order, &summary, error);
  g_strlcpy (self->run, summary.bulk.run, sizeof self->run);
  return is_through;
}

static gpointer
job_work (BaseCall *call, gpointer data, GError **error)
{
  SessionJob *self = data;
  gboolean is_through =
      self->undone != NULL ? undo_run (self, error) : apply_plan (self, call, error);

  return is_through ? self : NULL;
}

static void
job_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
session_job_start (SessionJob *self, SessionHub *hub, GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (hub, self->cancellable, done, user_data);

  g_task_set_task_data (task, session_job_ref (self), unref_job);
  session_run (hub->pool, SESSION_LANE_BULK, task, job_work, job_done);
}

void
session_job_set_paused (SessionJob *self, gboolean is_paused)
{
  g_mutex_lock (&self->lock);
  self->is_paused = is_paused;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
session_job_stop (SessionJob *self)
{
  g_mutex_lock (&self->lock);
  self->is_stopped = TRUE;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
session_job_forget (SessionJob *self)
{
  self->tell = NULL;
  self->data = NULL;
}

GPtrArray *
session_job_take (SessionJob *self)
{
  GPtrArray *taken;

  g_mutex_lock (&self->lock);
  taken = self->arrived;
  self->arrived = g_ptr_array_new_with_free_func (free_arrived);
  self->is_posted = FALSE;
  g_mutex_unlock (&self->lock);
  return taken;
}

const char *
session_job_run_id (SessionJob *self)
{
  return self->run;
}
