/* directory-krb-error.h - what Kerberos says as an error of ours. For this room only. Reasons:
 * directory-forest.h.
 */
#pragma once

#include <glib.h>
#include <krb5.h>

/* code: of libkrb5. who: the account; may be NULL. */
void directory_krb_error_set (GError **error, krb5_context context, krb5_error_code code,
                              const char *host, const char *who);

/* TRUE when a server's answer is an error that says something definite about the account; then sets
 * it. Active Directory adds its own status, which says more. */
gboolean directory_krb_error_read (GError **error, krb5_context context, const GByteArray *answer,
                                   const char *host, const char *who);
