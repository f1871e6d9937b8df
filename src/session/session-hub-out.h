/* session-hub-out.h - who is out, for the panel: part of SessionHub, main thread only
 *
 * From what is known of the mailboxes and from the plan. Nothing is asked of the server. Of today a
 * quick look is enough to say that somebody is there; of a later day only a mailbox that was read
 * in full is known.
 */
#pragma once

#include "session-hub.h"
#include "session-out.h"

/* [from_s, until_s) are instants, days in this computer's zone. */
void session_hub_out_async (SessionHub *self, gint64 from_s, gint64 until_s,
                            GCancellable *cancellable, GAsyncReadyCallback done,
                            gpointer user_data);
/* Caller frees. */
SessionOut *session_hub_out_finish (SessionHub *self, GAsyncResult *result, GError **error);
