/* oof-plan-impl.h - what an OofPlan is inside
 *
 * Inside the room.
 */
#pragma once

#include "oof-plan.h"

struct _OofPlan
{
  OofFrame *frame;
  OofOrder order;
  GPtrArray *rows; /* OofRow, the one that wins first */
};
