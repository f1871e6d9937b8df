/* graph-mailbox.h - a mailbox's settings, by the mailbox's address
 *
 * Where Graph knows no user by that name, the one who has the address is looked for, once. An
 * address that is none is REJECTED "bad-address".
 */
#pragma once

#include "graph-ask.h"

/* "/users/…/mailboxSettings/property"; property "": all. NULL with REJECTED "bad-address". Caller
 * frees. */
char *graph_mailbox_path (GraphServer *server, const char *mailbox, const char *property,
                          GError **error);

/* ask->path is made of the mailbox and property. The answer has a body. */
GraphAnswer *graph_mailbox_ask (BaseCall *call, GraphServer *server, const char *mailbox,
                                const char *property, const GraphAsk *ask, GError **error);
