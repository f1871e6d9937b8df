/* session-engine-state.h - how the engine is getting on, and what it is wished to do: for whoever
 * looks, in any process
 *
 * An engine and the others talk through the store alone. Blocks; any thread; errors of the store.
 */
#pragma once

#include "session-core.h"

typedef enum
{
  SESSION_ENGINE_NONE,    /* none has ever run */
  SESSION_ENGINE_RUNNING, /* it works, or waits for what is due next */
  SESSION_ENGINE_WAITING, /* for the server, the store, or another engine: reason */
  SESSION_ENGINE_PAUSED,
  SESSION_ENGINE_QUIET, /* something is due, and the quiet hours are not over */
  SESSION_ENGINE_STOPPED,
  SESSION_ENGINE_GONE, /* it ended without a word, or does not get at the store any more */
  SESSION_ENGINE_N_MODES
} SessionEngineMode;

/* "none", "running" …; NULL-terminated. */
extern const char *const session_engine_mode_names[];

typedef enum
{
  SESSION_ENGINE_WISH_RUN,
  SESSION_ENGINE_WISH_PAUSE,
  SESSION_ENGINE_WISH_STOP /* after the mailboxes that are under way */
} SessionEngineWish;

/* The reason of a pause that no person has wished: somebody has to enter another password. */
#define SESSION_ENGINE_REFUSED "credentials-refused"

/* Instants are seconds since 1970, UTC; 0: not known. */
typedef struct
{
  SessionEngineMode mode;
  char *reason;  /* of PAUSED: in somebody's words, or SESSION_ENGINE_REFUSED; of WAITING: a word of
                    an error, "lease" or "starting"; NULL: none */
  char *holder;  /* "root@host, process 12" */
  char *profile; /* the id of the organisation that it keeps in step; NULL: not known */
  char *waiting; /* another engine, which waits to take over; NULL: none */
  SessionEngineWish wish;
  gint64 at_s;
  gint64 last_run_s;
  gint64 next_due_s;
  gint64 covered_until_s; /* G_MAXINT64: as long as the plan is the same; 0: nobody has looked */
  guint queued;           /* mailboxes that are due */
  guint failed;           /* mailboxes that could not be looked at or written, last time */
} SessionEngineState;

void session_engine_state_clear (SessionEngineState *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SessionEngineState, session_engine_state_clear)

gboolean session_engine_state_read (SessionCore *core, gint64 now_s, SessionEngineState *ret,
                                    GError **error);

/* An engine hears of it within seconds. RUN also lets one go on that was refused. reason: for the
 * others to read; NULL: none. */
gboolean session_engine_state_wish (SessionCore *core, SessionEngineWish wish, const char *reason,
                                    GError **error);

/* There is an engine, and it is not known to have ended. */
gboolean session_engine_state_is_there (const SessionEngineState *self);
