/* session-demo-plan.h - what the practice range has planned, for who wants to see a living
 * calendar. Blocks; any thread.
 */
#pragma once

#include "session-core.h"
#include "session-demo.h"

/* Vacations, a part-time series, a closure, a training inside a vacation, a conflict, two templates
 * and a calendar of holidays, around today: the same for the same people. Nothing is written to
 * mailboxes. Errors of whoever lists the people, and of the store. */
gboolean session_demo_plan (SessionDemo *self, BaseCall *call, GError **error);
