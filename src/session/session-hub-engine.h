/* session-hub-engine.h - how the engine is getting on, for the panel: part of SessionHub, main
 * thread only
 *
 * The panel and an engine are two processes at one store; both open at once is normal.
 */
#pragma once

#include "session-engine-state.h"
#include "session-hub.h"

typedef struct
{
  SessionEngineState state;
  gboolean is_other; /* it keeps another organisation in step than the one that is shown */
  gint64 now_s;      /* when it was looked */
  guint n_soon;      /* people who are covered for less than a day from now on */
} SessionEngineGlance;

void session_engine_glance_free (SessionEngineGlance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionEngineGlance, session_engine_glance_free)

void session_hub_engine_async (SessionHub *self, GCancellable *cancellable,
                               GAsyncReadyCallback done, gpointer user_data);
/* Caller frees. */
SessionEngineGlance *session_hub_engine_finish (SessionHub *self, GAsyncResult *result,
                                                GError **error);

/* reason: for the others to read; NULL: none. */
void session_hub_engine_wish_async (SessionHub *self, SessionEngineWish wish, const char *reason,
                                    GCancellable *cancellable, GAsyncReadyCallback done,
                                    gpointer user_data);
gboolean session_hub_engine_wish_finish (SessionHub *self, GAsyncResult *result, GError **error);
