/* session-progress.c - a run over many mailboxes, as somebody watches it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-progress-private.h"

#include "session-explain.h"

#define SLOW_MS 1000

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];
static guint run_changed; /* the hub's */

G_DEFINE_FINAL_TYPE (SessionProgress, session_progress, G_TYPE_OBJECT)

static void start (SessionProgress *self);

static void
set_state (SessionProgress *self, SessionProgressState state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
session_progress_pause (SessionProgress *self)
{
  if (self->state != SESSION_PROGRESS_RUNNING)
    return;
  session_job_end (self->job);
  set_state (self, SESSION_PROGRESS_PAUSED);
}

/* It may have been reconnected meanwhile, and to something else. */
static gboolean
is_at_home (SessionProgress *self)
{
  return !self->hub->is_closed && self->hub->org != NULL &&
         g_str_equal (self->hub->profile->id, self->profile);
}

void
session_progress_resume (SessionProgress *self)
{
  if (self->state != SESSION_PROGRESS_PAUSED && self->state != SESSION_PROGRESS_TRIED)
    return;
  if (self->state == SESSION_PROGRESS_TRIED)
    self->pilot = 0;
  g_clear_error (&self->problem);
  set_state (self, SESSION_PROGRESS_RUNNING);
  if (self->job == NULL) /* else the one that ends is followed by another */
    start (self);
}

void
session_progress_stop (SessionProgress *self)
{
  if (session_progress_is_over (self))
    return;
  if (self->job != NULL)
    session_job_end (self->job);
  set_state (self, self->job != NULL ? SESSION_PROGRESS_STOPPING : SESSION_PROGRESS_STOPPED);
}

void
session_progress_set_slow (SessionProgress *self, gboolean is_slow)
{
  self->is_slow = is_slow;
  if (self->job != NULL)
    session_job_set_gap (self->job, is_slow ? SLOW_MS : 0);
}

gboolean
session_progress_is_slow (SessionProgress *self)
{
  return self->is_slow;
}

static void
count (SessionProgress *self, const SessionArrived *arrived, int more)
{
  self->n_written += arrived->result == SESSION_RESULT_WRITTEN ? (guint) more : 0;
  self->n_failed += arrived->result == SESSION_RESULT_FAILED ? (guint) more : 0;
  self->n_changed += arrived->is_changed ? (guint) more : 0;
}

static gboolean
take_arrived (gpointer data)
{
  SessionProgress *self = data;
  g_autoptr (GPtrArray) arrived = session_job_take (self->job);

  g_ptr_array_set_free_func (arrived, NULL);
  for (guint i = 0; i < arrived->len; i++) {
    SessionArrived *one = g_ptr_array_index (arrived, i);

    count (self, one, 1);
    g_hash_table_replace (self->results, one->mailbox, one);
  }
  delivery_pace_note (&self->pace, session_progress_done (self) - self->n_before,
                      g_get_monotonic_time ());
  if (arrived->len > 0)
    g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* What the list and the calendar show is older than the run. */
static void
look_again (SessionProgress *self)
{
  if (self->hub->is_closed)
    return;
  session_hub_look_at_all (self->hub);
  session_hub_read_sight_again (self->hub);
  session_hub_plan (self->hub, SESSION_PLAN_NEW_PEOPLE); /* their zones, what is ours by now */
}

static SessionProgressState
find_next_state (SessionProgress *self, const GError *error)
{
  if (self->state == SESSION_PROGRESS_STOPPING || !is_at_home (self))
    return SESSION_PROGRESS_STOPPED;
  if (error != NULL)
    return SESSION_PROGRESS_PAUSED;
  if (session_progress_done (self) >= session_progress_total (self))
    return SESSION_PROGRESS_DONE;
  if (self->pilot > 0 && session_progress_done (self) >= self->pilot)
    return SESSION_PROGRESS_TRIED;
  /* Nothing came of two parts: it never will. */
  return self->n_barren > 1 ? SESSION_PROGRESS_STOPPED : self->state;
}

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SessionProgress) self = user_data; /* the run's own reference */
  g_autoptr (GError) error = NULL;
  SessionProgressState state;

  g_task_propagate_boolean (G_TASK (result), &error);
  take_arrived (self);
  session_job_forget (self->job);
  if (*session_job_run_id (self->job) != '\0') {
    g_free (self->run);
    self->run = g_strdup (session_job_run_id (self->job));
  }
  self->ran_us = session_progress_elapsed_us (self);
  g_clear_pointer (&self->job, session_job_unref);
  if (self->leaving != NULL)
    g_cancellable_disconnect (self->leaving, self->watch);
  g_clear_object (&self->leaving);
  g_clear_object (&self->cancellable);

  g_clear_error (&self->problem);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->problem = g_error_copy (error);
  self->n_barren = session_progress_done (self) > self->n_before ? 0 : self->n_barren + 1;
  state = find_next_state (self, error);
  if (state == SESSION_PROGRESS_RUNNING) {
    start (self);
    return;
  }
  set_state (self, state);
  look_again (self);
}

static void
leaving_cb (GCancellable *leaving, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
watch_leaving (SessionProgress *self)
{
  if (self->hub->loading == NULL)
    return;
  self->leaving = g_object_ref (self->hub->loading);
  self->watch = g_cancellable_connect (self->leaving, G_CALLBACK (leaving_cb),
                                       g_object_ref (self->cancellable), g_object_unref);
}

/* The next part: those that have no result yet, and of a pilot not more. */
static void
start (SessionProgress *self)
{
  guint most =
      self->pilot > 0 ? self->pilot - MIN (session_progress_done (self), self->pilot) : G_MAXUINT;

  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  SessionJobOrder order = { .run = self->run,
                            .undone = self->undone,
                            .gap_ms = self->is_slow ? SLOW_MS : 0,
                            .arrived = take_arrived,
                            .data = self };

  if (!is_at_home (self)) {
    set_state (self, SESSION_PROGRESS_STOPPED);
    return;
  }
  for (guint i = 0; i < self->mailboxes->len && left->len < most; i++)
    if (!g_hash_table_contains (self->results, self->mailboxes->pdata[i]))
      g_ptr_array_add (left, self->mailboxes->pdata[i]);
  self->n_before = session_progress_done (self);
  g_ptr_array_add (left, NULL);
  order.mailboxes = (const char *const *) left->pdata;

  self->cancellable = g_cancellable_new ();
  watch_leaving (self);
  self->began_us = g_get_monotonic_time ();
  delivery_pace_init (&self->pace, session_progress_total (self) - self->n_before, self->began_us);
  self->job = session_job_new (self->hub, &order, self->cancellable);
  session_job_start (self->job, self->hub, ended_cb, g_object_ref (self));
}

/* mailboxes: taken. pilot: 0: none. */
static SessionProgress *
begin (SessionHub *hub, GPtrArray *mailboxes, const char *undone, guint pilot)
{
  SessionProgress *self = g_object_new (SESSION_TYPE_PROGRESS, NULL);

  self->hub = g_object_ref (hub);
  self->profile = g_strdup (hub->profile->id);
  self->mailboxes = mailboxes;
  self->undone = g_strdup (undone);
  self->pilot = pilot;
  start (self);
  g_set_object (&hub->run, self);
  g_signal_emit (hub, run_changed, 0);
  return self;
}

SessionProgress *
session_hub_apply (SessionHub *hub, SessionPreflight *preflight, guint pilot)
{
  GListModel *rows = session_preflight_rows (preflight);
  GPtrArray *mailboxes;

  if (session_hub_is_running (hub) || hub->org == NULL)
    return NULL;
  mailboxes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (SessionPreflightRow) row = g_list_model_get_item (rows, i);

    if (session_preflight_row_action (row) == SESSION_ACTION_WRITE)
      g_ptr_array_add (mailboxes, g_strdup (session_preflight_row_mail (row)));
  }
  return begin (hub, mailboxes, NULL, pilot);
}

static gboolean
forget_failed_cb (gpointer key, gpointer value, gpointer user_data)
{
  const SessionArrived *arrived = value;

  if (arrived->result != SESSION_RESULT_FAILED)
    return FALSE;
  count (user_data, arrived, -1);
  return TRUE;
}

void
session_progress_retry_failed (SessionProgress *self)
{
  if (!session_progress_is_over (self) || session_hub_is_running (self->hub) || !is_at_home (self))
    return;
  g_hash_table_foreach_remove (self->results, forget_failed_cb, self);
  g_clear_error (&self->problem);
  self->pilot = 0;
  g_set_object (&self->hub->run, self);
  set_state (self, SESSION_PROGRESS_RUNNING);
  start (self);
}

/* A write that failed may have been done all the same. */
SessionProgress *
session_progress_undo (SessionProgress *self)
{
  GPtrArray *mailboxes;

  if (!session_progress_is_over (self) || session_hub_is_running (self->hub) || self->run == NULL ||
      !is_at_home (self))
    return NULL;
  mailboxes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->mailboxes->len; i++) {
    const SessionArrived *one = g_hash_table_lookup (self->results, self->mailboxes->pdata[i]);

    if (one != NULL &&
        (one->result == SESSION_RESULT_WRITTEN || one->result == SESSION_RESULT_FAILED))
      g_ptr_array_add (mailboxes, g_strdup (one->mailbox));
  }
  return begin (self->hub, mailboxes, self->run, 0);
}

SessionProgress *
session_hub_undo_run (SessionHub *hub, const char *run, GPtrArray *mailboxes)
{
  if (!session_hub_is_running (hub) && hub->org != NULL)
    return begin (hub, mailboxes, run, 0);

  g_ptr_array_unref (mailboxes);
  return NULL;
}

SessionProgress *
session_hub_run (SessionHub *self)
{
  return self->run;
}

gboolean
session_hub_is_running (SessionHub *self)
{
  return self->run != NULL && !session_progress_is_over (self->run);
}

void
session_hub_run_install (GType type)
{
  run_changed =
      g_signal_new ("run-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
session_progress_dispose (GObject *object)
{
  SessionProgress *self = SESSION_PROGRESS (object);

  if (self->leaving != NULL)
    g_cancellable_disconnect (self->leaving, self->watch);
  g_clear_object (&self->leaving);
  g_clear_pointer (&self->job, session_job_unref);
  g_clear_object (&self->hub);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (session_progress_parent_class)->dispose (object);
}

static void
session_progress_finalize (GObject *object)
{
  SessionProgress *self = SESSION_PROGRESS (object);

  g_clear_pointer (&self->mailboxes, g_ptr_array_unref);
  g_hash_table_unref (self->results);
  g_clear_error (&self->problem);
  g_free (self->profile);
  g_free (self->run);
  g_free (self->undone);
  G_OBJECT_CLASS (session_progress_parent_class)->finalize (object);
}

static void
session_progress_class_init (SessionProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = session_progress_dispose;
  G_OBJECT_CLASS (klass)->finalize = session_progress_finalize;
  signals[CHANGED] = g_signal_new ("changed", SESSION_TYPE_PROGRESS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
session_progress_init (SessionProgress *self)
{
  self->results = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, session_arrived_free);
}
