/* graph-page.h - a list of Graph's that comes page by page
 *
 * The next page's address comes from the server; it is asked for only at the same host
 * (graph-path.h), and never twice (PROTOCOL "paging"). A busy server holds a listing up, it does
 * not end it.
 */
#pragma once

#include "graph-ask.h"

/* The entries of a page: objects; borrowed. FALSE stops without an error. */
typedef gboolean (*GraphPageFunc) (JsonArray *entries, gpointer data);

/* ret_delta: the link behind the last page, of a listing of changes; NULL when it is of no
 * interest. Caller frees. */
gboolean graph_page_run (BaseCall *call, GraphServer *server, const GraphAsk *first,
                         GraphPageFunc each, gpointer data, char **ret_delta, GError **error);
