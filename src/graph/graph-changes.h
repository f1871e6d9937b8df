/* graph-changes.h - who changed since the last time
 *
 * A mark is the path of Graph's delta link, without its host, so that it leads nowhere else
 * wherever it was kept. A mark that has expired, or is none, makes everybody be told.
 */
#pragma once

#include "graph-ask.h"

/* As list_changes of exchange-backend.h. */
gboolean graph_changes_list (BaseCall *call, GraphServer *server, const char *mark,
                             const ExchangeNews *news, char **ret_mark, gboolean *ret_is_all,
                             GError **error);
