/* session-feed.h - people from a worker into the list of the main thread, in batches. Inside
 * session. */
#pragma once

#include "session-entry.h"
#include "session-hub.h"

typedef struct _SessionFeed SessionFeed;

/* Main thread, while a task that holds the hub is under way. Its people are wanted as long as
 * cancellable is not cancelled. */
SessionFeed *session_feed_new (SessionHub *hub, GCancellable *cancellable);
void session_feed_free (SessionFeed *self); /* main thread; NULL is fine */

/* Worker. Takes entry. The first batch goes at once, others after a while. */
void session_feed_add (SessionFeed *self, SessionEntry *entry);
gboolean session_feed_is_over (SessionFeed *self); /* cancelled */

/* Worker, at the end: what was not handed over, sorted. Caller unrefs. */
GPtrArray *session_feed_end (SessionFeed *self);

/* Main thread: nobody has cancelled it. */
gboolean session_feed_is_wanted (SessionFeed *self);
