/* session-plan-rows.h - what an item becomes in a plan: a row for each way in which it reaches
 * people. For session-plan.c; any thread.
 */
#pragma once

#include "session-plan.h"

/* Where rows and problems go; borrowed. */
typedef struct
{
  SessionMembers *members;
  const OofFrame *frame;
  GPtrArray *rows;  /* OofRow */
  GArray *problems; /* SessionPlanProblem */
} SessionPlanRows;

/* None when nobody knows its zone, or who is excluded. */
void session_plan_add_rows (const SessionPlanRows *to, OofItem *item);
