/* session-pool.h - the worker threads: the only place where any are started
 *
 * Two lanes: bulk work on as many threads as the profile allows requests at a time, interactive
 * work on two of its own, so that a click never waits behind a bulk run. Each worker keeps its
 * locals (its connection) as long as it lives; threads start when there is work for them. Closing
 * the pool of an organisation closes its connections.
 */
#pragma once

#include "base-call.h"

typedef struct _SessionPool SessionPool;

typedef enum
{
  SESSION_LANE_INTERACTIVE,
  SESSION_LANE_BULK
} SessionLane;

/* On a worker; may block. locals are the worker's. */
typedef void (*SessionWork) (BaseLocals *locals, gpointer data);

SessionPool *session_pool_new (guint bulk_threads);
SessionPool *session_pool_ref (SessionPool *self);

/* Always runs, also after close when it was pushed before; in order within a lane. */
void session_pool_push (SessionPool *self, SessionLane lane, SessionWork work, gpointer data);

/* What is to be done once, when the pool is closed and all other work is through: on the last
 * worker, or where the last reference goes when there never was one. Before any work is pushed. */
void session_pool_set_last (SessionPool *self, SessionWork work, gpointer data);

/* Drops a reference. No more work comes; returns at once, the workers end when they are through.
 * NULL is fine. */
void session_pool_close (SessionPool *self);

/* As close, but returns when all workers have ended. Never on a worker of the pool. A process must
 * do this before it ends: OpenSSL takes itself apart on exit, and a thread that still uses it
 * hangs. */
void session_pool_join (SessionPool *self);
