/* directory-watch.h - ends a TLS handshake that does not end by itself. For this room only.
 *
 * libldap's handshake waits where we cannot: neither its time limits nor a cancellable reach every
 * place (2.5 with GnuTLS can even spin). Cutting the connection under it always ends it: at once
 * when the call is cancelled, and after a limit by a thread that lives only as long as the
 * handshake. This is the one place below session with a thread of its own.
 */
#pragma once

#include "base-call.h"

typedef struct _DirectoryWatch DirectoryWatch;

/* fd stays the caller's and must not be closed before the end of the watch. */
DirectoryWatch *directory_watch_begin (BaseCall *call, int fd, guint limit_ms);

/* TRUE when it took too long and was cut. */
gboolean directory_watch_end (DirectoryWatch *self);
