/* session-hub-facets.c - keeps the facets in step with the people
 *
 * Counted on a worker, one counting at a time and not too often while people come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-facets-private.h"
#include "session-hub-private.h"
#include "session-run.h"
#include "session-tally.h"

#define PAUSE_MS 400

typedef struct
{
  GPtrArray *entries;
  SessionGroups *groups;
} Counting;

static void
free_counting (gpointer data)
{
  Counting *self = data;

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  session_groups_unref (self->groups);
  g_free (self);
}

static gpointer
count_work (BaseCall *call, gpointer data, GError **error)
{
  Counting *self = data;
  GPtrArray *lines = session_tally (self->entries, self->groups);

  /* Here, because letting go of a hundred thousand people takes some time, too. */
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  return lines;
}

static gboolean
pause_over_cb (gpointer data)
{
  SessionHub *hub = data;

  hub->pause = 0;
  session_hub_count_facets (hub);
  return G_SOURCE_REMOVE;
}

static void
count_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  g_autoptr (GPtrArray) lines = result;

  session_facets_take (hub->facets, lines);
  hub->is_counting = FALSE;
  if (hub->wants_count && !hub->is_closed && hub->pause == 0)
    hub->pause = g_timeout_add (PAUSE_MS, pause_over_cb, hub);
  g_task_return_boolean (task, TRUE);
}

void
session_hub_count_facets (SessionHub *self)
{
  GTask *task;
  Counting *counting;

  self->wants_count = self->is_counting || self->pause != 0;
  if (self->wants_count || self->is_closed)
    return;

  self->is_counting = TRUE;
  counting = g_new0 (Counting, 1);
  counting->entries = session_people_snapshot (self->people);
  counting->groups = self->groups != NULL ? session_groups_ref (self->groups) : NULL;
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_task_data (task, counting, free_counting);
  session_run (self->pool, SESSION_LANE_BULK, task, count_work, count_done);
}

GListModel *
session_hub_facets (SessionHub *self)
{
  return G_LIST_MODEL (self->facets);
}

SessionQuery *
session_hub_new_query (SessionHub *self, const char *text, SessionFacet *facet)
{
  g_autoptr (GHashTable) members = NULL;
  SessionScope scope = { .kind = SESSION_SCOPE_ALL, .key = "" };

  if (facet != NULL) {
    scope.kind = session_facet_kind (facet);
    scope.key = session_facet_key (facet);
  }
  if (scope.kind == SESSION_SCOPE_GROUP && self->groups != NULL)
    scope.members = members = session_groups_members (self->groups, scope.key);
  return session_query_new (text, &scope);
}
