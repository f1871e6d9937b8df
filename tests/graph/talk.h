/* talk.h - a service that says what it is told to, and checks what it is asked
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "base-error.h"
#include "graph-server.h"

#include <string.h>

#define TALK_BASE "https://graph.example"

/* One request that is expected, and its answer. */
typedef struct
{
  const char *asked; /* "GET /users/ann%40x/…"; NULL: anything */
  const char *body;  /* what its body must be; NULL: anything */
  int status;        /* 0: the connection breaks */
  const char *answer;
  const char *retry_after;
} TalkLine;

typedef struct
{
  const TalkLine *lines;
  guint n;
  guint next;
  guint tokens; /* how many were refused: each makes another one */
  GraphServer *server;
  BaseCall *call;
} Talk;

static inline BaseSecret *
talk_get_token (BaseCall *call, gpointer data, GError **error)
{
  Talk *self = data;
  g_autofree char *text = g_strdup_printf ("token-%u", self->tokens);

  return base_secret_new (text, -1);
}

static inline void
talk_refuse_token (BaseSecret *token, gpointer data)
{
  ((Talk *) data)->tokens++;
}

/* What changes something must not be sent again unseen; what only asks may. */
static inline gboolean
talk_changes (const char *method, GBytes *body)
{
  gsize size = 0;
  const char *bytes = body != NULL ? g_bytes_get_data (body, &size) : NULL;

  return strcmp (method, "PATCH") == 0 ||
         (bytes != NULL && g_strstr_len (bytes, (gssize) size, "\"PATCH\"") != NULL);
}

static inline HttpReply *
talk_send (BaseCall *call, const HttpServer *server, const HttpRequest *request, gpointer data,
           GError **error)
{
  static const BaseErrorFacts closed = { .reason = "closed" };
  Talk *self = data;
  g_autofree char *token = g_strdup_printf ("token-%u", self->tokens);
  const char *method = request->method != NULL ? request->method : "GET";
  g_autofree char *asked =
      g_strdup_printf ("%s %s", method, server->url + strlen (TALK_BASE "/v1.0"));
  const TalkLine *line;
  HttpReply *reply;

  g_assert_true (g_str_has_prefix (server->url, TALK_BASE "/v1.0/"));
  g_assert_cmpint (server->auth, ==, HTTP_AUTH_BEARER);
  g_assert_cmpstr (base_secret_text (server->secret), ==, token);
  g_test_message ("%s", asked);
  if (self->next >= self->n)
    g_error ("nothing more was expected, but asked: %s", asked);
  line = &self->lines[self->next++];
  g_assert_true (!!(request->flags & HTTP_ONCE) == talk_changes (method, request->body));
  if (line->asked != NULL)
    g_assert_cmpstr (asked, ==, line->asked);
  if (line->body != NULL) {
    g_assert_nonnull (request->body);
    g_assert_true (g_strv_contains (request->headers, "Content-Type: application/json"));
    g_assert_cmpmem (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body),
                     line->body, strlen (line->body));
  }
  if (line->status == 0) {
    base_error_set_facts (error, BASE_ERROR_OFFLINE, &closed, "told to");
    return NULL;
  }

  reply = g_new0 (HttpReply, 1);
  reply->status = line->status;
  reply->body = g_bytes_new (line->answer, strlen (line->answer));
  reply->challenges = g_new0 (char *, 1);
  reply->cookies = g_new0 (char *, 1);
  reply->request_id = g_strdup ("id-1");
  reply->retry_after = g_strdup (line->retry_after);
  return reply;
}

/* self must stay where it is. */
static inline void
talk_begin (Talk *self, const TalkLine *lines, guint n)
{
  const GraphTokens tokens = { .get = talk_get_token, .refuse = talk_refuse_token, .data = self };
  const ExchangeProfile draft = { .kind = EXCHANGE_KIND_ONLINE, .client_id = (char *) "app-1" };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);

  *self = (Talk){ .lines = lines, .n = n };
  self->server = graph_server_new (profile, TALK_BASE, &tokens);
  self->server->send = talk_send;
  self->server->send_data = self;
  self->call = base_call_new (NULL, NULL, 30000);
}

/* All that was expected has come. */
static inline void
talk_end (Talk *self)
{
  g_assert_cmpuint (self->next, ==, self->n);
  graph_server_free (self->server);
  base_call_free (self->call);
}
