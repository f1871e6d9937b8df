/* session-hub-steps.c - undo and redo of what was planned, for the panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-items.h"
#include "session-hub-private.h"

void
session_hub_undo_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                        gpointer user_data)
{
  session_hub_step (self, SESSION_STEP_UNDO, g_task_new (self, cancellable, done, user_data));
}

gboolean
session_hub_undo_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
session_hub_redo_async (SessionHub *self, GCancellable *cancellable, GAsyncReadyCallback done,
                        gpointer user_data)
{
  session_hub_step (self, SESSION_STEP_REDO, g_task_new (self, cancellable, done, user_data));
}

gboolean
session_hub_redo_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
