/* session-pool.c - the worker threads
 *
 * Not GLib's shared task pool: measured, that ran 18 of 40 waiting jobs at the same time, and its
 * threads keep no connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-pool.h"

#define INTERACTIVE_THREADS 2

typedef struct
{
  SessionWork work;
  gpointer data;
} Job;

typedef struct
{
  GQueue jobs; /* Job */
  GCond wake;
  guint threads;
  guint most_threads;
  guint idle;
} Lane;

struct _SessionPool
{
  GMutex lock;
  Lane lanes[2];
  GPtrArray *threads; /* GThread */
  guint n_working;    /* of them: those that have not ended */
  Job last;           /* its work is NULL: there is none, or it was done */
  gboolean is_closed;
};

typedef struct
{
  SessionPool *pool; /* a reference */
  Lane *lane;
} Worker;

SessionPool *
session_pool_ref (SessionPool *self)
{
  return g_atomic_rc_box_acquire (self);
}

/* Whether this worker was the last one, and what is left for it. */
static Job
end_worker (SessionPool *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Job last = { NULL };

  if (--self->n_working > 0)
    return last;

  last = self->last;
  self->last.work = NULL;
  return last;
}

static void
clear_pool (gpointer data)
{
  SessionPool *self = data;

  if (self->last.work != NULL) {
    g_autoptr (BaseLocals) locals = base_locals_new ();

    self->last.work (locals, self->last.data);
  }
  g_mutex_clear (&self->lock);
  g_ptr_array_unref (self->threads);
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    g_cond_clear (&self->lanes[i].wake);
}

static void
unref_pool (SessionPool *self)
{
  g_atomic_rc_box_release_full (self, clear_pool);
}

/* GLib 2.74 makes the types of addresses and of who connects to them under two locks, in either
 * order: two threads that need their first ones at the same time stop each other for good. */
static void
make_types (void)
{
  g_type_ensure (G_TYPE_INET_SOCKET_ADDRESS);
  g_type_ensure (G_TYPE_NETWORK_ADDRESS);
  g_type_ensure (G_TYPE_NETWORK_SERVICE);
}

SessionPool *
session_pool_new (guint bulk_threads)
{
  SessionPool *self = g_atomic_rc_box_new0 (SessionPool);

  make_types ();
  g_mutex_init (&self->lock);
  self->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) g_thread_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++) {
    g_queue_init (&self->lanes[i].jobs);
    g_cond_init (&self->lanes[i].wake);
  }
  self->lanes[SESSION_LANE_INTERACTIVE].most_threads = INTERACTIVE_THREADS;
  self->lanes[SESSION_LANE_BULK].most_threads = MAX (bulk_threads, 1);
  return self;
}

/* NULL when the pool is closed and nothing is left to do. */
static Job *
take_job (SessionPool *self, Lane *lane)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Job *job;

  while ((job = g_queue_pop_head (&lane->jobs)) == NULL && !self->is_closed) {
    lane->idle++;
    g_cond_wait (&lane->wake, &self->lock);
    lane->idle--;
  }
  return job;
}

static gpointer
work_until_closed (gpointer data)
{
  Worker *worker = data;
  SessionPool *self = worker->pool;
  g_autoptr (BaseLocals) locals = base_locals_new ();
  Job last;
  Job *job;

  while ((job = take_job (self, worker->lane)) != NULL) {
    job->work (locals, job->data);
    g_free (job);
  }
  last = end_worker (self);
  if (last.work != NULL)
    last.work (locals, last.data);
  g_clear_pointer (&locals, base_locals_free);
  g_free (worker);
  unref_pool (self);
  return NULL;
}

void
session_pool_set_last (SessionPool *self, SessionWork work, gpointer data)
{
  self->last = (Job){ work, data };
}

void
session_pool_push (SessionPool *self, SessionLane lane_id, SessionWork work, gpointer data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Lane *lane = &self->lanes[lane_id];
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (!self->is_closed);

  job->work = work;
  job->data = data;
  g_queue_push_tail (&lane->jobs, job);
  if (lane->idle < g_queue_get_length (&lane->jobs) && lane->threads < lane->most_threads) {
    Worker *worker = g_new0 (Worker, 1);

    worker->pool = session_pool_ref (self);
    worker->lane = lane;
    lane->threads++;
    self->n_working++;
    g_ptr_array_add (self->threads, g_thread_new ("absentia-worker", work_until_closed, worker));
  }
  g_cond_signal (&lane->wake);
}

static void
say_closed (SessionPool *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->is_closed = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (self->lanes); i++)
    g_cond_broadcast (&self->lanes[i].wake);
}

void
session_pool_close (SessionPool *self)
{
  if (self == NULL)
    return;

  say_closed (self);
  unref_pool (self);
}

void
session_pool_join (SessionPool *self)
{
  if (self == NULL)
    return;

  say_closed (self); /* nobody adds a thread any more */
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_thread_ref (g_ptr_array_index (self->threads, i)));
  unref_pool (self);
}
