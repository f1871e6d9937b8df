/* session-plan.c - the plan of a real organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-plan.h"

#include "session-plan-rows.h"

#include <string.h>

struct _SessionPlan
{
  SessionMembers *members;
  GPtrArray *items; /* OofItem */
  OofPlan *plan;
  GArray *problems;   /* SessionPlanProblem */
  GHashTable *unsure; /* ids of items; of them */
};

/* Is the problem one with which nobody knows who is meant? */
static gboolean
is_unsure (const SessionPlanProblem *problem)
{
  return g_str_equal (problem->reason, "zone") ||
         (problem->kind != OOF_FOR_PERSON && !g_str_equal (problem->reason, "nobody-in-it"));
}

static SessionPlan *
new_plan (SessionMembers *members, const GPtrArray *items, OofPlan *plan, GArray *problems)
{
  SessionPlan *self = g_atomic_rc_box_new0 (SessionPlan);

  self->members = session_members_ref (members);
  self->items = g_ptr_array_new_full (items->len, (GDestroyNotify) oof_item_unref);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->items, oof_item_ref (items->pdata[i]));
  self->plan = plan;
  self->problems = g_array_ref (problems);
  self->unsure = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < problems->len; i++) {
    const SessionPlanProblem *problem = &g_array_index (problems, SessionPlanProblem, i);

    if (is_unsure (problem))
      g_hash_table_add (self->unsure, (gpointer) oof_item_parts (problem->item)->id);
  }
  return self;
}

/* What a plan is made of; borrowed. */
typedef struct
{
  SessionMembers *members;
  const GPtrArray *items;
  const OofOrder *order;
} Making;

static SessionPlan *
make_plan (const Making *making, gint32 first_day, guint n_days, GError **error)
{
  SessionMembers *members = making->members;
  const GPtrArray *items = making->items;
  g_autoptr (OofFrame) frame =
      session_roster_new_frame (session_members_roster (members), first_day, n_days, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_row_unref);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (SessionPlanProblem));
  SessionPlanRows to = { .members = members, .frame = frame, .rows = rows, .problems = problems };
  OofPlan *plan;

  if (frame == NULL)
    return NULL;

  for (guint i = 0; i < items->len; i++)
    session_plan_add_rows (&to, items->pdata[i]);
  plan = oof_plan_new (frame, rows, making->order, error);
  return plan != NULL ? new_plan (members, items, plan, problems) : NULL;
}

SessionPlan *
session_plan_new (SessionMembers *members, const GPtrArray *items, gint32 first_day, guint n_days,
                  GError **error)
{
  const Making making = { members, items, &oof_order_default };

  return make_plan (&making, first_day, n_days, error);
}

SessionPlan *
session_plan_reorder (const SessionPlan *self, const OofOrder *order, GError **error)
{
  OofPlan *plan = oof_plan_reorder (self->plan, order, error);

  return plan != NULL ? new_plan (self->members, self->items, plan, self->problems) : NULL;
}

/* id → OofItem, borrowed. */
static GHashTable *
by_id (const GPtrArray *items)
{
  GHashTable *found = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (found, (gpointer) oof_item_parts (items->pdata[i])->id, items->pdata[i]);
  return found;
}

static gboolean
swap_rows (OofPlan **plan, const char *id, const GPtrArray *rows, GError **error)
{
  OofPlan *edited = oof_plan_edit (*plan, id, rows, error);

  if (edited == NULL)
    return FALSE;

  oof_plan_unref (*plan);
  *plan = edited;
  return TRUE;
}

static gboolean
take_out (const SessionPlan *self, OofPlan **plan, GHashTable *now, GError **error)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++) {
    const char *id = oof_item_parts (self->items->pdata[i])->id;

    if (!g_hash_table_contains (now, id) && !swap_rows (plan, id, nothing, error))
      return FALSE;
  }
  return TRUE;
}

/* The problems of items that stay as they were. */
static void
keep_problems (const SessionPlan *self, GHashTable *now, GArray *problems)
{
  for (guint i = 0; i < self->problems->len; i++) {
    const SessionPlanProblem *problem = &g_array_index (self->problems, SessionPlanProblem, i);

    if (g_hash_table_lookup (now, oof_item_parts (problem->item)->id) == problem->item)
      g_array_append_vals (problems, problem, 1);
  }
}

/* Many changes are a new plan: each one alone looks at all rows. */
#define MOST_EDITS 32

static guint
count_changes (const SessionPlan *self, GHashTable *before, const GPtrArray *items)
{
  guint same = 0;

  for (guint i = 0; i < items->len; i++)
    same += g_hash_table_lookup (before, oof_item_parts (items->pdata[i])->id) == items->pdata[i];
  return MAX (items->len, self->items->len) - same;
}

SessionPlan *
session_plan_edit (const SessionPlan *self, SessionMembers *members, const GPtrArray *items,
                   GError **error)
{
  const OofFrame *frame = oof_plan_frame (self->plan);
  g_autoptr (GHashTable) before = by_id (self->items);
  g_autoptr (GHashTable) now = by_id (items);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (SessionPlanProblem));
  g_autoptr (OofPlan) plan = oof_plan_ref (self->plan);
  SessionPlanRows to = { .members = members, .frame = frame, .problems = problems };

  if (count_changes (self, before, items) > MOST_EDITS)
    return make_plan (&(Making){ members, items, oof_plan_order (self->plan) },
                      oof_frame_parts (frame)->first_day, oof_frame_parts (frame)->n_days, error);
  if (!take_out (self, &plan, now, error))
    return NULL;

  keep_problems (self, now, problems);
  for (guint i = 0; i < items->len; i++) {
    const char *id = oof_item_parts (items->pdata[i])->id;
    g_autoptr (GPtrArray) rows = NULL;

    if (g_hash_table_lookup (before, id) == items->pdata[i])
      continue;
    to.rows = rows = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_row_unref);
    session_plan_add_rows (&to, items->pdata[i]);
    if (!swap_rows (&plan, id, rows, error))
      return NULL;
  }
  return new_plan (members, items, g_steal_pointer (&plan), problems);
}

SessionPlan *
session_plan_ref (SessionPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_plan (gpointer data)
{
  SessionPlan *self = data;

  g_hash_table_unref (self->unsure);
  g_array_unref (self->problems);
  oof_plan_unref (self->plan);
  g_ptr_array_unref (self->items);
  session_members_unref (self->members);
}

void
session_plan_unref (SessionPlan *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_plan);
}

OofPlan *
session_plan_oof (const SessionPlan *self)
{
  return self->plan;
}

SessionRoster *
session_plan_roster (const SessionPlan *self)
{
  return session_members_roster (self->members);
}

SessionMembers *
session_plan_members (const SessionPlan *self)
{
  return self->members;
}

const GPtrArray *
session_plan_items (const SessionPlan *self)
{
  return self->items;
}

const GArray *
session_plan_problems (const SessionPlan *self)
{
  return self->problems;
}

gboolean
session_plan_is_unsure (const SessionPlan *self, const char *item_id)
{
  return g_hash_table_contains (self->unsure, item_id);
}

GArray *
session_plan_reached (const SessionPlan *self, const OofItem *item)
{
  GArray *reached = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n_people = session_roster_n (session_plan_roster (self));
  g_autofree guint8 *is_in = g_new0 (guint8, MAX (n_people, 1));

  for (guint i = 0; i < oof_plan_n_rows (self->plan); i++) {
    const OofRow *row = oof_plan_row (self->plan, i);
    const OofCrowd *crowd = oof_row_crowd (row);

    if (!g_str_equal (oof_item_parts (oof_row_item (row))->id, oof_item_parts (item)->id))
      continue;
    for (guint32 person = 0; crowd->bits != NULL && person < n_people; person++)
      is_in[person] |= oof_crowd_has (crowd, person);
    for (guint j = 0; crowd->bits == NULL && j < crowd->n; j++)
      is_in[crowd->list[j]] = TRUE;
  }
  for (guint32 person = 0; person < n_people; person++)
    if (is_in[person])
      g_array_append_val (reached, person);
  return reached;
}
