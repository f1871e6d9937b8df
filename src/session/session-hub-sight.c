/* session-hub-sight.c - reads the replies of those who can be seen
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-sight.h"

#include "base-error.h"
#include "delivery-run.h"
#include "session-hub-private.h"
#include "session-row-private.h"
#include "session-run.h"

struct _SessionSight
{
  GHashTable *rows; /* SessionRow in sight → itself */
  GQueue waiting;   /* SessionRow; borrowed from rows. The last to come into sight is first */
  guint n_reading;
};

typedef struct
{
  SessionOrg *org;
  SessionRow *row;
  char *mailbox;
} SightJob;

SessionSight *
session_sight_new (void)
{
  SessionSight *self = g_new0 (SessionSight, 1);

  self->rows = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  return self;
}

void
session_sight_free (SessionSight *self)
{
  g_queue_clear (&self->waiting);
  g_hash_table_unref (self->rows);
  g_free (self);
}

static void
free_sight_job (gpointer data)
{
  SightJob *self = data;

  session_org_unref (self->org);
  g_object_unref (self->row);
  g_free (self->mailbox);
  g_free (self);
}

static gpointer
sight_work (BaseCall *call, gpointer data, GError **error)
{
  SightJob *self = data;
  g_autoptr (DeliveryRun) run = session_org_new_run (self->org, "");
  g_autoptr (DeliveryOutcome) outcome = delivery_run_read (run, call, self->mailbox);

  if (outcome->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&outcome->error));
    return NULL;
  }
  return oof_state_ref (outcome->after);
}

static void read_next (SessionHub *hub);

static void
sight_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  SightJob *self = g_task_get_task_data (task);
  g_autoptr (OofState) state = result;
  g_autoptr (GDateTime) now = session_hub_now (hub);

  hub->sight->n_reading--;
  if (hub->org != self->org) {
    /* of an organisation that was left */
  } else if (state != NULL) {
    session_row_note_read (self->row, g_date_time_to_unix (now));
    session_row_set_state (self->row, state, now);
  } else if (base_error_verdict (error) == BASE_VERDICT_SKIP) {
    session_row_set_failed (self->row);
  } else {
    g_queue_clear (&hub->sight->waiting); /* until the next refresh */
    session_hub_note_problem (hub, error);
  }
  g_clear_error (&error);
  read_next (hub);
  g_task_return_boolean (task, TRUE);
}

static void
read_next (SessionHub *hub)
{
  SessionSight *sight = hub->sight;

  while (hub->org != NULL && sight->n_reading < hub->profile->jobs &&
         !g_queue_is_empty (&sight->waiting)) {
    SessionRow *row = g_queue_pop_head (&sight->waiting);
    GTask *task = g_task_new (hub, hub->loading, NULL, NULL);
    SightJob *job = g_new0 (SightJob, 1);

    job->org = session_org_ref (hub->org);
    job->row = g_object_ref (row);
    job->mailbox = g_strdup (session_row_mail (row));
    g_task_set_task_data (task, job, free_sight_job);
    sight->n_reading++;
    session_run (session_org_pool (hub->org), SESSION_LANE_BULK, task, sight_work, sight_done);
  }
}

void
session_hub_see (SessionHub *self, SessionRow *row)
{
  g_hash_table_add (self->sight->rows, g_object_ref (row));
  if (session_row_is_read (row) || !session_hub_can_ask (self, session_row_person (row)))
    return;
  g_queue_push_head (&self->sight->waiting, row);
  read_next (self);
}

void
session_hub_lose_sight (SessionHub *self, SessionRow *row)
{
  g_queue_remove_all (&self->sight->waiting, row);
  g_hash_table_remove (self->sight->rows, row);
}

void
session_hub_read_sight_again (SessionHub *self)
{
  GHashTableIter iter;
  gpointer row;

  g_queue_clear (&self->sight->waiting);
  g_hash_table_iter_init (&iter, self->sight->rows);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (session_hub_can_ask (self, session_row_person (row)))
      g_queue_push_tail (&self->sight->waiting, row);
  read_next (self);
}
