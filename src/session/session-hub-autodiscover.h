/* session-hub-autodiscover.h - finding the server, for the wizard. Main thread only. */
#pragma once

#include "session-autodiscover.h"
#include "session-hub.h"

/* As session_autodiscover (), without blocking: order is copied, its reports come on the main
 * thread. */
void session_hub_autodiscover_async (SessionHub *self, const SessionAutodiscover *order,
                                     GCancellable *cancellable, GAsyncReadyCallback done,
                                     gpointer user_data);
SessionAutodiscovered *session_hub_autodiscover_finish (SessionHub *self, GAsyncResult *result,
                                                        GError **error);
