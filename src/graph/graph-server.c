/* graph-server.c - one opened organisation online
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-server.h"

#define VERSION_PATH "/v1.0"
#define MOST_NAMES 500000

static HttpReply *
send_by_http (BaseCall *call, const HttpServer *server, const HttpRequest *request, gpointer data,
              GError **error)
{
  return http_send (call, server, request, error);
}

GraphServer *
graph_server_new (const ExchangeProfile *profile, const char *base, const GraphTokens *tokens)
{
  GraphServer *self = g_new0 (GraphServer, 1);
  g_autoptr (GUri) uri = g_uri_parse (base, G_URI_FLAGS_ENCODED, NULL);

  self->profile = exchange_profile_ref ((ExchangeProfile *) profile);
  self->tokens = *tokens;
  self->base = g_strconcat (base, VERSION_PATH, NULL);
  self->host = g_strdup (uri != NULL ? g_uri_get_host (uri) : NULL);
  self->send = send_by_http;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_mutex_init (&self->lock);
  return self;
}

void
graph_server_free (GraphServer *self)
{
  if (self == NULL)
    return;

  if (self->tokens.destroy != NULL)
    self->tokens.destroy (self->tokens.data);
  g_free (self->base);
  g_free (self->host);
  g_hash_table_unref (self->names);
  g_mutex_clear (&self->lock);
  exchange_profile_unref (self->profile);
  g_free (self);
}

void
graph_server_learn (GraphServer *self, const char *mailbox, const char *user)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (g_hash_table_size (self->names) < MOST_NAMES)
    g_hash_table_replace (self->names, g_utf8_strdown (mailbox, -1), g_strdup (user));
}

char *
graph_server_user (GraphServer *self, const char *mailbox)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autofree char *key = NULL;
  const char *user;

  if (g_hash_table_size (self->names) == 0) /* as almost everywhere */
    return g_strdup (mailbox);

  key = g_utf8_strdown (mailbox, -1);
  user = g_hash_table_lookup (self->names, key);
  return g_strdup (user != NULL ? user : mailbox);
}
