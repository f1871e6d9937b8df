/* session-lookup.h - what the picker and the wizard ask the directory, without blocking
 *
 * A GObject; main thread only. Functions named _async never block; their callback comes on the main
 * thread, also after cancelling (G_IO_ERROR_CANCELLED, and nothing more comes for that request).
 * The directory is opened by the first request, so a wrong password is only told then. Errors are
 * for session_explain ().
 */
#pragma once

#include "session-name.h"
#include "session-place.h"

#include <gio/gio.h>

typedef struct _BaseSecret BaseSecret;

#define SESSION_TYPE_LOOKUP (session_lookup_get_type ())
G_DECLARE_FINAL_TYPE (SessionLookup, session_lookup, SESSION, LOOKUP, GObject)

/* The most that a search brings. */
#define SESSION_LOOKUP_MOST 200

/* Roots of the tree: the forest with its domains below it, and the trusted domains. SessionPlace;
 * filled by session_lookup_load_places_async (), then kept. Borrowed. */
GListModel *session_lookup_places (SessionLookup *self);

/* Returns at once when they are there already. */
void session_lookup_load_places_async (SessionLookup *self, GCancellable *cancellable,
                                       GAsyncReadyCallback done, gpointer user_data);
gboolean session_lookup_load_places_finish (SessionLookup *self, GAsyncResult *result,
                                            GError **error);

/* Asks whether a place answers, when that is not known yet (or it did not, the last time), and the
 * place's state tells. Places that need another account are left alone. */
void session_lookup_try_place (SessionLookup *self, SessionPlace *place, GCancellable *cancellable);
/* As above, and its organisational units become its children. */
void session_lookup_open_place (SessionLookup *self, SessionPlace *place,
                                GCancellable *cancellable);

/* From now on user's account is used in the place's domain. Fails when it is refused there, and the
 * place is as it was. The password is not kept anywhere else. */
void session_lookup_sign_in_async (SessionLookup *self, SessionPlace *place, const char *user,
                                   BaseSecret *password, GCancellable *cancellable,
                                   GAsyncReadyCallback done, gpointer user_data);
gboolean session_lookup_sign_in_finish (SessionLookup *self, GAsyncResult *result, GError **error);

/* What somebody typed or pasted, one name a line or between semicolons: without repetitions. Caller
 * frees. */
char **session_lookup_split_names (const char *pasted);

/* matches: SessionName, each of the texts once, in any order; done: how many have come by now. In
 * batches, as they come. */
typedef void (*SessionNamesFunc) (GPtrArray *matches, guint done, guint all, gpointer data);

void session_lookup_check_names_async (SessionLookup *self, const ExchangeSearch *scope,
                                       const char *const *texts, SessionNamesFunc each,
                                       gpointer each_data, GCancellable *cancellable,
                                       GAsyncReadyCallback done, gpointer user_data);
gboolean session_lookup_check_names_finish (SessionLookup *self, GAsyncResult *result,
                                            GError **error);

/* At most SESSION_LOOKUP_MOST ExchangePerson, sorted by name. Caller unrefs. */
void session_lookup_find_async (SessionLookup *self, const ExchangeSearch *search,
                                GCancellable *cancellable, GAsyncReadyCallback done,
                                gpointer user_data);
GPtrArray *session_lookup_find_finish (SessionLookup *self, GAsyncResult *result,
                                       gboolean *ret_has_more, GError **error);
