/* base-call.h - the context of a blocking call: how to cancel it, until when it may last, its name
 * in the log
 *
 * A BaseCall belongs to one thread for as long as it lives. Everything below session takes one
 * first (or after self) and waits only through it, so Cancel and deadlines work everywhere at once.
 * BaseLocals are what a worker keeps between calls (its connection, its bound LDAP handle): the
 * room that needs one keeps it under its own key.
 */
#pragma once

#include <gio/gio.h>

typedef struct _BaseCall BaseCall;
typedef struct _BaseLocals BaseLocals;

BaseLocals *base_locals_new (void);
void base_locals_free (BaseLocals *self); /* frees all that is kept; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseLocals, base_locals_free)

/* locals: borrowed, must outlive the call; NULL: the call brings its own. cancellable: may be NULL.
 * timeout_ms: 0 is none. */
BaseCall *base_call_new (BaseLocals *locals, GCancellable *cancellable, guint64 timeout_ms);
void base_call_free (BaseCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BaseCall, base_call_free)

/* Of the call's worker: for another call of the same thread, with other limits. Borrowed. */
BaseLocals *base_call_locals (BaseCall *self);
GCancellable *base_call_cancellable (BaseCall *self); /* never NULL; borrowed */
const char *base_call_trace_id (BaseCall *self);      /* a UUID */

/* Another UUID with each call, for naming a request to a server: as random as others, but the last
 * twelve digits of a worker's count up from a random number. Caller frees. */
char *base_call_new_guid (BaseCall *self) G_GNUC_WARN_UNUSED_RESULT;

/* Milliseconds until the deadline: 0 when it has passed, G_MAXINT64 when there is none. */
gint64 base_call_left_ms (BaseCall *self);

/* The same as an instant of the monotonic clock, for g_cond_wait_until () in a loop; without a
 * limit an hour from now. */
gint64 base_call_end_us (BaseCall *self);

/* For polling beside others: readable once the call is cancelled. The call's, until it is freed. */
GPollFD base_call_pollfd (BaseCall *self);

/* FALSE with G_IO_ERROR_CANCELLED or BASE_ERROR_OFFLINE ("timed out") when there is no point in
 * going on. */
gboolean base_call_check (BaseCall *self, GError **error);

/* Waits, unless cancelled (at once) or the deadline comes first: then FALSE as base_call_check ().
 */
gboolean base_call_wait (BaseCall *self, guint64 wait_ms, GError **error);

/* What this worker keeps under key (a static string), or NULL. Keeping again frees what was there.
 */
gpointer base_call_kept (BaseCall *self, const char *key);
void base_call_keep (BaseCall *self, const char *key, gpointer object, GDestroyNotify destroy);
