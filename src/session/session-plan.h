/* session-plan.h - the plan of a real organisation: its people, and which item is whose, when and
 * why
 *
 * Immutable, reference-counted; any thread. Nothing here asks a server: who is in which group was
 * found out before (session-members.h).
 */
#pragma once

#include "oof-plan.h"
#include "session-members.h"

typedef struct _SessionPlan SessionPlan;

/* What an item names and the plan cannot make out. */
typedef struct
{
  OofItem *item;
  const char *name;   /* as the item has it; of the item */
  OofForKind kind;    /* of the name */
  const char *reason; /* "unknown-person", "no-mailbox", "zone" (nobody knows the item's zone:
                         it is not planned), "nobody-in-it" (it is known, and empty), "no-hours"
                         (nobody knows when that person works), "more-without-hours" (as many), or
                         as SessionMemberSet.problem. When nobody knows who is excluded the item is
                         not planned for anybody. Static */
} SessionPlanProblem;

/* items: OofItem. By the order without rules. A plan about n_days from first_day; segments are
 * right on other days, too. Errors as oof_plan_new () and oof_frame_new (). */
SessionPlan *session_plan_new (SessionMembers *members, const GPtrArray *items, gint32 first_day,
                               guint n_days, GError **error);
/* With these items instead, by the same order: what did not change is shared. members: of the same
 * roster. */
SessionPlan *session_plan_edit (const SessionPlan *self, SessionMembers *members,
                                const GPtrArray *items, GError **error);
/* The same with another order of winners. */
SessionPlan *session_plan_reorder (const SessionPlan *self, const OofOrder *order, GError **error);
SessionPlan *session_plan_ref (SessionPlan *self);
void session_plan_unref (SessionPlan *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionPlan, session_plan_unref)

/* Borrowed. */
OofPlan *session_plan_oof (const SessionPlan *self);
SessionRoster *session_plan_roster (const SessionPlan *self);
SessionMembers *session_plan_members (const SessionPlan *self);
const GPtrArray *session_plan_items (const SessionPlan *self); /* OofItem */
const GArray *session_plan_problems (const SessionPlan *self); /* SessionPlanProblem, by item */

/* Nobody knows at the moment whom the item means: who has its reply keeps it. */
gboolean session_plan_is_unsure (const SessionPlan *self, const char *item_id);

/* Whom an item reaches: numbers in order, each once. Caller unrefs. */
GArray *session_plan_reached (const SessionPlan *self, const OofItem *item);
