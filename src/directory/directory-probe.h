/* directory-probe.h - why TLS with a controller failed. For directory-tls.c.
 *
 * libldap has one answer for everything. So GIO's TLS asks again, on a connection of its own that
 * carries nothing else.
 */
#pragma once

#include "directory-connect.h"

/* authorities: the file that link trusts. words: libldap's. Always sets an error: TLS, or OFFLINE
 * when the controller hangs up or is silent, or the call's own. */
void directory_probe_set_error (DirectoryLink *link, BaseCall *call, const char *authorities,
                                const char *words, GError **error);
