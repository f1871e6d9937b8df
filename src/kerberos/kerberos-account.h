/* kerberos-account.h - who logs in in a domain, and how often their password may be tried
 *
 * Reference-counted; any thread. While a password is unproven one thread tries it and the others
 * wait, so that a wrong one does not count once for each of them. After a definite answer it is
 * never tried again, and never more than twice without any answer.
 */
#pragma once

#include "base-call.h"
#include "base-secret.h"

typedef struct _KerberosAccount KerberosAccount;
typedef struct _KerberosTicket KerberosTicket;

KerberosAccount *kerberos_account_new (const char *user, BaseSecret *password);
KerberosAccount *kerberos_account_ref (KerberosAccount *self);
void kerberos_account_unref (KerberosAccount *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KerberosAccount, kerberos_account_unref)

const char *kerberos_account_user (KerberosAccount *self);     /* a UPN, "CORP\\ann" or "" */
BaseSecret *kerberos_account_password (KerberosAccount *self); /* borrowed; NULL: none */

/* Before the password is used: FALSE with the earlier refusal, or AUTH "no-password". On success
 * kerberos_account_leave () has to follow. */
gboolean kerberos_account_enter (KerberosAccount *self, BaseCall *call, GError **error);
void kerberos_account_leave (KerberosAccount *self);

/* In between, after a server was asked with the password. problem: NULL when it was accepted. */
void kerberos_account_note (KerberosAccount *self, const GError *problem);

/* The password has got a ticket that is still valid. */
gboolean kerberos_account_has_ticket (KerberosAccount *self);

/* The ticket that the password got, in a cache for the caller alone; NULL when there is none that
 * is still valid. */
KerberosTicket *kerberos_account_ticket (KerberosAccount *self);
void kerberos_account_keep_ticket (KerberosAccount *self, KerberosTicket *ticket); /* takes it */
