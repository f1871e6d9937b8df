/* session-run.c - the one gate between the main thread and the workers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-run.h"

typedef struct
{
  GTask *task;
  SessionRunWork work;
  SessionRunDone done;
  gpointer result;
  GError *error;
} Run;

static gboolean
done_cb (gpointer data)
{
  Run *run = data;
  g_autoptr (GTask) task = run->task;

  run->done (task, run->result, run->error);
  g_free (run);
  return G_SOURCE_REMOVE;
}

static void
work_cb (BaseLocals *locals, gpointer data)
{
  Run *run = data;
  g_autoptr (BaseCall) call = base_call_new (locals, g_task_get_cancellable (run->task), 0);

  run->result = run->work (call, g_task_get_task_data (run->task), &run->error);
  session_run_post (g_task_get_context (run->task), done_cb, run, NULL);
}

void
session_run (SessionPool *pool, SessionLane lane, GTask *task, SessionRunWork work,
             SessionRunDone done)
{
  Run *run = g_new0 (Run, 1);

  run->task = task;
  run->work = work;
  run->done = done;
  /* done gets the truth, also when the work finished before it heard of the cancelling. */
  g_task_set_check_cancellable (task, FALSE);
  session_pool_push (pool, lane, work_cb, run);
}

void
session_run_post (GMainContext *context, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, context);
}
