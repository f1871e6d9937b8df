/* session-watch.c - tells the log and people how an engine is getting on
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-watch.h"

#include "base-error.h"
#include "base-time.h"
#include "session-cloud.h"
#include "session-coverage.h"
#include "session-log.h"
#include "session-notify.h"

#include <gio/gio.h>

#define PERIOD_S 60             /* between two looks whether it is time for a message */
#define MOST_PERIOD_S (15 * 60) /* the same while no mail server takes any */
#define MOST_GAPS 1000
#define ENDS_S (24 * 3600)
#define LAST_MS 15000     /* for the last one */
#define WRONG_S (15 * 60) /* so long a mailbox may be wrong before somebody is told */

struct _SessionWatch
{
  SessionCore *core;
  ExchangeProfile *profile;
  SessionNotify *notify;
  GCancellable *cancellable;
  GThread *thread;
  GMutex lock; /* of what follows */
  GCond ended;
  gboolean is_ended;
  SessionEngineMode mode;
  gint64 last_run_s;
};

/* look: what it is about; its error is the reason. */
static void
tell (SessionWatch *self, SessionNotifyKind kind, const SessionEngineLook *look)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());

  session_notify_add (self->notify, &(SessionNotifyEvent){ .kind = kind,
                                                           .mailbox = look->mailbox,
                                                           .run = look->run,
                                                           .at = now,
                                                           .error = look->error });
}

static gboolean
flush (SessionWatch *self, BaseCall *call)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (GError) error = NULL;

  if (session_notify_flush (self->notify, call, now, &error))
    return TRUE;
  session_log_write (&(SessionLogLine){ .level = SESSION_LOG_WARNING,
                                        .message = "a message could not be sent",
                                        .profile = self->profile->name,
                                        .error = error });
  return FALSE;
}

/* Nobody comes after us in this process. */
static void
keep (SessionWatch *self)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (GError) error = NULL;

  if (!session_notify_keep (self->notify, now, &error))
    session_log_write (&(SessionLogLine){ .level = SESSION_LOG_ERROR,
                                          .message = "what was to be told is lost",
                                          .profile = self->profile->name,
                                          .error = error });
}

/* Once a day. */
static void
look_at_ends (SessionWatch *self, gint64 *looked_s)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  gint64 now_s = g_date_time_to_unix (now);
  g_autoptr (GError) reminder = NULL;

  if (*looked_s != 0 && now_s >= *looked_s && now_s - *looked_s < ENDS_S)
    return;
  *looked_s = now_s;
  reminder = session_cloud_reminder (self->profile, NULL, now);
  if (reminder != NULL)
    tell (self, SESSION_NOTIFY_ENDING, &(SessionEngineLook){ .error = reminder });
}

static gboolean
wait_for_end (SessionWatch *self, gint64 period_s)
{
  gint64 until_us = g_get_monotonic_time () + period_s * G_USEC_PER_SEC;
  gboolean is_ended;

  g_mutex_lock (&self->lock);
  while (!self->is_ended && g_cond_wait_until (&self->ended, &self->lock, until_us))
    ;
  is_ended = self->is_ended;
  g_mutex_unlock (&self->lock);
  return is_ended;
}

static gpointer
run (gpointer data)
{
  SessionWatch *self = data;

  gint64 period_s = PERIOD_S;
  gint64 looked_s = 0;

  look_at_ends (self, &looked_s);
  while (!wait_for_end (self, period_s)) {
    g_autoptr (BaseCall) call = base_call_new (NULL, self->cancellable, 0);

    look_at_ends (self, &looked_s);
    period_s = flush (self, call) ? PERIOD_S : MIN (period_s * 2, MOST_PERIOD_S);
  }
  return NULL;
}

SessionWatch *
session_watch_new (SessionCore *core, ExchangeProfile *profile)
{
  SessionWatch *self = g_new0 (SessionWatch, 1);

  self->core = session_core_ref (core);
  self->profile = exchange_profile_ref (profile);
  self->notify = session_notify_new (core, profile);
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->ended);
  self->thread = g_thread_new ("watch", run, self);
  return self;
}

void
session_watch_free (SessionWatch *self)
{
  g_autoptr (BaseCall) call = NULL;

  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->is_ended = TRUE;
  g_cond_signal (&self->ended);
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (self->cancellable); /* what is under way comes again, below */
  g_thread_join (self->thread);

  call = base_call_new (NULL, NULL, LAST_MS);
  if (!flush (self, call))
    keep (self);
  session_notify_free (self->notify);
  g_object_unref (self->cancellable);
  exchange_profile_unref (self->profile);
  session_core_unref (self->core);
  g_cond_clear (&self->ended);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Somebody has to enter another password: nobody wished that pause. */
static GError *
refusal (void)
{
  GError *error = NULL;

  base_error_set (&error, BASE_ERROR_AUTH, "the engine was refused, and does not try again");
  return error;
}

static void
note_mode (SessionWatch *self, const SessionEngineState *state)
{
  gboolean is_refused = state->mode == SESSION_ENGINE_PAUSED &&
                        g_strcmp0 (state->reason, SESSION_ENGINE_REFUSED) == 0;
  g_autofree char *message =
      g_strdup_printf ("the engine is %s", session_engine_mode_names[state->mode]);
  g_autoptr (GError) why = is_refused ? refusal () : NULL;

  session_log_write (&(SessionLogLine){
      .level = SESSION_LOG_INFO, .message = message, .profile = self->profile->name });
  if (is_refused)
    tell (self, SESSION_NOTIFY_STOPPED, &(SessionEngineLook){ .error = why });
}

void
session_watch_gaps (SessionWatch *self, const char *run, gint64 now_s)
{
  g_auto (SessionCoverageReport) report = { NULL };
  g_autoptr (GError) problem = NULL;

  if (!session_coverage_report (self->core, self->profile->id, &report, &problem)) {
    g_debug ("who is covered: %s", problem->message);
    return;
  }
  for (guint i = 0; i < report.rows->len && i < MOST_GAPS; i++) {
    const SessionCoverageRow *row = report.rows->pdata[i];

    if (row->until_s < now_s - WRONG_S)
      tell (self, SESSION_NOTIFY_GAP, &(SessionEngineLook){ .mailbox = row->mailbox, .run = run });
  }
}

static void
note_run (SessionWatch *self, const SessionEngineState *state, const char *run, gint64 now_s)
{
  g_autofree char *message =
      g_strdup_printf ("a run has ended: %u are due, %u failed", state->queued, state->failed);

  session_log_write (&(SessionLogLine){
      .level = SESSION_LOG_INFO, .message = message, .profile = self->profile->name, .run = run });
  if (state->covered_until_s != 0 && state->covered_until_s < now_s - WRONG_S)
    session_watch_gaps (self, run, now_s);
}

void
session_watch_state (SessionWatch *self, const SessionEngineState *state,
                     const SessionEngineCounts *counts, gint64 now_s)
{
  gboolean is_mode;
  gboolean is_run;

  g_mutex_lock (&self->lock);
  is_mode = self->mode != state->mode;
  is_run = self->last_run_s != state->last_run_s && state->last_run_s != 0;
  self->mode = state->mode;
  self->last_run_s = state->last_run_s;
  g_mutex_unlock (&self->lock);

  if (is_mode)
    note_mode (self, state);
  if (is_run)
    note_run (self, state, counts->last_run, now_s);
}

/* Also who came back early and switched the reply off. */
static gboolean
has_drifted (const SessionDecision *made)
{
  return made != NULL && made->reason != NULL &&
         (g_str_equal (made->reason, "drifted") || g_str_equal (made->reason, "came-back"));
}

void
session_watch_mailbox (SessionWatch *self, const SessionEngineLook *look)
{
  const SessionDecision *made = look->made;
  g_autofree char *message = NULL;

  if (g_error_matches (look->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (look->error != NULL) {
    tell (self, SESSION_NOTIFY_RUN_FAILED, look);
    return;
  }
  session_notify_settle (self->notify, look->mailbox);
  if (has_drifted (made))
    tell (self, SESSION_NOTIFY_DRIFT, look);
  if (made == NULL || made->action != SESSION_ACTION_WRITE)
    return;

  message = g_strdup_printf ("a mailbox was written: %s", made->reason != NULL ? made->reason : "");
  session_log_write (&(SessionLogLine){ .level = SESSION_LOG_INFO,
                                        .message = message,
                                        .profile = self->profile->name,
                                        .mailbox = look->mailbox,
                                        .run = look->run });
}
