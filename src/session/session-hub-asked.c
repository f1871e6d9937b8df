/* session-hub-asked.c - for the calendar: who is meant by what only servers know, as filters, and
 * who was meant by absences that do not follow their groups
 *
 * Asked on a worker with everything else that a plan needs, as applying does it, and only where
 * something planned has such names: when it is new, and when the people were read again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"
#include "session-core-private.h"
#include "session-fixed.h"
#include "session-hours.h"
#include "session-hub-plan.h"
#include "session-hub-private.h"
#include "session-plan-load.h"
#include "session-run.h"

struct _SessionAsked
{
  SessionMembers *members; /* NULL: never asked */
  GPtrArray *items;        /* OofItem: of which it was asked last; NULL: never */
  gboolean is_asking;
  gboolean wants_more;
};

typedef struct
{
  SessionCore *core;
  SessionOrg *org;
} Job;

SessionAsked *
session_asked_new (void)
{
  return g_new0 (SessionAsked, 1);
}

void
session_asked_free (SessionAsked *self)
{
  if (self == NULL)
    return;

  session_members_unref (self->members);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

static void
free_job (gpointer data)
{
  Job *self = data;

  session_org_unref (self->org);
  session_core_unref (self->core);
  g_free (self);
}

static gpointer
ask_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;
  gint64 now_s = base_clock_system ()->now_us (base_clock_system ()->data) / G_USEC_PER_SEC;
  g_auto (SessionPlanFile) file = { NULL };

  if (!session_plan_load (self->core, self->org, call, now_s, &file, error))
    return NULL;
  return session_members_ref (session_plan_members (file.plan));
}

static void
ask_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  SessionAsked *self = hub->asked;

  if (error != NULL)
    g_debug ("whom absences mean: %s", error->message);
  g_clear_error (&error);
  self->is_asking = FALSE;
  if (result != NULL && hub->org == job->org) {
    session_members_unref (self->members);
    self->members = result;
    session_hub_plan (hub, SESSION_PLAN_NEW_PEOPLE);
  } else {
    session_members_unref (result);
  }
  if (self->wants_more && !hub->is_closed)
    session_hub_ask_members (hub, SESSION_ASK_ANEW);
  g_task_return_boolean (task, TRUE);
}

static gboolean
is_to_ask (const SessionHub *hub, const OofItem *item)
{
  const OofItemParts *parts = oof_item_parts (item);
  gboolean has_groups =
      *hub->profile->directory == '\0' && exchange_profile_is_online (hub->profile);

  if (session_fixed_is (item) || session_hours_matter (item))
    return TRUE;
  for (guint i = 0; i < parts->n_who + parts->n_except; i++) {
    const OofFor *name = i < parts->n_who ? &parts->who[i] : &parts->except[i - parts->n_who];

    if (name->kind == OOF_FOR_FILTER || (name->kind == OOF_FOR_GROUP && has_groups))
      return TRUE;
  }
  return FALSE;
}

/* Something of these is to ask that was not there the last time. */
static gboolean
has_news (const SessionHub *hub, SessionAskWhen when)
{
  const GPtrArray *items = session_hub_planned_items (hub);
  const GPtrArray *before = when == SESSION_ASK_NEW ? hub->asked->items : NULL;

  for (guint i = 0; i < items->len; i++)
    if (is_to_ask (hub, items->pdata[i]) &&
        (before == NULL || !g_ptr_array_find ((GPtrArray *) before, items->pdata[i], NULL)))
      return TRUE;
  return FALSE;
}

void
session_hub_ask_members (SessionHub *self, SessionAskWhen when)
{
  SessionAsked *asked = self->asked;
  GTask *task;
  Job *job;

  if (self->is_closed || self->core == NULL || self->org == NULL || !has_news (self, when))
    return;

  asked->wants_more = asked->is_asking;
  if (asked->is_asking)
    return;

  asked->is_asking = TRUE;
  job = g_new0 (Job, 1);
  job->core = session_core_ref (self->core);
  job->org = session_org_ref (self->org);
  g_clear_pointer (&asked->items, g_ptr_array_unref);
  asked->items = g_ptr_array_ref (session_hub_planned_items (self));
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_task_data (task, job, free_job);
  session_run (session_org_pool (self->org), SESSION_LANE_INTERACTIVE, task, ask_work, ask_done);
}

void
session_hub_forget_asked (SessionHub *self)
{
  g_clear_pointer (&self->asked->members, session_members_unref);
  g_clear_pointer (&self->asked->items, g_ptr_array_unref);
  self->asked->wants_more = FALSE;
}

SessionMembers *
session_hub_asked_members (SessionHub *self)
{
  return self->asked->members;
}

guint
session_hub_count_reached (SessionHub *self, const OofItem *item)
{
  SessionPlan *plan = session_hub_current_plan (self);
  g_autoptr (GArray) people = plan != NULL ? session_plan_reached (plan, item) : NULL;

  return people != NULL ? people->len : 0;
}

const GArray *
session_hub_plan_problems (SessionHub *self)
{
  SessionPlan *plan = session_hub_current_plan (self);

  return plan != NULL ? session_plan_problems (plan) : NULL;
}
