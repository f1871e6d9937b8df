/* session-progress-job.h - the worker's half of a SessionProgress: a part of a run. Inside session.
 *
 * A run that is paused has no job; the next one takes what is left, under the same id in the
 * journal. So nothing waits on a thread for a person. Shared by main thread and worker:
 * reference-counted.
 */
#pragma once

#include "session-hub-private.h"
#include "session-outcome.h"

typedef struct _SessionJob SessionJob;

/* How one mailbox came out. */
typedef struct
{
  char *mailbox;
  SessionResult result;
  gboolean is_changed; /* of an undo: somebody has changed it since, and it was left as it is */
  char *sentence;      /* why; NULL: nothing is to be said */
  char *remedy;        /* of what failed */
} SessionArrived;

void session_arrived_free (gpointer self);

/* All is copied. arrived is called on the main thread, after something has arrived: func (data). */
typedef struct
{
  const char *const *mailboxes;
  const char *run;    /* the id of the run that is gone on with; NULL: a new one */
  const char *undone; /* the run that is taken back; NULL: the plan is applied */
  guint gap_ms;       /* between the beginnings of two mailboxes */
  GSourceFunc arrived;
  gpointer data; /* may go while it runs: session_job_forget () */
} SessionJobOrder;

SessionJob *session_job_new (SessionHub *hub, const SessionJobOrder *order,
                             GCancellable *cancellable);
SessionJob *session_job_ref (SessionJob *self);
void session_job_unref (SessionJob *self); /* NULL is fine */

/* done gets TRUE when all that was begun was tried, or an error; session_job_run_id () is known
 * then. */
void session_job_start (SessionJob *self, SessionHub *hub, GAsyncReadyCallback done,
                        gpointer user_data);

/* Begins nothing new; what was begun is ended. */
void session_job_end (SessionJob *self);
void session_job_set_gap (SessionJob *self, guint gap_ms);
/* data is gone: nothing is told any more. Main thread. */
void session_job_forget (SessionJob *self);

/* What has arrived since the last time: SessionArrived. Caller unrefs. */
GPtrArray *session_job_take (SessionJob *self);
const char *session_job_run_id (SessionJob *self); /* "" before its end */
