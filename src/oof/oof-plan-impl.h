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

  /* Which rows are whose, in their order: those that list their people by person, and those that
   * are for many. */
  guint32 *starts; /* of each person in listed, and one more for the end */
  guint16 *listed;
  guint16 *wide;
  guint n_wide;
};
