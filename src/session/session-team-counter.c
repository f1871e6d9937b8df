/* session-team-counter.c - counts who is away in each part of the people
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-team-counter.h"

#include "oof-date.h"
#include "session-hub-private.h"
#include "session-run.h"

#define PAUSE_MS 300

struct _SessionTeamCounter
{
  SessionHub *hub;
  SessionTeamKind kind;
  gint32 first_day;
  guint n_days;                /* 0: none to count */
  SessionTeamCountedFunc func; /* NULL: nobody wants it any more */
  gpointer data;
  gboolean is_counting;
  gboolean wants_count;
  guint timer; /* 0: none */
};

/* One counting. */
typedef struct
{
  SessionTeamCounter *counter; /* a reference */
  GPtrArray *entries;
  GArray *replies; /* SessionTeamReply */
  SessionGroups *groups;
  SessionPlan *plan; /* NULL: not yet */
  SessionTeamKind kind;
  gint32 first_day;
  guint n_days;
} Counting;

static void
clear_counter (gpointer data)
{
  g_object_unref (((SessionTeamCounter *) data)->hub);
}

static void
release (SessionTeamCounter *self)
{
  g_rc_box_release_full (self, clear_counter);
}

static void
free_counting (gpointer data)
{
  Counting *self = data;

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_array_unref (self->replies);
  session_groups_unref (self->groups);
  session_plan_unref (self->plan);
  release (self->counter);
  g_free (self);
}

static void
free_counted (SessionTeamCounted *self)
{
  g_ptr_array_unref (self->teams);
  g_array_unref (self->numbers);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionTeamCounted, free_counted)

static gpointer
count_work (BaseCall *call, gpointer data, GError **error)
{
  Counting *self = data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  SessionTeamFacts facts = { .entries = self->entries,
                             .plan = self->plan,
                             .replies = self->replies,
                             .zone = zone,
                             .first_day = self->first_day,
                             .n_days = self->n_days };
  const SessionTeamWhose whose = { .groups = self->groups };
  SessionTeamCounted *counted = g_new0 (SessionTeamCounted, 1);

  counted->teams = session_teams_new (self->entries, &whose, self->kind);
  counted->numbers = session_teams_count (counted->teams, &facts);
  /* Here, because letting go of a hundred thousand people takes some time, too. */
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  return counted;
}

static void
count_done (GTask *task, gpointer result, GError *error)
{
  Counting *counting = g_task_get_task_data (task);
  SessionTeamCounter *self = counting->counter;
  g_autoptr (SessionTeamCounted) counted = result;

  self->is_counting = FALSE;
  counted->first_day = counting->first_day;
  counted->n_days = counting->n_days;
  if (self->func != NULL && counting->kind == self->kind && counting->n_days == self->n_days &&
      counting->first_day == self->first_day)
    self->func (counted, self->data);
  if (self->wants_count)
    session_team_counter_want (self);
  g_task_return_boolean (task, TRUE);
}

/* What is known of each mailbox, in the order of the entries. Since when somebody is away who only
 * is, nobody knows. */
static GArray *
gather_replies (SessionHub *hub)
{
  GListModel *people = G_LIST_MODEL (hub->people);
  guint n = g_list_model_get_n_items (people);
  g_autoptr (GDateTime) now = session_hub_now (hub);
  gint64 now_s = g_date_time_to_unix (now);
  GArray *replies = g_array_new (FALSE, FALSE, sizeof (SessionTeamReply));

  for (guint i = 0; i < n; i++) {
    g_autoptr (SessionRow) row = g_list_model_get_item (people, i);
    SessionTeamReply one = { .person = i };

    if (!session_hub_find_own (row, &one.reply))
      continue;
    if (one.reply.from_s <= OOF_DATE_FIRST_S)
      one.reply.from_s = now_s;
    g_array_append_val (replies, one);
  }
  return replies;
}

static gboolean
count_cb (gpointer data)
{
  SessionTeamCounter *self = data;
  Counting *counting;
  SessionPlan *plan = session_hub_current_plan (self->hub);
  GTask *task;

  self->timer = 0;
  if (self->hub->is_closed || self->n_days == 0)
    return G_SOURCE_REMOVE;
  self->wants_count = FALSE;
  self->is_counting = TRUE;
  counting = g_new0 (Counting, 1);
  counting->counter = g_rc_box_acquire (self);
  counting->entries = session_people_snapshot (self->hub->people);
  counting->replies = gather_replies (self->hub);
  counting->groups = self->hub->groups != NULL ? session_groups_ref (self->hub->groups) : NULL;
  counting->plan = plan != NULL ? session_plan_ref (plan) : NULL;
  counting->kind = self->kind;
  counting->first_day = self->first_day;
  counting->n_days = self->n_days;
  task = g_task_new (self->hub, NULL, NULL, NULL);
  g_task_set_task_data (task, counting, free_counting);
  session_run (self->hub->pool, SESSION_LANE_BULK, task, count_work, count_done);
  return G_SOURCE_REMOVE;
}

void
session_team_counter_want (SessionTeamCounter *self)
{
  if (self->kind == SESSION_TEAM_NONE || self->n_days == 0 || self->func == NULL ||
      self->hub->is_closed)
    return;
  self->wants_count = TRUE;
  if (!self->is_counting && self->timer == 0)
    self->timer = g_timeout_add (PAUSE_MS, count_cb, self);
}

void
session_team_counter_set_kind (SessionTeamCounter *self, SessionTeamKind kind)
{
  self->kind = kind;
  session_team_counter_want (self);
}

void
session_team_counter_set_days (SessionTeamCounter *self, gint32 first_day, guint n_days)
{
  if (self->first_day == first_day && self->n_days == n_days)
    return;
  self->first_day = first_day;
  self->n_days = n_days;
  session_team_counter_want (self);
}

SessionTeamCounter *
session_team_counter_new (SessionHub *hub, SessionTeamCountedFunc func, gpointer data)
{
  SessionTeamCounter *self = g_rc_box_new0 (SessionTeamCounter);

  self->hub = g_object_ref (hub);
  self->func = func;
  self->data = data;
  return self;
}

void
session_team_counter_stop (SessionTeamCounter *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->func = NULL;
  release (self);
}
