/* directory-ticket.h - Kerberos tickets in a cache of our own, in memory: from the ticket that is
 * there already, or with a password. For directory-bind.c.
 *
 * The person's own cache is read, never written. A cache of ours lives as long as its
 * DirectoryTicket; it belongs to one thread at a time.
 */
#pragma once

#include "directory-kdc.h"

typedef struct _DirectoryTicket DirectoryTicket;

/* From the person's cache: NULL with AUTH "no-ticket" when there is no valid one. realm: the one
 * that is preferred where there are several. Does not ask the network. */
DirectoryTicket *directory_ticket_find (const char *realm, GError **error);

/* With user ("ann@corp.example", "CORP\\ann", "ann") and the password, which is sent to nobody.
 * *ret_is_tried: a proof of it has gone out; also written on failure. */
DirectoryTicket *directory_ticket_get (const DirectoryKdc *kdc, const char *user,
                                       BaseSecret *password, gboolean *ret_is_tried,
                                       GError **error);

/* The same tickets in a cache of its own, for another thread. */
DirectoryTicket *directory_ticket_copy (const DirectoryTicket *other, GError **error);

void directory_ticket_free (DirectoryTicket *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DirectoryTicket, directory_ticket_free)

/* Whose it is: "ann@CORP.EXAMPLE". */
const char *directory_ticket_client (const DirectoryTicket *self);
const char *directory_ticket_cache (const DirectoryTicket *self); /* "MEMORY:…" */
/* Valid for five minutes more at least. */
gboolean directory_ticket_is_valid (const DirectoryTicket *self);

/* Sees to it that a ticket for service ("ldap/dc1.corp.example@CORP.EXAMPLE") is in the cache. AUTH
 * "no-service-ticket", "clock-skew"…, OFFLINE "no-kdc". */
gboolean directory_ticket_reach (DirectoryTicket *self, const DirectoryKdc *kdc,
                                 const char *service, GError **error);
