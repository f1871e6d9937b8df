/* session-hub-support.c - the support package, for the panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-support.h"

#include "base-error.h"
#include "session-hub-private.h"
#include "session-run.h"

typedef struct
{
  SessionCore *core;
  GDateTime *now;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  session_core_unref (self->core);
  g_date_time_unref (self->now);
  g_free (self);
}

static gpointer
collect_work (BaseCall *call, gpointer data, GError **error)
{
  const Job *self = data;

  return session_support_collect (self->core, self->now, error);
}

static void
collected (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
session_hub_support_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job;

  if (self->core == NULL) {
    g_task_return_error (task, self->problem != NULL
                                   ? g_error_copy (self->problem)
                                   : g_error_new (BASE_ERROR, BASE_ERROR_STORE, "no store"));
    g_object_unref (task);
    return;
  }

  job = g_new0 (Job, 1);
  job->core = session_core_ref (self->core);
  job->now = session_hub_now (self);
  g_task_set_task_data (task, job, free_job);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, collect_work, collected);
}

GPtrArray *
session_hub_support_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
