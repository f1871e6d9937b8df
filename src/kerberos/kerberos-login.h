/* kerberos-login.h - a ticket for an account: the one that this computer has, or one that its
 * password gets
 *
 * Blocks, and can be cancelled. Nothing is written to this computer. A password goes to nobody; a
 * proof of it goes to the Kerberos server of one realm, once for all threads that share the
 * account.
 */
#pragma once

#include "kerberos-account.h"
#include "kerberos-ticket.h"

/* A ticket on this computer that is still valid. May read a credential cache and block for a
 * moment. Any thread. */
gboolean kerberos_has_ticket (void);

/* For the caller alone. A ticket of somebody else on this computer comes after the password.
 * account: NULL is only this computer's ticket. host: the server that is meant, whose domain is a
 * hint where the account lives. NULL with the reasons of kerberos-error.h, or "no-ticket" when
 * there is no password either. */
KerberosTicket *kerberos_login (KerberosAccount *account, BaseCall *call, const char *host,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* kerberos_login () has failed and the password must not be tried in another way: it was refused,
 * or the account may not log in at all. */
gboolean kerberos_login_is_final (const GError *error);

/* Where an account may live, best first: realms in upper case, never empty strings. For tests. */
char **kerberos_login_realms (const char *user, const char *host, const char *default_realm);
