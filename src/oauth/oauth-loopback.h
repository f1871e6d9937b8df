/* oauth-loopback.h - the browser's way back after a sign-in: one request to this computer
 *
 * RFC 8252 section 7.3. Listens on 127.0.0.1 and ::1 with one port, which the system chooses; on a
 * computer without IPv6 on the one there is. The first GET of "/" with a query counts, and only
 * when its state is the one that was sent out; then nobody listens any more. Anything else (a
 * browser's early connection, an icon) is sent away. One thread; blocks, and can be cancelled at
 * once.
 *
 * Errors: OFFLINE "loopback-port" (no port to be had); AUTH "state-mismatch", "sign-in-timeout".
 */
#pragma once

#include "base-call.h"

#define OAUTH_SIGN_IN_MS (10 * 60 * 1000) /* unless the call's deadline is nearer */

/* What the browser shows in the end: a sentence each, plain text in the user's language. Borrowed.
 */
typedef struct
{
  const char *done;
  const char *failed;
} OauthPages;

typedef struct _OauthLoopback OauthLoopback;

OauthLoopback *oauth_loopback_new (GError **error);
void oauth_loopback_free (OauthLoopback *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthLoopback, oauth_loopback_free)

/* "http://localhost:1234/": what is registered for an application is "http://localhost". */
const char *oauth_loopback_uri (const OauthLoopback *self);

/* Waits for the browser: the names and values of the query, one of which may be "error". Caller
 * unrefs. */
GHashTable *oauth_loopback_wait (OauthLoopback *self, BaseCall *call, const char *state,
                                 const OauthPages *pages, GError **error);
