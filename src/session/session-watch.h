/* session-watch.h - tells the log and people how an engine is getting on
 *
 * What it is told goes into the log at once; messages are sent by a thread of its own, so that no
 * mail server holds up an engine. Functions may be called from any thread.
 */
#pragma once

#include "session-engine.h"

typedef struct _SessionWatch SessionWatch;

/* profile: what the engine keeps in step. */
SessionWatch *session_watch_new (SessionCore *core, ExchangeProfile *profile);
/* Sends what is left, in a quarter of a minute at most, or keeps it for the next one. NULL is fine.
 */
void session_watch_free (SessionWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionWatch, session_watch_free)

void session_watch_state (SessionWatch *self, const SessionEngineState *state,
                          const SessionEngineCounts *counts, gint64 now_s);
/* Tells of those that have been wrong for a quarter of an hour, by the looks at them that are kept.
 * run: as above. Reads the store. */
void session_watch_gaps (SessionWatch *self, const char *run, gint64 now_s);
void session_watch_mailbox (SessionWatch *self, const SessionEngineLook *look);
