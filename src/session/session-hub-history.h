/* session-hub-history.h - the journal of the connection for the panel: part of SessionHub, main
 * thread only
 */
#pragma once

#include "session-history.h"
#include "session-hub.h"

/* The newest. text: part of what a row says, or the whole id of a run; "" or 0: it does not matter.
 */
typedef struct
{
  const char *text;
  gint64 from_s;
  guint most;
} SessionHistoryAsk;

void session_hub_history_async (SessionHub *self, const SessionHistoryAsk *ask,
                                GCancellable *cancellable, GAsyncReadyCallback done,
                                gpointer user_data);
/* Caller unrefs. */
SessionHistory *session_hub_history_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* session_history_verify () of the whole journal. */
void session_hub_verify_history_async (SessionHub *self, GCancellable *cancellable,
                                       GAsyncReadyCallback done, gpointer user_data);
gboolean session_hub_verify_history_finish (SessionHub *self, GAsyncResult *result,
                                            SessionHistoryReport *ret, GError **error);
