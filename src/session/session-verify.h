/* session-verify.h - runs a plan of verification on several workers
 *
 * Blocks; any thread. Ends at once when the call is cancelled.
 */
#pragma once

#include "checks-plan.h"

/* As checks_plan_run (), with as many steps at the same time as do not depend on each other. */
gboolean session_verify (ChecksPlan *plan, BaseCall *call, ChecksReport report, gpointer data,
                         ChecksState *ret_worst, GError **error);
