/* base-resolve.h - names to addresses and services to hosts, through GResolver, with a time
 * limit
 *
 * GResolver has no limit of its own (GLib 2.74), so the question is asked asynchronously in a main
 * context of this call alone.
 */
#pragma once

#include "base-call.h"

/* The hosts of _service._tcp.domain, best first, in lower case, at most 64, each once; empty when
 * there is no such record. NULL with OFFLINE "directory-no-dns" when DNS does not answer. Caller
 * frees. */
char **base_resolve_service (BaseCall *call, const char *service, const char *domain,
                             GError **error);

/* The same of those targets that name this port. */
char **base_resolve_service_at (BaseCall *call, const char *service, const char *domain,
                                guint16 port, GError **error);

/* GInetAddress, at most 4; host may be an address. NULL with OFFLINE "directory-no-dns". */
GPtrArray *base_resolve_host (BaseCall *call, const char *host, GError **error);
