/* session-hub-plan.c - keeps the plan in step with people and items, for the calendar
 *
 * Planned on a worker, one planning at a time and not too often while people come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-plan.h"

#include "oof-date.h"
#include "session-core-private.h"
#include "session-fixed.h"
#include "session-held.h"
#include "session-hours.h"
#include "session-hub-private.h"
#include "session-plan-load.h"
#include "session-run.h"
#include "store-zones.h"

#define PAUSE_MS 400
#define LOADING_PAUSE_MS 2000 /* while people still come */

struct _SessionPlanning
{
  GPtrArray *items; /* OofItem */
  OofOrder order;
  SessionPlan *plan; /* NULL: not yet */
  GHashTable *held;  /* session-held.h */
  gboolean has_new_people;
  gboolean is_working;
  gboolean wants_more;
  guint pause; /* the timer; 0: none */
};

/* What a planning brings. */
typedef struct
{
  SessionPlan *plan;
  GHashTable *held;
} Result;

/* One planning. */
typedef struct
{
  SessionPlan *before; /* NULL: from the beginning */
  GPtrArray *entries;  /* NULL: the people are those of before */
  GHashTable *zones;
  SessionGroups *groups;
  SessionMembers *asked; /* NULL: nobody was asked yet */
  GPtrArray *items;
  OofOrder order;
  gint32 first_day;
  SessionCore *core; /* NULL: nothing is connected yet */
  char *profile;
} Job;

static guint plan_changed;
static guint settings_changed;

void
session_hub_plan_install (GType type)
{
  plan_changed =
      g_signal_new ("plan-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  settings_changed = g_signal_new ("settings-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

void
session_hub_say_settings_changed (SessionHub *self)
{
  g_signal_emit (self, settings_changed, 0);
}

void
session_hub_say_plan_changed (SessionHub *self)
{
  g_signal_emit (self, plan_changed, 0);
}

SessionPlanning *
session_planning_new (void)
{
  SessionPlanning *self = g_new0 (SessionPlanning, 1);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  self->order = oof_order_default;
  return self;
}

void
session_planning_stop (SessionPlanning *self)
{
  if (self != NULL)
    g_clear_handle_id (&self->pause, g_source_remove);
}

void
session_planning_free (SessionPlanning *self)
{
  if (self == NULL)
    return;

  session_planning_stop (self);
  session_plan_unref (self->plan);
  g_clear_pointer (&self->held, g_hash_table_unref);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static void
free_job (gpointer data)
{
  Job *self = data;

  session_plan_unref (self->before);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->zones, g_hash_table_unref);
  session_groups_unref (self->groups);
  session_members_unref (self->asked);
  g_ptr_array_unref (self->items);
  session_core_unref (self->core);
  g_free (self->profile);
  g_free (self);
}

/* Applying the plan learns zones, too. */
static void
add_kept_zones (Job *self)
{
  g_autoptr (GHashTable) kept =
      self->core != NULL ? store_zones_list (session_core_db (self->core), self->profile, NULL)
                         : NULL;
  GHashTableIter iter;
  gpointer mail;
  gpointer zone;

  if (kept == NULL)
    return;
  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, &mail, &zone))
    if (!g_hash_table_contains (self->zones, mail))
      g_hash_table_insert (self->zones, g_strdup (mail), g_strdup (zone));
}

static SessionRoster *
make_roster (Job *self)
{
  SessionRoster *roster;

  if (self->entries == NULL)
    return session_roster_ref (session_plan_roster (self->before));

  add_kept_zones (self);
  roster = session_roster_new (self->entries, self->zones);
  if (self->core != NULL)
    session_hours_take (session_core_db (self->core), self->profile, roster, NULL);
  return roster;
}

static SessionPlan *
make_plan (Job *self, GError **error)
{
  g_autoptr (SessionRoster) roster = make_roster (self);
  g_autoptr (SessionMembers) members = session_members_new (roster, self->groups);

  if (self->core != NULL && !session_fixed_read (session_core_db (self->core), self->profile,
                                                 members, self->items, error))
    return NULL;
  if (self->asked != NULL)
    session_members_copy (members, self->asked, self->items);
  session_members_note (members, self->items);
  if (self->entries == NULL)
    return session_plan_edit (self->before, members, self->items, error);
  return session_plan_new (members, self->items, self->first_day, SESSION_PLAN_DAYS, error);
}

/* Where somebody has made a rule. */
static SessionPlan *
take_order (const Job *self, SessionPlan *plan, GError **error)
{
  SessionPlan *again;

  if (plan == NULL || oof_order_equal (oof_plan_order (session_plan_oof (plan)), &self->order))
    return plan;

  again = session_plan_reorder (plan, &self->order, error);
  session_plan_unref (plan);
  return again;
}

static gpointer
plan_work (BaseCall *call, gpointer data, GError **error)
{
  Job *self = data;
  SessionPlan *plan = take_order (self, make_plan (self, error), error);
  Result *result;

  if (plan == NULL)
    return NULL;

  result = g_new0 (Result, 1);
  result->plan = plan;
  if (self->core != NULL)
    result->held = session_held_read (session_core_db (self->core), self->profile);
  return result;
}

static gboolean
pause_over_cb (gpointer data)
{
  SessionHub *hub = data;

  hub->planning->pause = 0;
  session_hub_plan (hub, SESSION_PLAN_SAME_PEOPLE);
  return G_SOURCE_REMOVE;
}

static void
plan_done (GTask *task, gpointer result, GError *error)
{
  SessionHub *hub = g_task_get_source_object (task);
  SessionPlanning *self = hub->planning;
  Result *made = result;

  if (error != NULL)
    g_debug ("the plan: %s", error->message);
  g_clear_error (&error);
  self->is_working = FALSE;
  if (made != NULL) {
    session_plan_unref (self->plan);
    self->plan = made->plan;
    g_clear_pointer (&self->held, g_hash_table_unref);
    self->held = made->held;
    g_free (made);
    session_hub_say_plan_changed (hub);
    session_hub_count_facets (hub);
  }
  if (self->wants_more && !hub->is_closed && self->pause == 0)
    self->pause =
        g_timeout_add (hub->n_loading > 0 ? LOADING_PAUSE_MS : PAUSE_MS, pause_over_cb, hub);
  g_task_return_boolean (task, TRUE);
}

/* As session_roster_new () takes them. */
static GHashTable *
copy_zones (SessionHub *hub)
{
  GHashTable *zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer mail;
  gpointer zone;

  g_hash_table_iter_init (&iter, hub->zones);
  while (g_hash_table_iter_next (&iter, &mail, &zone))
    g_hash_table_insert (zones, g_utf8_strdown (mail, -1), g_strdup (zone));
  return zones;
}

void
session_hub_plan (SessionHub *self, SessionPlanNews news)
{
  SessionPlanning *planning = self->planning;
  g_autoptr (GDateTime) now = session_hub_now (self);
  GTask *task;
  Job *job;

  planning->has_new_people |= news == SESSION_PLAN_NEW_PEOPLE;
  planning->wants_more = planning->is_working || planning->pause != 0;
  if (planning->wants_more || self->is_closed)
    return;

  planning->is_working = TRUE;
  job = g_new0 (Job, 1);
  if (planning->plan == NULL || planning->has_new_people) {
    job->entries = session_people_snapshot (self->people);
    job->zones = copy_zones (self);
    job->first_day = (gint32) (g_date_time_to_unix (now) / OOF_DAY_S) - SESSION_PLAN_DAYS_BEFORE;
    planning->has_new_people = FALSE;
  } else {
    job->before = session_plan_ref (planning->plan);
  }
  job->groups = self->groups != NULL ? session_groups_ref (self->groups) : NULL;
  if (session_hub_asked_members (self) != NULL)
    job->asked = session_members_ref (session_hub_asked_members (self));
  job->items = g_ptr_array_ref (planning->items);
  job->order = planning->order;
  if (self->core != NULL && self->profile != NULL) {
    job->core = session_core_ref (self->core);
    job->profile = g_strdup (self->profile->id);
  }
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_task_data (task, job, free_job);
  session_run (self->pool, SESSION_LANE_BULK, task, plan_work, plan_done);
}

void
session_hub_note_new_people (SessionHub *self)
{
  session_hub_count_facets (self);
  session_hub_plan (self, SESSION_PLAN_NEW_PEOPLE);
}

void
session_hub_plan_items (SessionHub *self, GPtrArray *items, const OofOrder *order)
{
  self->planning->order = *order;
  g_ptr_array_unref (self->planning->items);
  self->planning->items = g_ptr_array_ref (items);
  session_hub_plan (self, SESSION_PLAN_SAME_PEOPLE);
  session_hub_ask_members (self, SESSION_ASK_NEW);
}

GPtrArray *
session_hub_planned_items (const SessionHub *self)
{
  return self->planning->items;
}

SessionPlan *
session_hub_current_plan (SessionHub *self)
{
  return self->planning->plan;
}

gboolean
session_hub_find_own (SessionRow *row, OofOwnReply *ret)
{
  GDateTime *from;
  GDateTime *until;

  if (!session_row_window (row, &from, &until))
    return FALSE;

  ret->from_s = from != NULL ? g_date_time_to_unix (from) : OOF_DATE_FIRST_S;
  ret->until_s = until != NULL ? g_date_time_to_unix (until) : OOF_OPEN_END;
  return ret->from_s < ret->until_s;
}

GHashTable *
session_hub_current_held (SessionHub *self)
{
  return self->planning->held;
}
