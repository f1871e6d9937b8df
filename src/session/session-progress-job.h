/* session-progress-job.h - the worker's half of a SessionProgress. Inside session.
 *
 * Shared by main thread and worker: reference-counted.
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
  char *sentence; /* of what failed; else NULL */
  char *remedy;
} SessionArrived;

/* mailboxes: copied. undone: the run that is taken back; NULL: the plan is applied to them. arrived
 * is called on the main thread, after something has arrived: func (data). */
typedef struct
{
  const char *const *mailboxes;
  const char *undone;
  GSourceFunc arrived;
  gpointer data; /* may go while it runs: session_job_forget () */
} SessionJobOrder;

SessionJob *session_job_new (SessionHub *hub, const SessionJobOrder *order,
                             GCancellable *cancellable);
SessionJob *session_job_ref (SessionJob *self);
void session_job_unref (SessionJob *self);

/* done gets TRUE when all were tried, or an error; session_job_run_id () is known then. */
void session_job_start (SessionJob *self, SessionHub *hub, GAsyncReadyCallback done,
                        gpointer user_data);

void session_job_set_paused (SessionJob *self, gboolean is_paused);
void session_job_stop (SessionJob *self);
/* data is gone: nothing is told any more. Main thread. */
void session_job_forget (SessionJob *self);

/* What has arrived since the last time: SessionArrived. Caller unrefs. */
GPtrArray *session_job_take (SessionJob *self);
const char *session_job_run_id (SessionJob *self); /* "" before its end */
