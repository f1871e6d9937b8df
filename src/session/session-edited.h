/* session-edited.h - whom an edit of the plan is about
 *
 * Two plans are held side by side, as they were loaded before and after it. Pure; any thread.
 */
#pragma once

#include "session-plan-load.h"

/* Absences whose words, or what else goes into a mailbox, are others than before, with those that
 * are new, gone, or whose people were not known and are now: ids → nothing. What says only when,
 * for whom or before whom an absence goes is left to the next function. Caller unrefs. */
GHashTable *session_edited_items (const SessionPlanFile *before, const SessionPlanFile *after);

/* Those for whom something else applies at some time from now_s on, or who are reached then by one
 * of these items (as above), be it behind another one: addresses in lower case → nothing. Who is in
 * one of the two plans alone is compared with nothing planned. Caller unrefs. */
GHashTable *session_edited_people (const SessionPlan *before, const SessionPlan *after,
                                   GHashTable *items, gint64 now_s);
