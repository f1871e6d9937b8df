/* session-hub-groups.c - the groups of the directory, and who of the people is in them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "session-directory.h"
#include "session-groups-load.h"
#include "session-hub-private.h"
#include "session-run.h"

typedef struct
{
  SessionDirectory *directory;
  GCancellable *loading; /* tells whether it is still wanted */
  GPtrArray *entries;    /* SessionEntry: the people */
  SessionGroups *groups; /* NULL until the work begins */
} Load;

static void
free_load (gpointer data)
{
  Load *self = data;

  session_directory_unref (self->directory);
  g_object_unref (self->loading);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  session_groups_unref (self->groups);
  g_free (self);
}

static gpointer
load_work (BaseCall *call, gpointer data, GError **error)
{
  Load *self = data;

  self->groups = session_groups_load (self->directory, call, self->entries, error);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  return self->groups != NULL ? self : NULL;
}

static void
load_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  Load *self = g_task_get_task_data (task);

  if (error != NULL)
    g_debug ("the groups: %s", error->message);
  if (result != NULL && !g_cancellable_is_cancelled (self->loading)) {
    g_clear_pointer (&hub->groups, session_groups_unref);
    hub->groups = session_groups_ref (self->groups);
    session_hub_note_new_people (hub);
  }
  session_hub_count_loading (hub, -1);
  g_clear_error (&error);
  g_task_return_boolean (task, TRUE);
}

void
session_hub_load_groups (SessionHub *self, SessionDirectory *directory)
{
  GTask *task = g_task_new (self, self->loading, NULL, NULL);
  Load *load = g_new0 (Load, 1);

  load->directory = session_directory_ref (directory);
  load->loading = g_object_ref (self->loading);
  load->entries = session_people_snapshot (self->people);
  g_task_set_task_data (task, load, free_load);
  session_hub_count_loading (self, 1);
  session_run (self->pool, SESSION_LANE_BULK, task, load_work, load_done);
}

SessionDirectory *
session_hub_directory (SessionHub *self)
{
  SessionDirectory *of_org = self->org != NULL ? session_org_directory (self->org) : NULL;

  if (self->directory != NULL || self->profile == NULL || *self->profile->directory == '\0')
    return self->directory;

  if (of_org != NULL)
    self->directory = session_directory_ref (of_org);
  else
    self->directory = session_core_open_directory (self->core, self->profile, NULL);
  return self->directory;
}
