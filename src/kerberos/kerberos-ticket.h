/* kerberos-ticket.h - Kerberos tickets in a cache of our own, in memory: from the ticket that is
 * there already, or with a password
 *
 * The person's own cache is read, never written. A cache of ours lives as long as its
 * KerberosTicket; it belongs to one thread at a time.
 */
#pragma once

#include "base-secret.h"
#include "kerberos-kdc.h"

typedef struct _KerberosTicket KerberosTicket;

/* The realm of this computer's configuration, or NULL. Caller frees. */
char *kerberos_ticket_default_realm (void);

/* From the person's cache: NULL with AUTH "no-ticket" when there is no valid one. realm: the one
 * that is preferred where there are several; NULL: none. Does not ask the network. */
KerberosTicket *kerberos_ticket_find (const char *realm, GError **error);

/* With user ("ann@corp.example", "CORP\\ann", "ann") and the password, which is sent to nobody.
 * *ret_is_tried: a proof of it has gone out; also written on failure. */
KerberosTicket *kerberos_ticket_get (const KerberosKdc *kdc, const char *user, BaseSecret *password,
                                     gboolean *ret_is_tried, GError **error);

/* The same tickets in a cache of its own, for another thread. */
KerberosTicket *kerberos_ticket_copy (const KerberosTicket *other, GError **error);

void kerberos_ticket_free (KerberosTicket *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KerberosTicket, kerberos_ticket_free)

/* Whose it is: "ann@CORP.EXAMPLE". */
const char *kerberos_ticket_client (const KerberosTicket *self);
const char *kerberos_ticket_cache (const KerberosTicket *self); /* "MEMORY:…" */
/* Valid for five minutes more at least. */
gboolean kerberos_ticket_is_valid (const KerberosTicket *self);

/* Sees to it that a ticket for service ("ldap/dc1.corp.example@CORP.EXAMPLE") is in the cache. AUTH
 * "no-service-ticket", "clock-skew"…, OFFLINE "no-kdc". */
gboolean kerberos_ticket_reach (KerberosTicket *self, const KerberosKdc *kdc, const char *service,
                                GError **error);
