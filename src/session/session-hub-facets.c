/* session-hub-facets.c - keeps the facets in step with the people
 *
 * Counted on a worker, one counting at a time and not too often while people come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "session-facets-private.h"
#include "session-hub-private.h"
#include "session-plan-load.h"
#include "session-row-private.h"
#include "session-run.h"
#include "session-sift.h"
#include "session-tally.h"

#define PAUSE_MS 400
#define PLANNED_S ((SESSION_PLAN_DAYS - SESSION_PLAN_DAYS_BEFORE) * (gint64) OOF_DAY_S)

typedef struct
{
  GPtrArray *entries;
  SessionGroups *groups;
  SessionPlan *plan; /* NULL: not yet */
  GHashTable *held;  /* NULL: not yet */
  GArray *sifted;    /* SessionSifted, one for each of the entries */
  gint64 now_s;
} Counting;

/* What a counting brings. */
typedef struct
{
  GPtrArray *lines;
  GPtrArray *changed; /* SessionEntry: whose filters are other ones */
  GArray *filters;    /* SessionFilters, of each of them */
} Counts;

static void
free_counting (gpointer data)
{
  Counting *self = data;

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  session_groups_unref (self->groups);
  session_plan_unref (self->plan);
  g_clear_pointer (&self->held, g_hash_table_unref);
  g_array_unref (self->sifted);
  g_free (self);
}

static void
free_counts (Counts *self)
{
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->changed);
  g_array_unref (self->filters);
  g_free (self);
}

static gpointer
count_work (BaseCall *call, gpointer data, GError **error)
{
  Counting *self = data;
  const SessionSift sift = { .entries = self->entries,
                             .plan = self->plan,
                             .held = self->held,
                             .now_s = self->now_s,
                             .until_s = self->now_s + PLANNED_S };
  guint filters[SESSION_FILTER_N];
  g_autoptr (GArray) changed = session_sift (&sift, self->sifted, filters);
  Counts *counts = g_new0 (Counts, 1);

  counts->lines = session_tally (self->entries, self->groups, filters);
  counts->changed = session_entry_array ();
  counts->filters = g_array_new (FALSE, FALSE, sizeof (SessionFilters));
  for (guint i = 0; i < changed->len; i++) {
    guint index = g_array_index (changed, guint, i);

    g_ptr_array_add (counts->changed, session_entry_ref (self->entries->pdata[index]));
    g_array_append_val (counts->filters,
                        g_array_index (self->sifted, SessionSifted, index).filters);
  }

  /* Here, because letting go of a hundred thousand people takes some time, too. */
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  return counts;
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
take_filters (SessionHub *hub, const Counts *counts)
{
  for (guint i = 0; i < counts->changed->len; i++) {
    const SessionEntry *entry = g_ptr_array_index (counts->changed, i);
    SessionRow *row = session_people_find_id (hub->people, entry->person->id);

    if (row != NULL)
      session_row_set_filters (row, g_array_index (counts->filters, SessionFilters, i));
  }
  if (counts->changed->len > 0)
    session_people_say_edited (hub->people);
}

static void
count_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  Counts *counts = result;

  take_filters (hub, counts);
  session_facets_take (hub->facets, counts->lines);
  free_counts (counts);
  hub->is_counting = FALSE;
  if (hub->wants_count && !hub->is_closed && hub->pause == 0)
    hub->pause = g_timeout_add (PAUSE_MS, pause_over_cb, hub);
  g_task_return_boolean (task, TRUE);
}

static GArray *
list_sifted (SessionHub *hub)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (hub->people));
  GArray *sifted = g_array_sized_new (FALSE, TRUE, sizeof (SessionSifted), n);

  g_array_set_size (sifted, n);
  for (guint i = 0; i < n; i++) {
    g_autoptr (SessionRow) row = g_list_model_get_item (G_LIST_MODEL (hub->people), i);
    SessionSifted *one = &g_array_index (sifted, SessionSifted, i);
    SessionPresence presence = session_row_presence (row);

    one->has_reply = session_hub_find_own (row, &one->reply);
    one->is_off = presence == SESSION_PRESENCE_IN || presence == SESSION_PRESENCE_PLANNED;
    one->is_read = session_row_is_read (row) && presence != SESSION_PRESENCE_FAILED;
    one->filters = session_row_filters (row);
  }
  return sifted;
}

void
session_hub_count_facets (SessionHub *self)
{
  g_autoptr (GDateTime) now = NULL;
  GTask *task;
  Counting *counting;

  self->wants_count = self->is_counting || self->pause != 0;
  if (self->wants_count || self->is_closed)
    return;

  self->is_counting = TRUE;
  counting = g_new0 (Counting, 1);
  counting->entries = session_people_snapshot (self->people);
  counting->groups = self->groups != NULL ? session_groups_ref (self->groups) : NULL;
  counting->sifted = list_sifted (self);
  if (session_hub_current_plan (self) != NULL)
    counting->plan = session_plan_ref (session_hub_current_plan (self));
  if (session_hub_current_held (self) != NULL)
    counting->held = g_hash_table_ref (session_hub_current_held (self));
  now = session_hub_now (self);
  counting->now_s = g_date_time_to_unix (now);
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
