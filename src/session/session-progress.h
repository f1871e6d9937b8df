/* session-progress.h - a run over many mailboxes, as somebody watches it. Main thread only.
 *
 * It goes on when nobody watches. "changed" is emitted when anything of it is another, in batches.
 */
#pragma once

#include "session-preflight.h"

#define SESSION_TYPE_PROGRESS (session_progress_get_type ())
G_DECLARE_FINAL_TYPE (SessionProgress, session_progress, SESSION, PROGRESS, GObject)

typedef enum
{
  SESSION_PROGRESS_RUNNING,
  SESSION_PROGRESS_PAUSED,
  SESSION_PROGRESS_STOPPED, /* before its end */
  SESSION_PROGRESS_DONE
} SessionProgressState;

SessionProgressState session_progress_state (SessionProgress *self);
guint session_progress_total (SessionProgress *self);
guint session_progress_done (SessionProgress *self); /* written, skipped and failed */
guint session_progress_written (SessionProgress *self);
guint session_progress_skipped (SessionProgress *self);
guint session_progress_failed (SessionProgress *self);
double session_progress_rate (SessionProgress *self);     /* mailboxes a second */
int session_progress_remaining_s (SessionProgress *self); /* -1: not known */

/* What was begun is ended first. */
void session_progress_pause (SessionProgress *self);
void session_progress_resume (SessionProgress *self);
void session_progress_stop (SessionProgress *self);

/* Why mailboxes failed. Borrowed from the progress. */
typedef struct
{
  const char *sentence;
  const char *remedy; /* NULL: none */
  guint n;
} SessionProgressCause;

/* SessionProgressCause, the most frequent first. Caller unrefs. */
GArray *session_progress_causes (SessionProgress *self);

/* The mailboxes that preflight would write to. Caller unrefs; it goes on without them. */
SessionProgress *session_hub_apply (SessionHub *hub, SessionPreflight *preflight);
/* New runs, of one that is over; callers unref. */
SessionProgress *session_progress_retry_failed (SessionProgress *self);
SessionProgress *session_progress_undo (SessionProgress *self); /* puts back what it has replaced */
