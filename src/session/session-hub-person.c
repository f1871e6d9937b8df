/* session-hub-person.c - what the directory says of one person, on demand
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-directory.h"
#include "session-hub-private.h"
#include "session-run.h"

typedef struct
{
  SessionDirectory *directory;
  ExchangePerson *person;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  session_directory_unref (self->directory);
  exchange_person_unref (self->person);
  g_free (self);
}

void
session_portrait_free (SessionPortrait *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->photo, g_bytes_unref);
  g_clear_pointer (&self->fields, g_hash_table_unref);
  g_free (self);
}

static gpointer
portray_work (BaseCall *call, gpointer data, GError **error)
{
  static const char *const attributes[] = { "telephoneNumber", "mobile", "manager", "company",
                                            NULL };
  Job *self = data;
  g_autoptr (GHashTable) fields =
      session_directory_fields (self->directory, call, self->person, attributes, error);
  SessionPortrait *portrait;

  if (fields == NULL)
    return NULL;

  portrait = g_new0 (SessionPortrait, 1);
  portrait->fields = g_steal_pointer (&fields);
  /* Without the picture the rest is still worth having. */
  portrait->photo = session_directory_photo (self->directory, call, self->person, NULL);
  return portrait;
}

static void
portray_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) session_portrait_free);
  else
    g_task_return_error (task, error);
}

gboolean
session_hub_can_portray (SessionHub *self, SessionRow *row)
{
  return *session_row_person (row)->dn != '\0' && self->people_problem == NULL &&
         session_hub_directory (self) != NULL;
}

void
session_hub_portray_async (SessionHub *self, SessionRow *row, GCancellable *cancellable,
                           GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  SessionDirectory *directory = session_hub_directory (self);
  Job *job;

  if (directory == NULL) {
    g_task_return_new_error (task, BASE_ERROR, BASE_ERROR_UNSUPPORTED, "there is no directory");
    g_object_unref (task);
    return;
  }

  job = g_new0 (Job, 1);
  job->directory = session_directory_ref (directory);
  job->person = exchange_person_ref ((ExchangePerson *) session_row_person (row));
  g_task_set_task_data (task, job, free_job);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, portray_work, portray_done);
}

SessionPortrait *
session_hub_portray_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
