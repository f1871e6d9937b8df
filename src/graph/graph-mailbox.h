/* graph-mailbox.h - a mailbox's settings, and what else is below it, by the mailbox's address
 *
 * Where Graph knows no user by that name, the one who has the address is looked for, once. An
 * address that is none is REJECTED "bad-address".
 */
#pragma once

#include "graph-ask.h"
#include "graph-page.h"

/* "/users/…/mailboxSettings/property"; property "": all. NULL with REJECTED "bad-address". Caller
 * frees. */
char *graph_mailbox_path (GraphServer *server, const char *mailbox, const char *property,
                          GError **error);

/* ask->path is made of the mailbox and property. The answer has a body. */
GraphAnswer *graph_mailbox_ask (BaseCall *call, GraphServer *server, const char *mailbox,
                                const char *property, const GraphAsk *ask, GError **error);

/* What is not a setting: "/users/…/rest". A list. */
gboolean graph_mailbox_list (BaseCall *call, GraphServer *server, const char *mailbox,
                             const char *rest, const GraphAsk *ask, GraphPageFunc each,
                             gpointer data, GError **error);
/* A change; its answer may be empty. */
GraphAnswer *graph_mailbox_change (BaseCall *call, GraphServer *server, const char *mailbox,
                                   const char *rest, const GraphAsk *ask, GError **error);
