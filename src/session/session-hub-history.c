/* session-hub-history.c - the journal of the connection for the panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-history.h"

#include "base-error.h"
#include "session-hub-private.h"
#include "session-run.h"

typedef struct
{
  SessionCore *core;
  ExchangeProfile *profile;
  char *text; /* NULL: whatever it is, as in SessionHistorySearch */
  char *run;
  GDateTime *from;
  guint most;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  session_core_unref (self->core);
  exchange_profile_unref (self->profile);
  g_free (self->text);
  g_free (self->run);
  g_clear_pointer (&self->from, g_date_time_unref);
  g_free (self);
}

/* NULL, and the task returned, when nothing is connected. */
static Job *
new_job (SessionHub *hub, GTask *task)
{
  Job *self;

  if (hub->core == NULL || hub->profile == NULL) {
    g_task_return_new_error (task, BASE_ERROR, BASE_ERROR_STORE, "no connection");
    g_object_unref (task);
    return NULL;
  }

  self = g_new0 (Job, 1);
  self->core = session_core_ref (hub->core);
  self->profile = exchange_profile_ref (hub->profile);
  g_task_set_task_data (task, self, free_job);
  return self;
}

static gpointer
read_work (BaseCall *call, gpointer data, GError **error)
{
  const Job *self = data;
  const SessionHistorySearch search = { .profile = self->profile,
                                        .text = self->text,
                                        .run = self->run,
                                        .from = self->from,
                                        .most = self->most };

  return session_history_read (self->core, &search, error);
}

static void
read_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) session_history_unref);
  else
    g_task_return_error (task, error);
}

void
session_hub_history_async (SessionHub *self, const SessionHistoryAsk *ask,
                           GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job = new_job (self, task);

  if (job == NULL)
    return;

  if (g_uuid_string_is_valid (ask->text))
    job->run = g_strdup (ask->text);
  else if (*ask->text != '\0')
    job->text = g_strdup (ask->text);
  job->from = ask->from_s != 0 ? g_date_time_new_from_unix_utc (ask->from_s) : NULL;
  job->most = ask->most;
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, read_work, read_done);
}

SessionHistory *
session_hub_history_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
free_report (gpointer report)
{
  session_history_report_clear (report);
  g_free (report);
}

static gpointer
verify_work (BaseCall *call, gpointer data, GError **error)
{
  const Job *self = data;
  SessionHistoryReport *report = g_new0 (SessionHistoryReport, 1);

  if (session_history_verify (self->core, NULL, report, error))
    return report;
  free_report (report);
  return NULL;
}

static void
verify_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, free_report);
  else
    g_task_return_error (task, error);
}

void
session_hub_verify_history_async (SessionHub *self, GCancellable *cancellable,
                                  GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);

  if (new_job (self, task) != NULL)
    session_run (self->pool, SESSION_LANE_INTERACTIVE, task, verify_work, verify_done);
}

gboolean
session_hub_verify_history_finish (SessionHub *self, GAsyncResult *result,
                                   SessionHistoryReport *ret, GError **error)
{
  SessionHistoryReport *report = g_task_propagate_pointer (G_TASK (result), error);

  if (report == NULL)
    return FALSE;

  *ret = *report;
  g_free (report);
  return TRUE;
}
