/* session-hub-out.c - who is out, for the panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-out.h"

#include "oof-date.h"
#include "session-hub-plan.h"
#include "session-hub-private.h"
#include "session-row-private.h"
#include "session-run.h"

/* What is known of one person. */
typedef struct
{
  SessionEntry *entry;
  gboolean is_known;
  gboolean has_own;
  OofOwnReply own;
} Known;

typedef struct
{
  GArray *people; /* Known */
  SessionPlan *plan;
  SessionOut *out;
  gint64 from_s;
  gint64 until_s;
  gint64 now_s;
} Job;

static void
clear_known (gpointer data)
{
  Known *known = data;

  session_entry_unref (known->entry);
}

static void
free_job (gpointer data)
{
  Job *self = data;

  g_array_unref (self->people);
  session_plan_unref (self->plan);
  session_out_unref (self->out);
  g_free (self);
}

static void
add_person (Job *self, const Known *known)
{
  const ExchangePerson *person = known->entry->person;
  SessionBarFacts facts = { .own = known->has_own ? &known->own : NULL, .now_s = self->now_s };
  guint32 number = SESSION_ROSTER_NOBODY;

  if (self->plan != NULL)
    number = session_roster_find (session_plan_roster (self->plan), person->mail);
  if (number != SESSION_ROSTER_NOBODY) {
    g_autoptr (GArray) bars =
        session_bars_new (self->plan, number, self->from_s - SESSION_OUT_AROUND_S,
                          self->until_s + SESSION_OUT_AROUND_S, &facts);

    session_out_add_bars (self->out, person, bars);
  } else if (known->has_own) {
    session_out_add_own (self->out, person, &known->own);
  }
  if (!known->is_known)
    session_out_add_unknown (self->out);
}

static gpointer
out_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;

  for (guint i = 0; i < self->people->len; i++) {
    if (!base_call_check (call, error))
      return NULL;
    add_person (self, &g_array_index (self->people, Known, i));
  }
  return g_steal_pointer (&self->out);
}

static void
out_done (GTask *task, gpointer result, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, (GDestroyNotify) session_out_unref);
}

/* A quick look is enough for today. */
static gboolean
is_known (SessionRow *row, const Job *job)
{
  SessionPresence presence = session_row_presence (row);

  if (presence == SESSION_PRESENCE_UNKNOWN || presence == SESSION_PRESENCE_FAILED)
    return FALSE;
  return presence != SESSION_PRESENCE_IN || session_row_is_read (row) ||
         (job->from_s <= job->now_s && job->until_s <= job->now_s + OOF_DAY_S);
}

void
session_hub_out_async (SessionHub *self, gint64 from_s, gint64 until_s, GCancellable *cancellable,
                       GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  GListModel *people = G_LIST_MODEL (self->people);
  guint n = g_list_model_get_n_items (people);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) now = session_hub_now (self);
  SessionPlan *plan = session_hub_current_plan (self);
  Job *job = g_new0 (Job, 1);

  job->people = g_array_sized_new (FALSE, TRUE, sizeof (Known), n);
  g_array_set_clear_func (job->people, clear_known);
  job->plan = plan != NULL ? session_plan_ref (plan) : NULL;
  job->from_s = from_s;
  job->until_s = until_s;
  job->now_s = g_date_time_to_unix (now);
  job->out = session_out_new (session_hub_profile_name (self), zone, from_s, until_s, job->now_s);
  for (guint i = 0; i < n; i++) {
    g_autoptr (SessionRow) row = g_list_model_get_item (people, i);
    Known known = { .entry = session_entry_ref (session_row_entry (row)),
                    .is_known = is_known (row, job) };

    known.has_own = session_hub_find_own (row, &known.own);
    g_array_append_val (job->people, known);
  }
  g_task_set_task_data (task, job, free_job);
  session_run (self->pool, SESSION_LANE_INTERACTIVE, task, out_work, out_done);
}

SessionOut *
session_hub_out_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
