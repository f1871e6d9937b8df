/* graph-groups.h - groups, and who is in them through groups in groups
 */
#pragma once

#include "graph-ask.h"

/* Groups of that name, address, secondary address or identifier: ExchangePerson of kind GROUP,
 * whose id is Entra's. At most 100; empty when there is none. Caller unrefs. */
GPtrArray *graph_groups_find (BaseCall *call, GraphServer *server, const char *text,
                              GError **error);

/* The people with a mailbox in the group of that id, each once. */
gboolean graph_groups_members (BaseCall *call, GraphServer *server, const char *id,
                               ExchangePeopleFunc each, gpointer data, GError **error);
