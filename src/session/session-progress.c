/* session-progress.c - a run over many mailboxes, as somebody watches it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-progress.h"

#include "session-explain.h"
#include "session-progress-job.h"

#include <stdlib.h>

typedef struct
{
  char *remedy;
  guint n;
} Cause;

struct _SessionProgress
{
  GObject parent_instance;
  SessionHub *hub;
  SessionJob *job;
  GCancellable *cancellable;
  GCancellable *leaving; /* of the organisation: ends the run, too */
  gulong watch;
  SessionProgressState state;
  guint total;
  guint n_written;
  guint n_skipped;
  GPtrArray *failed;  /* addresses */
  GHashTable *causes; /* sentence → Cause */
  gint64 began_us;    /* when it was started or resumed */
  gint64 ran_us;      /* before that */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SessionProgress, session_progress, G_TYPE_OBJECT)

static void
free_cause (gpointer data)
{
  g_free (((Cause *) data)->remedy);
  g_free (data);
}

static gint64
elapsed_us (SessionProgress *self)
{
  gboolean is_running = self->state == SESSION_PROGRESS_RUNNING;

  return self->ran_us + (is_running ? g_get_monotonic_time () - self->began_us : 0);
}

static void
set_state (SessionProgress *self, SessionProgressState state)
{
  self->ran_us = elapsed_us (self);
  self->began_us = g_get_monotonic_time ();
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

SessionProgressState
session_progress_state (SessionProgress *self)
{
  return self->state;
}

guint
session_progress_total (SessionProgress *self)
{
  return self->total;
}

guint
session_progress_done (SessionProgress *self)
{
  return self->n_written + self->n_skipped + self->failed->len;
}

guint
session_progress_written (SessionProgress *self)
{
  return self->n_written;
}

guint
session_progress_skipped (SessionProgress *self)
{
  return self->n_skipped;
}

guint
session_progress_failed (SessionProgress *self)
{
  return self->failed->len;
}

double
session_progress_rate (SessionProgress *self)
{
  gint64 took_us = elapsed_us (self);

  return took_us > 0 ? (double) session_progress_done (self) * G_USEC_PER_SEC / (double) took_us
                     : 0;
}

int
session_progress_remaining_s (SessionProgress *self)
{
  double rate = session_progress_rate (self);
  guint done = session_progress_done (self);

  return rate > 0 && done <= self->total ? (int) ((self->total - done) / rate) : -1;
}

void
session_progress_pause (SessionProgress *self)
{
  if (self->state != SESSION_PROGRESS_RUNNING)
    return;
  session_job_set_paused (self->job, TRUE);
  set_state (self, SESSION_PROGRESS_PAUSED);
}

void
session_progress_resume (SessionProgress *self)
{
  if (self->state != SESSION_PROGRESS_PAUSED)
    return;
  session_job_set_paused (self->job, FALSE);
  set_state (self, SESSION_PROGRESS_RUNNING);
}

void
session_progress_stop (SessionProgress *self)
{
  session_job_stop (self->job);
}

static int
compare_causes (gconstpointer a, gconstpointer b)
{
  const SessionProgressCause *x = a;
  const SessionProgressCause *y = b;

  return x->n != y->n ? (x->n < y->n) - (x->n > y->n) : g_strcmp0 (x->sentence, y->sentence);
}

GArray *
session_progress_causes (SessionProgress *self)
{
  GArray *causes = g_array_new (FALSE, FALSE, sizeof (SessionProgressCause));
  GHashTableIter all;
  gpointer sentence, value;

  g_hash_table_iter_init (&all, self->causes);
  while (g_hash_table_iter_next (&all, &sentence, &value)) {
    const Cause *cause = value;
    const SessionProgressCause shown = { sentence, cause->remedy, cause->n };

    g_array_append_val (causes, shown);
  }
  g_array_sort (causes, compare_causes);
  return causes;
}

static void
count_cause (SessionProgress *self, const char *sentence, const char *remedy)
{
  Cause *cause = g_hash_table_lookup (self->causes, sentence);

  if (cause == NULL) {
    cause = g_new0 (Cause, 1);
    cause->remedy = g_strdup (remedy);
    g_hash_table_insert (self->causes, g_strdup (sentence), cause);
  }
  cause->n++;
}

static gboolean
take_arrived (gpointer data)
{
  SessionProgress *self = data;
  g_autoptr (GPtrArray) arrived = session_job_take (self->job);

  for (guint i = 0; i < arrived->len; i++) {
    const SessionArrived *one = g_ptr_array_index (arrived, i);

    if (one->result == SESSION_RESULT_FAILED) {
      g_ptr_array_add (self->failed, g_strdup (one->mailbox));
      count_cause (self, one->sentence != NULL ? one->sentence : "", one->remedy);
    } else {
      self->n_written += one->result == SESSION_RESULT_WRITTEN;
      self->n_skipped += one->result != SESSION_RESULT_WRITTEN;
    }
  }
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

static void
ended_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SessionProgress) self = user_data; /* the run's own reference */
  g_autoptr (GError) error = NULL;
  gboolean is_through = g_task_propagate_boolean (G_TASK (result), &error);

  take_arrived (self);
  session_job_forget (self->job);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_autofree char *sentence = session_explain (error);
    g_autofree char *remedy = session_remedy (error);

    count_cause (self, sentence, remedy);
  }
  set_state (self, is_through ? SESSION_PROGRESS_DONE : SESSION_PROGRESS_STOPPED);
  look_again (self);
}

static void
leaving_cb (GCancellable *leaving, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
watch_leaving (SessionProgress *self, SessionHub *hub)
{
  if (hub->loading == NULL)
    return;
  self->leaving = g_object_ref (hub->loading);
  self->watch = g_cancellable_connect (self->leaving, G_CALLBACK (leaving_cb),
                                       g_object_ref (self->cancellable), g_object_unref);
}

static SessionProgress *
start (SessionHub *hub, const char *const *mailboxes, guint n, const char *undone)
{
  SessionProgress *self = g_object_new (SESSION_TYPE_PROGRESS, NULL);
  const SessionJobOrder order = {
    .mailboxes = mailboxes, .undone = undone, .arrived = take_arrived, .data = self
  };

  self->hub = g_object_ref (hub);
  self->total = n;
  self->began_us = g_get_monotonic_time ();
  watch_leaving (self, hub);
  self->job = session_job_new (hub, &order, self->cancellable);
  session_job_start (self->job, hub, ended_cb, g_object_ref (self));
  return self;
}

SessionProgress *
session_hub_apply (SessionHub *hub, SessionPreflight *preflight)
{
  GListModel *rows = session_preflight_rows (preflight);
  g_autoptr (GPtrArray) mailboxes = g_ptr_array_new_with_free_func (g_free);
  guint n;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (SessionPreflightRow) row = g_list_model_get_item (rows, i);

    if (session_preflight_row_action (row) == SESSION_ACTION_WRITE)
      g_ptr_array_add (mailboxes, g_strdup (session_preflight_row_mail (row)));
  }
  n = mailboxes->len;
  g_ptr_array_add (mailboxes, NULL);
  return start (hub, (const char *const *) mailboxes->pdata, n, NULL);
}

SessionProgress *
session_progress_retry_failed (SessionProgress *self)
{
  g_autoptr (GPtrArray) mailboxes = g_ptr_array_new ();

  for (guint i = 0; i < self->failed->len; i++)
    g_ptr_array_add (mailboxes, g_ptr_array_index (self->failed, i));
  g_ptr_array_add (mailboxes, NULL);
  return start (self->hub, (const char *const *) mailboxes->pdata, self->failed->len, NULL);
}

SessionProgress *
session_progress_undo (SessionProgress *self)
{
  const char *const none[] = { NULL };

  return start (self->hub, none, self->n_written, session_job_run_id (self->job));
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

  g_ptr_array_unref (self->failed);
  g_hash_table_unref (self->causes);
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
  self->cancellable = g_cancellable_new ();
  self->failed = g_ptr_array_new_with_free_func (g_free);
  self->causes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_cause);
}
