/* session-hub-engine.c - how the engine is getting on, for the panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-engine.h"

#include "oof-date.h"
#include "session-core-private.h"
#include "session-hub-private.h"
#include "session-run.h"
#include "store-coverage.h"

typedef struct
{
  SessionCore *core; /* NULL: there is no store */
  char *profile;     /* NULL: none is shown */
  SessionEngineWish wish;
  char *reason;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->core, session_core_unref);
  g_free (self->profile);
  g_free (self->reason);
  g_free (self);
}

void
session_engine_glance_free (SessionEngineGlance *self)
{
  if (self == NULL)
    return;

  session_engine_state_clear (&self->state);
  g_free (self);
}

static GTask *
new_task (SessionHub *self, Job *job, GCancellable *cancellable, GAsyncReadyCallback done,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);

  job->core = self->core != NULL ? session_core_ref (self->core) : NULL;
  job->profile = self->profile != NULL ? g_strdup (self->profile->id) : NULL;
  g_task_set_task_data (task, job, free_job);
  return task;
}

static gpointer
look_work (BaseCall *call, gpointer data, GError **error)
{
  const Job *self = data;
  g_autoptr (SessionEngineGlance) glance = g_new0 (SessionEngineGlance, 1);

  glance->now_s = g_get_real_time () / G_USEC_PER_SEC;
  if (self->core == NULL)
    return g_steal_pointer (&glance);
  if (!session_engine_state_read (self->core, glance->now_s, &glance->state, error))
    return NULL;
  glance->is_other =
      glance->state.profile != NULL && g_strcmp0 (glance->state.profile, self->profile) != 0;
  if (self->profile != NULL &&
      !store_coverage_count (session_core_db (self->core), self->profile, glance->now_s + OOF_DAY_S,
                             &glance->n_soon, error))
    return NULL;
  return g_steal_pointer (&glance);
}

static void
look_done (GTask *task, gpointer result, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, (GDestroyNotify) session_engine_glance_free);
}

void
session_hub_engine_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                          gpointer user_data)
{
  session_run (self->pool, SESSION_LANE_INTERACTIVE,
               new_task (self, g_new0 (Job, 1), cancellable, done, user_data), look_work,
               look_done);
}

SessionEngineGlance *
session_hub_engine_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
wish_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;

  return self->core == NULL ||
                 session_engine_state_wish (self->core, self->wish, self->reason, error)
             ? self
             : NULL;
}

static void
wish_done (GTask *task, gpointer result, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
session_hub_engine_wish_async (SessionHub *self, SessionEngineWish wish, const char *reason,
                               GCancellable *cancellable, GAsyncReadyCallback done,
                               gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->wish = wish;
  job->reason = g_strdup (reason);
  session_run (self->pool, SESSION_LANE_INTERACTIVE,
               new_task (self, job, cancellable, done, user_data), wish_work, wish_done);
}

gboolean
session_hub_engine_wish_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
