/* session-team-sort.c - one sorting of the people that are shown into parts
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-team-sort.h"

#include "session-hub-private.h"
#include "session-row-private.h"

static void
free_sort (gpointer data)
{
  SessionTeamSort *self = data;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_ptr_array_unref (self->entries);
  session_groups_unref (self->groups);
  g_clear_pointer (&self->everybody, g_ptr_array_unref);
  g_free (self);
}

static gpointer
sort_work (BaseCall *call, gpointer data, GError **error)
{
  SessionTeamSort *self = data;

  const SessionTeamWhose whose = { .groups = self->groups, .everybody = self->everybody };

  return session_teams_new (self->entries, &whose, self->kind);
}

SessionTeamSort *
session_team_sort_new (SessionHub *hub, GListModel *people, SessionTeamKind kind)
{
  SessionTeamSort *self = g_new0 (SessionTeamSort, 1);
  guint n = g_list_model_get_n_items (people);

  self->kind = kind;
  self->groups = hub->groups != NULL ? session_groups_ref (hub->groups) : NULL;
  if (kind == SESSION_TEAM_MANAGER)
    self->everybody = session_people_snapshot (hub->people);
  self->rows = g_ptr_array_new_full (n, g_object_unref);
  self->entries = g_ptr_array_new_full (n, (GDestroyNotify) session_entry_unref);
  for (guint i = 0; i < n; i++) {
    SessionRow *row = g_list_model_get_item (people, i);

    g_ptr_array_add (self->rows, row);
    g_ptr_array_add (self->entries, session_entry_ref (session_row_entry (row)));
  }
  return self;
}

void
session_team_sort_run (SessionTeamSort *self, SessionHub *hub, GObject *source, SessionRunDone done)
{
  GTask *task = g_task_new (source, NULL, NULL, NULL);

  g_task_set_task_data (task, self, free_sort);
  session_run (hub->pool, SESSION_LANE_INTERACTIVE, task, sort_work, done);
}
