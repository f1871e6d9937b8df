/* session-hub-support.h - the support package, for the panel. Main thread only. */
#pragma once

#include "session-hub.h"
#include "session-support.h"

void session_hub_support_async (SessionHub *self, GCancellable *cancellable,
                                GAsyncReadyCallback done, gpointer user_data);
/* SessionSupportPart; caller unrefs. */
GPtrArray *session_hub_support_finish (SessionHub *self, GAsyncResult *result, GError **error);
