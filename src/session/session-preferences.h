/* session-preferences.h - what somebody prefers of the program itself, beside connections. Blocks;
 * any thread. */
#pragma once

#include "session-core.h"
#include "session-log.h"

typedef struct
{
  SessionLogLevel log;    /* how much goes into the system's log */
  gboolean tells_desktop; /* a run that ended while the window is not in front is told there */
} SessionPreferences;

/* INFO and TRUE where nothing was set, or cannot be read. */
void session_preferences_load (SessionCore *core, SessionPreferences *ret);
gboolean session_preferences_save (SessionCore *core, const SessionPreferences *preferences,
                                   GError **error);
