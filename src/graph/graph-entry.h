/* graph-entry.h - this program's entries in a calendar, as events of Graph
 *
 * The application needs Calendars.ReadWrite for it, beside what replies need: FORBIDDEN
 * "online-calendar" without it. Blocks; any thread.
 */
#pragma once

#include "graph-server.h"

#define GRAPH_ENTRY_ROLE "Calendars.ReadWrite"

/* ret_held->id stays NULL where there is none. */
gboolean graph_entry_find (BaseCall *call, GraphServer *server, const char *mailbox,
                           const ExchangeEntry *wanted, ExchangeEntry *ret_held, GError **error);
/* ret_id: caller frees. */
gboolean graph_entry_make (BaseCall *call, GraphServer *server, const char *mailbox,
                           const ExchangeEntry *wanted, char **ret_id, GError **error);
/* TRUE also for one that is gone. */
gboolean graph_entry_remove (BaseCall *call, GraphServer *server, const char *mailbox,
                             const char *id, GError **error);
