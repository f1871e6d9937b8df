/* session-act-calendar.h - an entry in the calendar shows that somebody is away
 *
 * It is made with the reply, ahead of the absence, so that others who plan see it. It stays when
 * the absence has ended by itself: what was, was. One that somebody has changed is theirs. Inside
 * session.
 */
#pragma once

#include "session-act-way.h"

extern const SessionActWay session_act_calendar;
