/* directory-error.h - what LDAP says as an error of ours: codes, and Active Directory's own codes
 * in the words beside them. For this room only. Reasons: directory-forest.h.
 */
#pragma once

#include <glib.h>

/* code: of a result. words: its diagnostic message, NULL for none. who: the account that logged in,
 * NULL when it was no log-in. */
void directory_error_set (GError **error, const char *host, const char *who, int code,
                          const char *words);
