/* session-impact.c - what a change of a template reaches
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-impact.h"

#include "base-error.h"
#include "oof-date.h"
#include "session-hub-items.h"
#include "session-hub-private.h"
#include "session-run.h"

#define UNCOUNTED G_MAXUINT

typedef struct
{
  const SessionPlan *plan;
  gint64 from_s;
  gint64 until_s;
  guint8 *is_in; /* of each person */
  guint64 n_absences;
} Count;

static gboolean
count_cb (const OofOccurrence *occurrence, gpointer data)
{
  ++*(guint *) data;
  return TRUE;
}

static void
add_person (Count *self, const OofRow *row, guint32 person, guint *of_place)
{
  const OofFrame *frame = oof_plan_frame (session_plan_oof (self->plan));
  guint place = oof_frame_place_of (frame, person);

  if (of_place[place] == UNCOUNTED) {
    of_place[place] = 0;
    oof_row_each (row, &oof_frame_parts (frame)->places[place], self->from_s, self->until_s,
                  count_cb, &of_place[place]);
  }
  self->n_absences += of_place[place];
  self->is_in[person] |= of_place[place] > 0;
}

/* The occurrences are the same for all who are in one place. */
static void
add_row (Count *self, const OofRow *row)
{
  const OofFrameParts *frame = oof_frame_parts (oof_plan_frame (session_plan_oof (self->plan)));
  const OofCrowd *crowd = oof_row_crowd (row);
  g_autofree guint *of_place = g_new (guint, frame->n_places);

  for (guint i = 0; i < frame->n_places; i++)
    of_place[i] = UNCOUNTED;
  for (guint32 person = 0; crowd->bits != NULL && person < frame->n_people; person++)
    if (oof_crowd_has (crowd, person))
      add_person (self, row, person, of_place);
  for (guint i = 0; crowd->bits == NULL && i < crowd->n; i++)
    add_person (self, row, crowd->list[i], of_place);
}

void
session_impact_count (const SessionPlan *plan, const GPtrArray *using, gint64 now_s,
                      SessionImpact *ret)
{
  const OofPlan *oof = session_plan_oof (plan);
  const OofFrameParts *frame = oof_frame_parts (oof_plan_frame (oof));
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) counted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree guint8 *is_in = g_new0 (guint8, MAX (frame->n_people, 1));
  Count count = { .plan = plan,
                  .from_s = now_s,
                  .until_s = (gint64) (frame->first_day + (gint32) frame->n_days) * OOF_DAY_S,
                  .is_in = is_in };

  for (guint i = 0; i < using->len; i++)
    g_hash_table_add (ids, (gpointer) oof_item_parts (using->pdata[i])->id);
  for (guint i = 0; i < oof_plan_n_rows (oof); i++) {
    const OofRow *row = oof_plan_row (oof, i);
    const char *id = oof_item_parts (oof_row_item (row))->id;
    guint64 before = count.n_absences;

    if (!g_hash_table_contains (ids, id))
      continue;
    add_row (&count, row);
    if (count.n_absences > before)
      g_hash_table_add (counted, (gpointer) id);
  }
  *ret = (SessionImpact){ .n_items = g_hash_table_size (counted), .n_absences = count.n_absences };
  for (guint32 person = 0; person < frame->n_people; person++)
    ret->n_people += is_in[person];
}

typedef struct
{
  SessionPlan *plan;
  SessionItems *items;
  char *name;
  gint64 now_s;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  session_plan_unref (self->plan);
  session_items_unref (self->items);
  g_free (self->name);
  g_free (self);
}

static gpointer
impact_work (BaseCall *call, gpointer data, GError **error)
{
  const Job *self = data;
  g_autoptr (GPtrArray) using = session_items_using_template (self->items, self->name);
  SessionImpact *impact = g_new0 (SessionImpact, 1);

  session_impact_count (self->plan, using, self->now_s, impact);
  return impact;
}

static void
impact_done (GTask *task, gpointer result, GError *error)
{
  if (result != NULL)
    g_task_return_pointer (task, result, g_free);
  else
    g_task_return_error (task, error);
}

void
session_hub_impact_async (SessionHub *self, const char *template_name, GCancellable *cancellable,
                          GAsyncReadyCallback done, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, done, user_data);
  g_autoptr (GDateTime) now = session_hub_now (self);
  SessionPlan *plan = session_hub_current_plan (self);
  SessionItems *items = session_hub_saved_items (self);
  Job *job;

  if (plan == NULL || items == NULL) {
    g_task_return_new_error (task, BASE_ERROR, BASE_ERROR_OFFLINE, "there is no plan yet");
    return;
  }
  job = g_new0 (Job, 1);
  job->plan = session_plan_ref (plan);
  job->items = session_items_ref (items);
  job->name = g_strdup (template_name);
  job->now_s = g_date_time_to_unix (now);
  g_task_set_task_data (task, job, free_job);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, g_steal_pointer (&task), impact_work,
               impact_done);
}

gboolean
session_hub_impact_finish (SessionHub *self, GAsyncResult *result, SessionImpact *ret,
                           GError **error)
{
  g_autofree SessionImpact *impact = g_task_propagate_pointer (G_TASK (result), error);

  if (impact == NULL)
    return FALSE;
  *ret = *impact;
  return TRUE;
}
