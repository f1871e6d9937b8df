/* session-act-behind.h - whether an absence that is not in force for somebody still stands in the
 * plan, behind another one or later. Pure; any thread. Inside session.
 */
#pragma once

#include "session-plan.h"
#include "store-act.h"

/* At exactly that time: one that was moved is another. And asking for that kind of act still, if it
 * can be undone. */
gboolean session_act_is_planned (const SessionPlan *plan, guint32 person, const StoreAct *act,
                                 gint64 now_s);
