/* session-plan-load.h - the plan of an organisation, from the store, the list of people and the
 * directory. Blocks; any thread.
 */
#pragma once

#include "session-items.h"
#include "session-org.h"
#include "session-plan.h"

/* What is planned, and for whom. */
typedef struct
{
  OofItem *draft; /* the caller's: is not saved, and counts as if it were, in the place of the one
                     with its id; NULL: none */
  SessionItems *items;
  SessionPlan *plan;
} SessionPlanFile;

void session_plan_file_clear (SessionPlanFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SessionPlanFile, session_plan_file_clear)

/* Reads everything anew: groups, units and filters are as they are now, and who is meant by an
 * absence that does not follow them is kept when that is new. The plan is about the days around
 * now_s, a year before and two after. Errors of the store and of whoever lists the people. */
gboolean session_plan_load (SessionCore *core, SessionOrg *org, BaseCall *call, gint64 now_s,
                            SessionPlanFile *ret, GError **error);

/* What is planned now, for the people, groups and filters that known knows: nobody is asked about
 * those. ret_is_enough: FALSE, and ret is as it was: something is named that is not known, or
 * people have to be kept as they are at this moment. Otherwise as above. */
gboolean session_plan_load_known (SessionCore *core, SessionOrg *org, BaseCall *call, gint64 now_s,
                                  const SessionPlan *known, SessionPlanFile *ret,
                                  gboolean *ret_is_enough, GError **error);

/* Is something planned for the people of the moment when it was saved, and nobody has kept them
 * yet? session_plan_load () does. */
gboolean session_plan_lacks_people (SessionCore *core, const char *profile_id, gboolean *ret,
                                    GError **error);

/* The days of a plan made at that instant. */
#define SESSION_PLAN_DAYS_BEFORE 366
#define SESSION_PLAN_DAYS 1098
