/* session-hours.h - the working hours of those whose absences are whatever lies outside them.
 * Inside session. Blocks; any thread.
 *
 * What was read is kept with its age; older than a week it is read anew, and what could not be read
 * is asked for again after an hour. Until then the former hours hold.
 */
#pragma once

#include "session-org.h"
#include "session-plan.h"

/* The roster's people work as the store knows it. Before a plan is made with it. */
gboolean session_hours_take (StoreDb *db, const char *profile, SessionRoster *roster,
                             GError **error);

/* Does the absence depend on them? */
gboolean session_hours_matter (const OofItem *item);

/* Asks for those that the plan lacks, and keeps them. ret_is_new: there are some that it does not
 * know: it has to be made again. Errors that end everything else, too; any other is a problem of
 * the mailboxes. */
gboolean session_hours_ask (SessionOrg *org, BaseCall *call, const SessionPlan *plan, gint64 now_s,
                            gboolean *ret_is_new, GError **error);
