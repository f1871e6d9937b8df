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
#include "session-words-plan.h"

#define LOOK_US (100 * 1000) /* who waits for a gap looks so often whether it is cancelled */

struct _SessionJob
{
  GMutex lock;
  GCond wake;
  gboolean is_ending; /* under lock, as all down to is_posted */
  guint gap_ms;
  gint64 begun_us;    /* the last mailbox */
  GPtrArray *arrived; /* SessionArrived: not yet seen by the main thread */
  gboolean is_posted; /* the main thread will look */

  char run[37]; /* written by the worker before its task returns */
  SessionCore *core;
  SessionOrg *org;
  GMainContext *context;
  GCancellable *cancellable;
  char **mailboxes;
  guint next;
  char *again; /* the run that is gone on with */
  char *undone;
  gint64 now_s;
  GSourceFunc tell; /* main thread only, as data */
  gpointer data;
};

void
session_arrived_free (gpointer data)
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
  self->arrived = g_ptr_array_new_with_free_func (session_arrived_free);
  self->core = session_core_ref (hub->core);
  self->org = session_org_ref (hub->org);
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_object_ref (cancellable);
  self->mailboxes = g_strdupv ((char **) order->mailboxes);
  self->again = g_strdup (order->run);
  self->undone = g_strdup (order->undone);
  self->gap_ms = order->gap_ms;
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
  g_free (self->again);
  g_free (self->undone);
}

void
session_job_unref (SessionJob *self)
{
  if (self != NULL)
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

/* sentence: taken. */
static gboolean
note (SessionJob *self, const SessionOutcome *outcome, gboolean is_changed, char *sentence)
{
  SessionArrived *arrived = g_new0 (SessionArrived, 1);
  const GError *problem = outcome->error != NULL ? outcome->error : outcome->beside;
  gboolean posts;

  arrived->mailbox = g_strdup (outcome->mailbox);
  arrived->result = outcome->result;
  arrived->is_changed = is_changed;
  arrived->sentence = sentence;
  if (problem != NULL) {
    g_free (sentence);
    arrived->result = SESSION_RESULT_FAILED;
    arrived->sentence = session_explain (problem);
    arrived->remedy = session_remedy (problem);
  }

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->arrived, arrived);
  posts = !self->is_posted;
  self->is_posted = TRUE;
  if (posts)
    session_run_post (self->context, arrived_cb, session_job_ref (self), unref_job);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static gboolean
note_applied (const SessionApplied *applied, gpointer data)
{
  const SessionDecision *made = applied->decision;

  return note (data, applied->outcome, FALSE, made != NULL ? session_words_decision (made) : NULL);
}

static gboolean
note_undone (const SessionUndone *undone, gpointer data)
{
  return note (data, undone->outcome, undone->is_changed, NULL);
}

/* Waits for the gap. FALSE: nothing new is to begin. */
static gboolean
may_begin (SessionJob *self)
{
  while (!self->is_ending && !g_cancellable_is_cancelled (self->cancellable) &&
         self->begun_us > 0 &&
         g_get_monotonic_time () < self->begun_us + (gint64) self->gap_ms * 1000)
    g_cond_wait_until (
        &self->wake, &self->lock,
        MIN (self->begun_us + (gint64) self->gap_ms * 1000, g_get_monotonic_time () + LOOK_US));
  return !self->is_ending;
}

static char *
next_mailbox (gpointer data)
{
  SessionJob *self = data;
  char *mailbox = NULL;

  if (self->mailboxes[self->next] == NULL)
    return NULL;

  g_mutex_lock (&self->lock);
  if (may_begin (self)) {
    mailbox = g_strdup (self->mailboxes[self->next++]);
    self->begun_us = g_get_monotonic_time ();
  }
  g_mutex_unlock (&self->lock);
  return mailbox;
}

static gboolean
undo_run (SessionJob *self, GError **error)
{
  const SessionUndoOrder order = { .run = self->undone,
                                   .how = SESSION_UNDO_WRITE,
                                   .why = "run undone in the panel",
                                   .again = self->again,
                                   .next = next_mailbox,
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
                              .run = self->again,
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
session_job_set_gap (SessionJob *self, guint gap_ms)
{
  g_mutex_lock (&self->lock);
  self->gap_ms = gap_ms;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
session_job_end (SessionJob *self)
{
  g_mutex_lock (&self->lock);
  self->is_ending = TRUE;
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
  self->arrived = g_ptr_array_new_with_free_func (session_arrived_free);
  self->is_posted = FALSE;
  g_mutex_unlock (&self->lock);
  return taken;
}

const char *
session_job_run_id (SessionJob *self)
{
  return self->run;
}
