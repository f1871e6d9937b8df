/* session-hub-past.c - what a template was before, for the panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-past.h"

#include "base-error.h"
#include "session-core-private.h"
#include "session-hub-private.h"
#include "session-items-private.h"
#include "session-run.h"

typedef struct
{
  SessionCore *core;
  char *profile;
  char *name;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  session_core_unref (self->core);
  g_free (self->profile);
  g_free (self->name);
  g_free (self);
}

static void
free_past (gpointer data)
{
  SessionPastText *self = data;

  g_date_time_unref (self->at);
  g_free (self->who);
  oof_text_unref (self->text);
  g_free (self);
}

/* One version. NULL: it cannot be read. Caller frees. */
static SessionPastText *
read_one (StoreDocument *document)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  g_autoptr (SessionItems) read = NULL;
  SessionPastText *past;

  g_ptr_array_add (alone, document);
  read = session_items_read (alone, 0, NULL);
  if (read == NULL || session_items_templates (read)->len == 0)
    return NULL;

  past = g_new0 (SessionPastText, 1);
  past->at = g_date_time_ref (document->at);
  past->who = g_strdup (document->who);
  past->text = oof_text_ref (session_items_templates (read)->pdata[0]);
  return past;
}

static gpointer
past_work (BaseCall *call, gpointer data, GError **error)
{
  const Job *self = data;
  g_autoptr (GPtrArray) documents = store_documents_past (
      session_core_db (self->core), self->profile, STORE_DOCUMENT_TEMPLATE, self->name, error);
  GPtrArray *list;

  if (documents == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func (free_past);
  for (guint i = 0; i < documents->len; i++) {
    SessionPastText *past = read_one (documents->pdata[i]);

    if (past != NULL)
      g_ptr_array_add (list, past);
  }
  return list;
}

static void
past_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
session_hub_past_async (SessionHub *self, const char *template_name, GCancellable *cancellable,
                        GAsyncReadyCallback done, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, done, user_data);
  Job *job;

  if (self->core == NULL || self->profile == NULL) {
    g_task_return_new_error (task, BASE_ERROR, BASE_ERROR_OFFLINE, "there is no profile yet");
    return;
  }
  job = g_new0 (Job, 1);
  job->core = session_core_ref (self->core);
  job->profile = g_strdup (self->profile->id);
  job->name = g_strdup (template_name);
  g_task_set_task_data (task, job, free_job);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, g_steal_pointer (&task), past_work, past_done);
}

GPtrArray *
session_hub_past_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
