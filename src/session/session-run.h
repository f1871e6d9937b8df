/* session-run.h - the one gate between the main thread and the workers. Inside session.
 *
 * Work runs on a worker and gives a result or an error; done gets them on the thread that began it
 * (the main thread), may change what GTK watches, and returns the task.
 */
#pragma once

#include "session-pool.h"

/* On a worker. data: the task's data. NULL with an error, or a result. */
typedef gpointer (*SessionRunWork) (BaseCall *call, gpointer data, GError **error);
/* On the main thread; owns result and error; must return the task, which it does not own. */
typedef void (*SessionRunDone) (GTask *task, gpointer result, GError *error);

/* Takes the task. Its cancellable cancels the work. */
void session_run (SessionPool *pool, SessionLane lane, GTask *task, SessionRunWork work,
                  SessionRunDone done);

/* From a worker: func (data) on the main thread, after what was posted before. destroy may be NULL.
 */
void session_run_post (GMainContext *context, GSourceFunc func, gpointer data,
                       GDestroyNotify destroy);
