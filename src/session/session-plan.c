/* session-plan.c - the plan of a real organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-plan.h"

#include "base-zone.h"
#include "oof-date.h"

#include <string.h>

#define AROUND_S (400 * (gint64) OOF_DAY_S)

struct _SessionPlan
{
  SessionMembers *members;
  GPtrArray *items; /* OofItem */
  OofPlan *plan;
  GArray *problems; /* SessionPlanProblem */
};

/* What one item becomes. */
typedef struct
{
  SessionMembers *members;
  const OofFrame *frame;
  OofItem *item;
  OofZone *zone;     /* NULL: each person's own */
  guint64 *excluded; /* bits; NULL: nobody is */
  GPtrArray *rows;   /* OofRow, of all items */
  GArray *problems;  /* SessionPlanProblem, of all items */
} Making;

static void
note_problem (Making *making, const OofFor *name, const char *reason)
{
  const SessionPlanProblem problem = { making->item, name->text, name->kind, reason };

  g_array_append_val (making->problems, problem);
}

static gboolean
is_excluded (const Making *making, guint32 person)
{
  return making->excluded != NULL && (making->excluded[person / 64] >> (person % 64) & 1) != 0;
}

/* NULL after a note of what is wrong with it. */
static const SessionMemberSet *
find_set (Making *making, const OofFor *name)
{
  const SessionMemberSet *set = session_members_find (making->members, name);

  if (set != NULL && set->problem == NULL)
    return set;

  note_problem (making, name, set != NULL ? set->problem : "unknown-group");
  return NULL;
}

static void
exclude (Making *making)
{
  const OofItemParts *parts = oof_item_parts (making->item);
  SessionRoster *roster = session_members_roster (making->members);

  if (parts->n_except == 0)
    return;

  making->excluded = g_new0 (guint64, session_roster_n (roster) / 64 + 1);
  for (guint i = 0; i < parts->n_except; i++) {
    const OofFor *name = &parts->except[i];
    guint32 person = SESSION_ROSTER_NOBODY;
    const SessionMemberSet *set = NULL;

    if (name->kind == OOF_FOR_PERSON)
      person = session_roster_find (roster, name->text);
    else
      set = find_set (making, name);
    if (name->kind == OOF_FOR_PERSON && person == SESSION_ROSTER_NOBODY)
      note_problem (making, name, "unknown-person");
    if (person != SESSION_ROSTER_NOBODY)
      making->excluded[person / 64] |= (guint64) 1 << (person % 64);
    for (guint j = 0; set != NULL && j < set->people->len; j++) {
      person = g_array_index (set->people, guint32, j);
      making->excluded[person / 64] |= (guint64) 1 << (person % 64);
    }
  }
}

static void
add_row (Making *making, OofForKind via, const GArray *people, guint width)
{
  g_autoptr (GArray) meant = g_array_new (FALSE, FALSE, sizeof (guint32));
  OofRowParts parts = { .item = making->item, .via = via, .width = width, .zone = making->zone };

  for (guint i = 0; i < people->len; i++) {
    guint32 person = g_array_index (people, guint32, i);

    if (!is_excluded (making, person))
      g_array_append_val (meant, person);
  }
  if (meant->len == 0)
    return;

  parts.people = (const guint32 *) (gpointer) meant->data;
  parts.n_people = meant->len;
  g_ptr_array_add (making->rows, oof_row_new (making->frame, &parts));
}

static void
add_named (Making *making)
{
  const OofItemParts *parts = oof_item_parts (making->item);
  SessionRoster *roster = session_members_roster (making->members);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < parts->n_who; i++) {
    guint32 person;

    if (parts->who[i].kind != OOF_FOR_PERSON)
      continue;
    person = session_roster_find (roster, parts->who[i].text);
    if (person == SESSION_ROSTER_NOBODY)
      note_problem (making, &parts->who[i], "unknown-person");
    else if (*session_roster_person (roster, person)->mail == '\0')
      note_problem (making, &parts->who[i], "no-mailbox");
    else
      g_array_append_val (people, person);
  }
  add_row (making, OOF_FOR_PERSON, people, people->len);
}

/* FALSE after a note: its zone is one that nobody knows any more. */
static gboolean
find_zone (Making *making)
{
  const OofWhenParts *when = oof_when_parts (oof_item_parts (making->item)->when);
  const OofFrameParts *frame = oof_frame_parts (making->frame);
  gint64 from_s = (gint64) frame->first_day * OOF_DAY_S - AROUND_S;
  g_autoptr (GTimeZone) zone = NULL;

  if (when->zone_kind == OOF_IN_MAILBOX_ZONE)
    return TRUE;

  zone = when->zone_kind == OOF_IN_COMPUTER_ZONE ? g_time_zone_new_local ()
                                                 : base_zone_new (when->zone, NULL);
  if (zone == NULL) {
    const OofFor name = { OOF_FOR_PERSON, when->zone };

    note_problem (making, &name, "zone");
    return FALSE;
  }
  making->zone =
      oof_zone_new (zone, from_s, from_s + (gint64) frame->n_days * OOF_DAY_S + 2 * AROUND_S);
  return TRUE;
}

static void
add_item (Making *making, OofItem *item)
{
  const OofItemParts *parts = oof_item_parts (item);

  making->item = item;
  if (find_zone (making)) {
    exclude (making);
    add_named (making);
    for (guint i = 0; i < parts->n_who; i++) {
      const SessionMemberSet *set =
          parts->who[i].kind != OOF_FOR_PERSON ? find_set (making, &parts->who[i]) : NULL;

      if (set != NULL)
        add_row (making, parts->who[i].kind, set->people, set->width);
    }
  }
  g_clear_pointer (&making->zone, oof_zone_unref);
  g_clear_pointer (&making->excluded, g_free);
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
  return self;
}

SessionPlan *
session_plan_new (SessionMembers *members, const GPtrArray *items, gint32 first_day, guint n_days,
                  GError **error)
{
  g_autoptr (OofFrame) frame =
      session_roster_new_frame (session_members_roster (members), first_day, n_days, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_row_unref);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (SessionPlanProblem));
  Making making = { .members = members, .frame = frame, .rows = rows, .problems = problems };
  OofPlan *plan;

  if (frame == NULL)
    return NULL;

  for (guint i = 0; i < items->len; i++)
    add_item (&making, items->pdata[i]);
  plan = oof_plan_new (frame, rows, &oof_order_default, error);
  return plan != NULL ? new_plan (members, items, plan, problems) : NULL;
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
  Making making = { .members = members, .frame = frame, .problems = problems };

  if (count_changes (self, before, items) > MOST_EDITS)
    return session_plan_new (members, items, oof_frame_parts (frame)->first_day,
                             oof_frame_parts (frame)->n_days, error);
  if (!take_out (self, &plan, now, error))
    return NULL;

  keep_problems (self, now, problems);
  for (guint i = 0; i < items->len; i++) {
    const char *id = oof_item_parts (items->pdata[i])->id;
    g_autoptr (GPtrArray) rows = NULL;

    if (g_hash_table_lookup (before, id) == items->pdata[i])
      continue;
    making.rows = rows = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_row_unref);
    add_item (&making, items->pdata[i]);
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
