/* graph-server.h - one opened organisation online: how to reach it, and what has been learnt about
 * it
 *
 * Shared by all workers. Immutable but for the names that it learns, which have their own lock.
 */
#pragma once

#include "exchange-backend.h"
#include "http-send.h"

/* How a request gets to the server: http_send () or a test's. */
typedef HttpReply *(*GraphSend) (BaseCall *call, const HttpServer *server,
                                 const HttpRequest *request, gpointer data, GError **error);

/* Where access tokens come from. */
typedef struct
{
  BaseSecret *(*get) (BaseCall *call, gpointer data, GError **error); /* caller unrefs */
  void (*refuse) (BaseSecret *token, gpointer data); /* the service said 401 to it */
  gpointer data;
  GDestroyNotify destroy;
} GraphTokens;

typedef struct
{
  ExchangeBackend head;
  ExchangeProfile *profile;
  GraphTokens tokens;
  char *base; /* "https://graph.microsoft.com/v1.0" */
  char *host; /* of it, for errors */
  GraphSend send;
  gpointer send_data;
  GMutex lock;
  GHashTable *names; /* mail in lower case → what Graph calls its user, where that differs */
} GraphServer;

/* base: of the service, without the version. tokens is taken over. */
GraphServer *graph_server_new (const ExchangeProfile *profile, const char *base,
                               const GraphTokens *tokens);
void graph_server_free (GraphServer *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GraphServer, graph_server_free)

/* A mailbox is named by its primary address, a user of Graph by principal name or id: the two are
 * usually the same, and where they are not, who lists or finds the user teaches it. */
void graph_server_learn (GraphServer *self, const char *mailbox, const char *user);
char *graph_server_user (GraphServer *self, const char *mailbox); /* caller frees */
