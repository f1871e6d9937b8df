/* session-progress.h - a run over many mailboxes, as somebody watches it. Main thread only.
 *
 * It goes on when nobody watches. "changed" is emitted when anything of it is another, in batches.
 * All that is written after a pause, a pilot or a retry is the same run in the journal, and is
 * undone as one. There is one run at a time: the hub knows it.
 */
#pragma once

#include "session-preflight.h"

#define SESSION_TYPE_PROGRESS (session_progress_get_type ())
G_DECLARE_FINAL_TYPE (SessionProgress, session_progress, SESSION, PROGRESS, GObject)

typedef enum
{
  SESSION_PROGRESS_APPLY,
  SESSION_PROGRESS_UNDO
} SessionProgressKind;

typedef enum
{
  SESSION_PROGRESS_RUNNING,
  SESSION_PROGRESS_PAUSED, /* by somebody, or by session_progress_problem () */
  SESSION_PROGRESS_TRIED,  /* with the first mailboxes: somebody decides about the others */
  SESSION_PROGRESS_STOPPING,
  SESSION_PROGRESS_STOPPED, /* before its end */
  SESSION_PROGRESS_DONE
} SessionProgressState;

SessionProgressKind session_progress_kind (SessionProgress *self);
SessionProgressState session_progress_state (SessionProgress *self);
gboolean session_progress_is_over (SessionProgress *self); /* STOPPED or DONE */
/* Why it is paused; NULL: because somebody wanted it. Borrowed. */
const GError *session_progress_problem (SessionProgress *self);
guint session_progress_total (SessionProgress *self);
guint session_progress_done (SessionProgress *self); /* written, skipped and failed */
guint session_progress_written (SessionProgress *self);
guint session_progress_skipped (SessionProgress *self);
guint session_progress_changed (SessionProgress *self); /* of an undo: of the skipped, those that
                                                           somebody has changed since */
guint session_progress_failed (SessionProgress *self);
double session_progress_rate (SessionProgress *self);     /* mailboxes a second */
int session_progress_remaining_s (SessionProgress *self); /* by the last minute; -1: not known */
/* While it runs: for how many seconds the server has answered nobody. It is waited for, for two
 * minutes; then the run is paused. Changes without "changed". */
guint session_progress_silence_s (SessionProgress *self);

/* What was begun is ended first. */
void session_progress_pause (SessionProgress *self);
void session_progress_resume (SessionProgress *self); /* PAUSED or TRIED */
void session_progress_stop (SessionProgress *self);
/* One mailbox a second at the most, so that others have the server. */
void session_progress_set_slow (SessionProgress *self, gboolean is_slow);
gboolean session_progress_is_slow (SessionProgress *self);

/* Why mailboxes failed. Borrowed from the progress. */
typedef struct
{
  const char *sentence;
  const char *remedy; /* NULL: none */
  const char *who;    /* the first of them: a name, or an address that is not in the list */
  guint n;
} SessionProgressCause;

/* SessionProgressCause, the most frequent first. Caller unrefs; valid until the list of people
 * changes. */
GArray *session_progress_causes (SessionProgress *self);

/* A table of all mailboxes and what became of each, as CSV (session-csv.h). Caller frees. */
char *session_progress_report (SessionProgress *self);

/* The mailboxes that preflight would write to; pilot: first of so many, then it is TRIED, unless
 * there are no more; 0: all at once. Caller unrefs; it goes on without them. NULL when another run
 * is not over, or there is nothing to be connected to. */
SessionProgress *session_hub_apply (SessionHub *hub, SessionPreflight *preflight, guint pilot);
/* Of one that is over: those that failed, once more. */
void session_progress_retry_failed (SessionProgress *self);
/* A new run, of one that is over: puts back what it has replaced. NULL as session_hub_apply (). */
SessionProgress *session_progress_undo (SessionProgress *self); /* caller unrefs */
/* The same of any run of the journal; mailboxes: those that it has written to, taken. */
SessionProgress *session_hub_undo_run (SessionHub *hub, const char *run, GPtrArray *mailboxes);

/* The last run, over or not; borrowed; NULL: none. The hub's signal "run-changed" says that it is
 * another one. */
SessionProgress *session_hub_run (SessionHub *self);
/* TRUE while there is one that is not over. */
gboolean session_hub_is_running (SessionHub *self);
