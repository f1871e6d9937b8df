/* session-words-engine.h - what the engine does, and until when everybody is covered, in words
 *
 * Translated; times are this computer's. Pure; any thread. Callers free.
 */
#pragma once

#include "session-engine-state.h"

/* "The engine is paused: servers are moved." One or two sentences. */
char *session_words_engine (const SessionEngineState *state);

/* "Exchange already holds the right reply for everybody until Mon 23 Nov 2026, 08:00." until_s:
 * G_MAXINT64: as long as the plan is the same; 0: nobody has looked. */
char *session_words_covered (gint64 until_s, gint64 now_s);

/* Why a mailbox is not covered, as a sentence. reason: of SessionCover; "" gives "". */
char *session_words_gap (const char *reason);
