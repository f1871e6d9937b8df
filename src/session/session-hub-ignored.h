/* session-hub-ignored.h - the warnings of a profile that somebody chose to live with, for the
 * wizard. Main thread only. */
#pragma once

#include "session-hub.h"

/* Check → reason. Caller unrefs. */
void session_hub_ignored_async (SessionHub *self, const char *profile_id, GCancellable *cancellable,
                                GAsyncReadyCallback done, gpointer user_data);
GHashTable *session_hub_ignored_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* reason NULL: it is considered again. Written also when nobody waits for it. */
void session_hub_ignore_async (SessionHub *self, const char *profile_id, const char *check,
                               const char *reason, GAsyncReadyCallback done, gpointer user_data);
gboolean session_hub_ignore_finish (SessionHub *self, GAsyncResult *result, GError **error);
