/* sim-replies.h - the automatic replies that people had set before anybody managed them
 *
 * About six in a hundred have one of their own (on, scheduled for now, scheduled for later, or off
 * with texts stored), one in a hundred is away on the same weekday every week. Pure.
 */
#pragma once

#include "sim-people.h"

#include "oof-state.h"

/* born: when the organisation came into being; now: moves the weekly absences on. Caller unrefs. */
OofState *sim_reply_at_first (const SimPeople *people, guint person, GDateTime *born,
                              GDateTime *now);
