/* session-hub-doctor.c - the doctor, for the panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-doctor.h"

#include "session-hub-private.h"
#include "session-run.h"

typedef struct
{
  SessionOrg *org;
  char *mailbox;
  char *sender;
  GDateTime *at;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  session_org_unref (self->org);
  g_free (self->mailbox);
  g_free (self->sender);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self);
}

static gpointer
examine_work (BaseCall *call, gpointer data, GError **error)
{
  const Job *self = data;
  const SessionDoctorAsk ask = { .mailbox = self->mailbox, .sender = self->sender, .at = self->at };

  return session_doctor_ask (self->org, call, &ask, error);
}

/* Does nothing leave, or nothing for strangers? What was not asked says nothing. */
static void
note_verdict (SessionHub *hub, const SessionDiagnosis *diagnosis)
{
  g_autofree char *mailbox = g_utf8_strdown (diagnosis->mailbox, -1);
  gboolean is_silent = FALSE;

  if (diagnosis->state == NULL || diagnosis->state->mode == OOF_MODE_OFF)
    return;
  for (guint i = 0; i < SESSION_N_SENDERS; i++)
    is_silent |= diagnosis->is_asked[i] && diagnosis->verdicts[i] == SESSION_REPLY_NO &&
                 (i == SESSION_SENDER_INSIDE || diagnosis->state->audience != OOF_AUDIENCE_NONE);
  if (is_silent)
    g_hash_table_add (hub->silent, g_steal_pointer (&mailbox));
  else
    g_hash_table_remove (hub->silent, mailbox);
  session_hub_say_plan_changed (hub);
}

static void
examined (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  const Job *job = g_task_get_task_data (task);

  if (result != NULL && hub->org == job->org)
    note_verdict (hub, result);
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) session_diagnosis_free);
  else
    g_task_return_error (task, error);
}

void
session_hub_doctor_async (SessionHub *self, const SessionDoctorAsk *ask, GCancellable *cancellable,
                          GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job;

  if (!session_hub_may_ask (self, task))
    return;

  job = g_new0 (Job, 1);
  job->org = session_org_ref (self->org);
  job->mailbox = g_strdup (ask->mailbox);
  job->sender = g_strdup (ask->sender);
  job->at = ask->at != NULL ? g_date_time_ref (ask->at) : session_hub_now (self);
  g_task_set_task_data (task, job, free_job);
  session_run (session_org_pool (self->org), SESSION_LANE_INTERACTIVE, task, examine_work,
               examined);
}

SessionDiagnosis *
session_hub_doctor_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
