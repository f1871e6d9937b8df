/* ews-names.h - ResolveNames: people whose name or address begins like a text, at most 100 */
#pragma once

#include "ews-server.h"

#include <libxml/tree.h>

/* ExchangePerson; empty when there is none. Caller unrefs. ret_is_complete: FALSE when there are
 * more than the server shows; may be NULL. */
GPtrArray *ews_names_resolve (BaseCall *call, EwsServer *server, const char *text,
                              gboolean *ret_is_complete, GError **error);

/* A person of a mailbox, or NULL when it is none that mail goes to: not SMTP, a group, a contact.
 * where: the element that holds Name, EmailAddress, RoutingType and MailboxType. name: NULL takes
 * the one in there. */
ExchangePerson *ews_names_person (const xmlNode *where, const char *name, const char *department);
