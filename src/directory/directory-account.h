/* directory-account.h - who asks in a domain, and how often their password may be tried. For this
 * room only.
 *
 * Reference-counted; any thread. While a password is unproven one thread tries it and the others
 * wait, so that a wrong one does not count once for each of them. After a definite answer it is
 * never tried again, and never more than twice without any answer.
 */
#pragma once

#include "base-call.h"
#include "base-secret.h"

typedef struct _DirectoryAccount DirectoryAccount;
typedef struct _DirectoryTicket DirectoryTicket;

DirectoryAccount *directory_account_new (const char *user, BaseSecret *password);
DirectoryAccount *directory_account_ref (DirectoryAccount *self);
void directory_account_unref (DirectoryAccount *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryAccount, directory_account_unref)

const char *directory_account_user (DirectoryAccount *self);     /* a UPN, "CORP\\ann" or "" */
BaseSecret *directory_account_password (DirectoryAccount *self); /* borrowed; NULL: none */

/* Before the password is used: FALSE with the earlier refusal, or AUTH "no-password". On success
 * directory_account_leave () has to follow. */
gboolean directory_account_enter (DirectoryAccount *self, BaseCall *call, GError **error);
void directory_account_leave (DirectoryAccount *self);

/* In between, after a server was asked with the password. problem: NULL when it was accepted. */
void directory_account_note (DirectoryAccount *self, const GError *problem);

/* The ticket that the password got, in a cache for the caller alone; NULL when there is none that
 * is still valid. */
DirectoryTicket *directory_account_ticket (DirectoryAccount *self);
void directory_account_keep_ticket (DirectoryAccount *self, DirectoryTicket *ticket); /* takes it */
