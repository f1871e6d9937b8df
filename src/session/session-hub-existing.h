/* session-hub-existing.h - the replies that mailboxes hold, for the panel: part of SessionHub, main
 * thread only
 */
#pragma once

#include "session-adopt.h"
#include "session-existing.h"
#include "session-hub.h"

/* How far a reading or a run is; on the main thread, some times a second, never after done was
 * called. */
typedef void (*SessionExistingProgress) (guint done, guint total, gpointer user_data);

/* Reads all mailboxes; what is found is protected (session-existing.h). stop: ends it early, with
 * what was read so far. progress gets user_data, too. Caller unrefs what comes out. */
void session_hub_existing_read_async (SessionHub *self, GCancellable *stop,
                                      SessionExistingProgress progress, GCancellable *cancellable,
                                      GAsyncReadyCallback done, gpointer user_data);
SessionReplies *session_hub_existing_read_finish (SessionHub *self, GAsyncResult *result,
                                                  GError **error);

/* Only these (addresses, NULL-terminated; copied), and nothing is protected for it. Finished as
 * above. */
void session_hub_existing_read_some_async (SessionHub *self, const char *const *mailboxes,
                                           GCancellable *cancellable, GAsyncReadyCallback done,
                                           gpointer user_data);

/* Keeps the absences of adoptions, as an edit that can be undone, and that the mailboxes hold them.
 * adoptions: a reference is taken; the replies they are of have to live until done. */
void session_hub_existing_adopt_async (SessionHub *self, GPtrArray *adoptions,
                                       GCancellable *cancellable, GAsyncReadyCallback done,
                                       gpointer user_data);
gboolean session_hub_existing_adopt_finish (SessionHub *self, GAsyncResult *result, GError **error);

/* mailboxes: addresses, NULL-terminated; copied. */
void session_hub_existing_protect_async (SessionHub *self, const char *const *mailboxes,
                                         OofProtection protection, GCancellable *cancellable,
                                         GAsyncReadyCallback done, gpointer user_data);
gboolean session_hub_existing_protect_finish (SessionHub *self, GAsyncResult *result,
                                              GError **error);

/* Switches off what was read so; chosen: SessionReply of replies. */
void session_hub_existing_clean_async (SessionHub *self, SessionReplies *replies,
                                       const GPtrArray *chosen, GCancellable *cancellable,
                                       GAsyncReadyCallback done, gpointer user_data);
/* The run's id, for undoing it, and how many were switched off; caller frees. */
char *session_hub_existing_clean_finish (SessionHub *self, GAsyncResult *result,
                                         SessionBulkSummary *ret, GError **error);

/* Puts back what that run switched off, but for what was changed since. */
void session_hub_existing_undo_async (SessionHub *self, const char *run, GCancellable *cancellable,
                                      GAsyncReadyCallback done, gpointer user_data);
char *session_hub_existing_undo_finish (SessionHub *self, GAsyncResult *result,
                                        SessionBulkSummary *ret, GError **error);
