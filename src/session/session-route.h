/* session-route.h - a hybrid organisation as one backend: each mailbox is asked where it lives
 *
 * Inside session only; any thread. Where a mailbox lives is known from whoever listed it
 * (session_route_teach ()), else from the directory, which is asked once for each, else found out:
 * the servers on premises are asked first, and who says that a mailbox is not there, or is
 * elsewhere, makes the other side be asked. What was found out so holds until the next run: a
 * mailbox may have been moved meanwhile. Only reading goes to the other side: what is written was
 * read a moment ago.
 */
#pragma once

#include "exchange-backend.h"

typedef struct _SessionDirectory SessionDirectory;

/* Both are taken over, and closed with it. */
ExchangeBackend *session_route_new (ExchangeBackend *premises, ExchangeBackend *cloud);
gboolean session_route_is (const ExchangeBackend *backend);

/* These do nothing with a backend that is no route. */

/* Borrowed; before anybody else uses it. NULL: there is none. */
void session_route_set_directory (ExchangeBackend *backend, SessionDirectory *directory);
void session_route_teach (ExchangeBackend *backend, const ExchangePerson *person);
/* A run begins: what was found out from answers counts no more. */
void session_route_begin_run (ExchangeBackend *backend);

/* The side in Exchange Online; of a backend that is no route, NULL. Borrowed. */
ExchangeBackend *session_route_cloud (ExchangeBackend *backend);

/* "ews", "graph": who answers for the mailbox, as far as is known. Of a backend that is no route,
 * its own. Static. */
const char *session_route_id (ExchangeBackend *backend, const char *mailbox);
