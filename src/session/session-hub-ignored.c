/* session-hub-ignored.c - the warnings of a profile that somebody chose to live with
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-ignored.h"

#include "session-core-private.h"
#include "session-hub-private.h"
#include "session-run.h"
#include "store-ignored.h"

typedef struct
{
  SessionCore *core; /* NULL when the store could not be opened */
  char *profile_id;
  char *check;
  char *reason;
} Ignored;

static void
free_ignored (gpointer data)
{
  Ignored *self = data;

  g_clear_pointer (&self->core, session_core_unref);
  g_free (self->profile_id);
  g_free (self->check);
  g_free (self->reason);
  g_free (self);
}

static gpointer
list_work (BaseCall *call, gpointer data, GError **error)
{
  const Ignored *self = data;

  if (self->core == NULL)
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return store_ignored_list (session_core_db (self->core), self->profile_id, error);
}

static void
list_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) g_hash_table_unref);
  else
    g_task_return_error (task, error);
}

static gpointer
save_work (BaseCall *call, gpointer data, GError **error)
{
  Ignored *self = data;

  return self->core == NULL || store_ignored_save (session_core_db (self->core), self->profile_id,
                                                   self->check, self->reason, error)
             ? self
             : NULL;
}

static void
save_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static Ignored *
new_ignored (SessionHub *self, const char *profile_id, const char *check, const char *reason)
{
  Ignored *ignored = g_new0 (Ignored, 1);

  ignored->core = self->core != NULL ? session_core_ref (self->core) : NULL;
  ignored->profile_id = g_strdup (profile_id);
  ignored->check = g_strdup (check);
  ignored->reason = g_strdup (reason);
  return ignored;
}

void
session_hub_ignored_async (SessionHub *self, const char *profile_id, GCancellable *cancellable,
                           GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);

  g_task_set_task_data (task, new_ignored (self, profile_id, NULL, NULL), free_ignored);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, list_work, list_done);
}

GHashTable *
session_hub_ignored_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
session_hub_ignore_async (SessionHub *self, const char *profile_id, const char *check,
                          const char *reason, GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, done, user_data);

  g_task_set_task_data (task, new_ignored (self, profile_id, check, reason), free_ignored);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, save_work, save_done);
}

gboolean
session_hub_ignore_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
