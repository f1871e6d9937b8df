/* graph-users.h - people: everybody, those whom a text may mean, the one with an address
 *
 * Guests, and users without a mail address, are left out: they have no mailbox there. Whoever has
 * another principal name than mail address is learnt (graph-server.h).
 */
#pragma once

#include "graph-ask.h"

/* query: NULL or "" lists everybody. As ExchangeBackendOps.list_people. */
gboolean graph_users_list (BaseCall *call, GraphServer *server, const char *query,
                           ExchangePeopleFunc each, gpointer data, GError **error);

/* For this room only: the people in what a question gives, each once. */
gboolean graph_users_run (BaseCall *call, GraphServer *server, const GraphAsk *ask,
                          ExchangePeopleFunc each, gpointer data, GError **error);

/* Whom a $filter means. REJECTED "bad-filter", with Graph's own words, where that is none. */
gboolean graph_users_list_filtered (BaseCall *call, GraphServer *server, const char *filter,
                                    ExchangePeopleFunc each, gpointer data, GError **error);

/* At most 100; empty when there is nobody. ExchangePerson. */
GPtrArray *graph_users_resolve (BaseCall *call, GraphServer *server, const char *text,
                                GError **error);

/* The id of the user who has the address, also as a secondary one; NULL without an error when there
 * is none. Caller frees. */
char *graph_users_find (BaseCall *call, GraphServer *server, const char *address, GError **error);
