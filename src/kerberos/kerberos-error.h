/* kerberos-error.h - what Kerberos says as an error of ours
 *
 * Reasons of this room: AUTH "directory-refused" (name or password), "unknown-account",
 * "account-disabled", "account-expired", "account-locked", "account-unusable" (one of these),
 * "password-expired", "password-change", "logon-hours", "logon-workstation", "clock-skew",
 * "wrong-realm", "no-service-ticket", "no-ticket"; OFFLINE "no-kdc".
 */
#pragma once

#include <glib.h>
#include <krb5.h>

/* code: of libkrb5. who: the account; may be NULL. */
void kerberos_error_set (GError **error, krb5_context context, krb5_error_code code,
                         const char *host, const char *who);

/* TRUE when a server's answer is an error that says something definite about the account; then sets
 * it. Active Directory adds its own status, which says more. */
gboolean kerberos_error_read (GError **error, krb5_context context, const GByteArray *answer,
                              const char *host, const char *who);

/* TRUE for a definite answer about the account, from Kerberos or another server that knows it:
 * asking again with the same password only counts against it. */
gboolean kerberos_error_is_refusal (const GError *error);
