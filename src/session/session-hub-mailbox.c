/* session-hub-mailbox.c - reading and saving one mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "delivery-run.h"
#include "session-hub-private.h"
#include "session-row-private.h"
#include "session-run.h"

typedef struct
{
  SessionOrg *org;
  char *mailbox;
  char *zone; /* known already; "" when known to be unknown */
  OofChange *change;
  OofState *seen;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  session_org_unref (self->org);
  g_free (self->mailbox);
  g_free (self->zone);
  oof_change_unref (self->change);
  oof_state_unref (self->seen);
  g_free (self);
}

/* NULL, and the task returned, when nothing is connected. */
static Job *
new_job (SessionHub *hub, GTask *task, const char *mailbox)
{
  Job *self;

  if (!session_hub_may_ask (hub, task))
    return NULL;

  self = g_new0 (Job, 1);
  self->org = session_org_ref (hub->org);
  self->mailbox = g_strdup (mailbox);
  g_task_set_task_data (task, self, free_job);
  return self;
}

void
session_reading_free (SessionReading *self)
{
  if (self == NULL)
    return;

  oof_state_unref (self->state);
  g_clear_pointer (&self->read_at, g_date_time_unref);
  g_free (self->zone);
  g_free (self);
}

void
session_saved_free (SessionSaved *self)
{
  if (self == NULL)
    return;

  oof_state_unref (self->state);
  g_free (self);
}

static gpointer
read_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;
  g_autoptr (DeliveryRun) run = session_org_new_run (self->org, "");
  g_autoptr (DeliveryOutcome) outcome = delivery_run_read (run, call, self->mailbox);
  SessionReading *reading;

  if (outcome->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&outcome->error));
    return NULL;
  }

  /* The zone is a comfort: without it the window is shown in this computer's. */
  if (self->zone == NULL)
    self->zone = session_org_get_zone (self->org, call, self->mailbox, NULL);

  reading = g_new0 (SessionReading, 1);
  reading->state = oof_state_ref (outcome->after);
  reading->allowed = outcome->allowed;
  reading->read_at = g_date_time_ref (outcome->read_at);
  reading->zone = self->zone != NULL && *self->zone != '\0' ? g_strdup (self->zone) : NULL;
  return reading;
}

/* Without it the plan has taken the person's days by this computer's clock. */
static void
note_zone (SessionHub *hub, const char *mailbox, const char *zone)
{
  SessionPlan *plan = session_hub_current_plan (hub);
  const SessionRoster *roster = plan != NULL ? session_plan_roster (plan) : NULL;
  guint32 person = roster != NULL ? session_roster_find (roster, mailbox) : SESSION_ROSTER_NOBODY;
  gboolean is_news = g_strcmp0 (g_hash_table_lookup (hub->zones, mailbox), zone) != 0;

  if (is_news)
    g_hash_table_replace (hub->zones, g_strdup (mailbox), g_strdup (zone));
  if (!is_news || *zone == '\0' || person == SESSION_ROSTER_NOBODY)
    return;

  if (!session_roster_knows_zone (roster, person) ||
      !g_str_equal (zone, session_roster_zone (roster, person)))
    session_hub_plan (hub, SESSION_PLAN_NEW_PEOPLE);
}

static void
read_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  Job *self = g_task_get_task_data (task);
  SessionReading *reading = result;
  SessionRow *row = session_people_find (hub->people, self->mailbox);
  g_autoptr (GDateTime) now = session_hub_now (hub);

  if (reading == NULL) {
    if (row != NULL && base_error_verdict (error) == BASE_VERDICT_SKIP)
      session_row_set_failed (row);
    else if (hub->org == self->org)
      session_hub_note_problem (hub, error);
    g_task_return_error (task, error);
    return;
  }

  note_zone (hub, self->mailbox, reading->zone != NULL ? reading->zone : "");
  if (row != NULL) {
    session_row_note_read (row, g_date_time_to_unix (now));
    session_row_set_state (row, reading->state, now);
  }
  g_task_return_pointer (task, reading, (GDestroyNotify) session_reading_free);
}

void
session_hub_read_async (SessionHub *self, const char *mailbox, GCancellable *cancellable,
                        GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job = new_job (self, task, mailbox);

  if (job == NULL)
    return;

  job->zone = g_strdup (g_hash_table_lookup (self->zones, mailbox));
  session_run (session_org_pool (self->org), SESSION_LANE_INTERACTIVE, task, read_work, read_done);
}

SessionReading *
session_hub_read_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
save_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;
  g_autoptr (DeliveryRun) run = session_org_new_run (self->org, "set in the panel");
  g_autoptr (DeliveryOutcome) outcome =
      delivery_run_write (run, call, self->mailbox, self->change, self->seen);
  SessionSaved *saved;

  if (outcome->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&outcome->error));
    return NULL;
  }

  saved = g_new0 (SessionSaved, 1);
  saved->is_written = outcome->result == DELIVERY_RESULT_WRITTEN;
  saved->state = oof_state_ref (outcome->after);
  return saved;
}

static void
save_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  Job *self = g_task_get_task_data (task);
  SessionSaved *saved = result;
  SessionRow *row = session_people_find (hub->people, self->mailbox);
  g_autoptr (GDateTime) now = session_hub_now (hub);

  if (saved == NULL) {
    if (hub->org == self->org)
      session_hub_note_problem (hub, error);
    g_task_return_error (task, error);
    return;
  }

  if (row != NULL) {
    session_row_note_read (row, g_date_time_to_unix (now));
    session_row_set_state (row, saved->state, now);
  }
  session_hub_count_facets (hub);
  g_task_return_pointer (task, saved, (GDestroyNotify) session_saved_free);
}

void
session_hub_save_async (SessionHub *self, const char *mailbox, OofChange *change, OofState *seen,
                        GCancellable *cancellable, GAsyncReadyCallback done, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, done, user_data);
  Job *job = new_job (self, task, mailbox);

  if (job == NULL)
    return;

  job->change = oof_change_ref (change);
  job->seen = seen != NULL ? oof_state_ref (seen) : NULL;
  session_run (session_org_pool (self->org), SESSION_LANE_INTERACTIVE, task, save_work, save_done);
}

SessionSaved *
session_hub_save_finish (SessionHub *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
