/* directory-forest.h - the way into one Active Directory: where it is, who asks, which controllers
 * answered
 *
 * Reference-counted; any thread. Making one talks to nobody. What is found (controllers, tickets,
 * what a controller says of itself) is kept here for its life; links are kept by each worker in its
 * call's locals.
 *
 * Functions of this room block, wait only through the call, and fail with BASE_ERROR and
 * facts->reason
 *   OFFLINE     "directory-no-dns" (no SRV record; the message names it),
 *               "directory-no-controller" (none answered; the message lists them),
 *               "directory-timed-out", "directory-closed", "no-kdc"
 *   TLS         "tls-expired", "tls-not-yet-valid", "tls-name", "tls-unknown-ca",
 *               "tls-self-signed", "tls-none", "tls-bad-ca", "tls-failed"
 *   AUTH        "needs-sign-in" (another forest: directory_forest_sign_in ()), "no-password",
 * "no-ticket", "directory-refused" (name or password), "account-disabled", "account-expired",
 * "account-locked", "password-expired", "password-change", "logon-hours", "logon-workstation",
 * "unknown-account", "clock-skew" (the message says by how much), "wrong-realm",
 * "no-service-ticket", "channel-binding", "signing-required", "mechanism-missing",
 * "account-unusable" (Kerberos says only that it is revoked) FORBIDDEN   "directory-no-right"
 *   NOT_FOUND   "location-gone"
 *   UNSUPPORTED "not-ad", "wrong-domain" (answers for another one: the message names it),
 *               "no-directory" (no domain was named and none can be found)
 *   BUSY        "directory-busy"
 *   PROTOCOL    "directory-size-limit", "directory-time-limit", "directory-answer"
 *   REJECTED    "bad-name"
 */
#pragma once

#include "base-call.h"
#include "base-secret.h"
#include "exchange-profile.h"

typedef struct _DirectoryForest DirectoryForest;

/* Of profile: directory, directory_auth, directory_ca_pem (else ca_pem), directory_user (else
 * admin_upn). A directory of "" means the domain of that account, then the default realm of
 * Kerberos, then this computer's domain. password: the account's, NULL when there is none. */
DirectoryForest *directory_forest_new (const ExchangeProfile *profile, BaseSecret *password);
DirectoryForest *directory_forest_ref (DirectoryForest *self);
void directory_forest_unref (DirectoryForest *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryForest, directory_forest_unref)

/* From now on this account is used for that domain (a trusted one that does not accept ours). */
void directory_forest_sign_in (DirectoryForest *self, const char *dns, const char *user,
                               BaseSecret *password);

/* What the home domain's controller says of itself. Strings are "" where nothing is known, never
 * NULL. Immutable. */
typedef struct
{
  char *dns, *netbios, *base;   /* the home domain */
  char *forest;                 /* DNS name of the forest's root */
  char *configuration, *schema; /* naming contexts */
  char *controller;             /* FQDN */
  char *site;                   /* the controller's */
  char *own_site;               /* this computer's, as the controller tells it; "": not known */
  char *way;                    /* "ticket", "password", "simple": how we are logged in */
  char *account;         /* who we are there: a UPN or "CORP\\oofadmin"; "" when it is not known */
  char *service;         /* dsServiceName: which controller, for incremental reading */
  gboolean has_exchange; /* the schema knows msExchMailboxGuid */
  guint n_domains;       /* of the forest; 0 when it is not known */
  int level;             /* forestFunctionality */
  gint64 skew_s;         /* how far its clock is ahead of ours */
  guint ssf;             /* strength of signing and sealing or of TLS, in bits; 0: none */
  gboolean is_catalog;   /* it holds the global catalog */
} DirectoryRoot;

/* Binds if need be; the first answer is kept. Release with directory_root_unref (). */
DirectoryRoot *directory_forest_root (DirectoryForest *self, BaseCall *call, GError **error);
DirectoryRoot *directory_root_ref (DirectoryRoot *self);
void directory_root_unref (DirectoryRoot *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryRoot, directory_root_unref)

/* The UPN of the ticket on this computer ("ann@CORP.EXAMPLE"), NULL without an error when there is
 * none that is still valid. Does not ask the network. Caller frees. */
char *directory_forest_ticket_upn (void);
