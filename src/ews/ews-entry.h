/* ews-entry.h - FindItem, CreateItem and DeleteItem for this program's entries in a calendar
 *
 * The owner is impersonated, so the entry is theirs. Before 2010 an entry has no zone of its own:
 * UNSUPPORTED "version" there. Blocks; any thread.
 */
#pragma once

#include "ews-server.h"

/* ret_held->id stays NULL where there is none. */
gboolean ews_entry_find (BaseCall *call, EwsServer *server, const char *mailbox,
                         const ExchangeEntry *wanted, ExchangeEntry *ret_held, GError **error);
/* ret_id: caller frees. */
gboolean ews_entry_make (BaseCall *call, EwsServer *server, const char *mailbox,
                         const ExchangeEntry *wanted, char **ret_id, GError **error);
/* TRUE also for one that is gone. */
gboolean ews_entry_remove (BaseCall *call, EwsServer *server, const char *mailbox, const char *id,
                           GError **error);
