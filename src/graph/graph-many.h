/* graph-many.h - the automatic replies of several mailboxes in one request
 *
 * As get_many and set_many of exchange-backend.h. A user whom Graph calls by another name than the
 * mailbox's address is looked for, and asked alone.
 */
#pragma once

#include "graph-batch.h"

gboolean graph_many_get (BaseCall *call, GraphServer *server, ExchangeItem *items, guint n,
                         GError **error);
/* Large texts make it more than one request; when a later one of them comes to nothing, so do its
 * items, each with that error. */
gboolean graph_many_set (BaseCall *call, GraphServer *server, ExchangeItem *items, guint n,
                         GError **error);
