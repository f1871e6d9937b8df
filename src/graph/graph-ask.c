/* graph-ask.c - asks Graph one thing
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-ask.h"

#include "base-error.h"
#include "base-time.h"
#include "graph-error.h"
#include "wire-json.h"

#include <string.h>

void
graph_answer_free (GraphAnswer *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->body, json_object_unref);
  g_free (self->request_id);
  g_free (self);
}

#define USUAL_BODY_BYTES 4096

/* NULL: there is none. Caller unrefs. */
static GBytes *
encode_body (const GraphAsk *ask)
{
  GString *json;

  if (ask->write == NULL)
    return NULL;
  json = g_string_sized_new (USUAL_BODY_BYTES);
  ask->write (json, ask->data);
  return g_string_free_to_bytes (json);
}

static HttpReply *
send_with (BaseCall *call, GraphServer *server, const GraphAsk *ask, BaseSecret *token,
           GError **error)
{
  g_autofree char *url = g_strconcat (server->base, ask->path, NULL);
  g_autofree char *guid = base_call_new_guid (call);
  g_autofree char *id = g_strconcat ("client-request-id: ", guid, NULL);
  g_autoptr (GBytes) body = encode_body (ask);
  g_autofree char *zone =
      ask->zone != NULL ? g_strdup_printf ("Prefer: outlook.timezone=\"%s\"", ask->zone) : NULL;
  const char *headers[8] = { "Accept: application/json", GRAPH_USER_AGENT,
                             "return-client-request-id: true", id };
  guint n = 4;
  const HttpServer http = {
    .url = url, .ca_pem = server->profile->ca_pem, .auth = HTTP_AUTH_BEARER, .secret = token
  };
  const HttpRequest request = { .headers = headers,
                                .body = body,
                                .method = ask->method,
                                .flags = ask->method != NULL && !ask->is_question ? HTTP_ONCE : 0,
                                .label = ask->operation };

  if (body != NULL)
    headers[n++] = "Content-Type: application/json";
  if (ask->is_eventual)
    headers[n++] = "ConsistencyLevel: eventual";
  if (zone != NULL)
    headers[n++] = zone;
  return server->send (call, &http, &request, server->send_data, error);
}

static HttpReply *
send_request (BaseCall *call, GraphServer *server, const GraphAsk *ask, GError **error)
{
  HttpReply *reply = NULL;

  for (int i = 0; i < 2; i++) {
    g_autoptr (BaseSecret) token = server->tokens.get (call, server->tokens.data, error);

    g_clear_pointer (&reply, http_reply_free);
    if (token == NULL)
      return NULL;
    reply = send_with (call, server, ask, token, error);
    if (reply == NULL || reply->status != 401)
      break;
    server->tokens.refuse (token, server->tokens.data);
  }
  return reply;
}

/* NULL without an error when there is none. */
static JsonObject *
read_body (const HttpReply *reply, const char *operation, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (reply->body, &size);

  return size > 0 ? wire_json_parse (data, size, operation, error) : NULL;
}

static void
set_refusal (const GraphServer *server, const GraphAsk *ask, const HttpReply *reply,
             JsonObject *body, GDateTime *now, GError **error)
{
  const GraphRefusal refusal = { .status = reply->status,
                                 .mailbox = ask->mailbox,
                                 .no_right = ask->no_right,
                                 .body = body,
                                 .host = server->host,
                                 .request_id = reply->request_id,
                                 .wait_ms = http_reply_wait_ms (reply, now) };

  graph_error_set (&refusal, error);
}

static void
set_odd (const GraphServer *server, const HttpReply *reply, GError *why, GError **error)
{
  const BaseErrorFacts facts = { .reason = "not-graph",
                                 .host = server->host,
                                 .request_id = reply->request_id,
                                 .http_status = reply->status };

  base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "%s", why->message);
}

static gboolean
read_quickly (const HttpReply *reply, const GraphAsk *ask)
{
  WireJsonScan scan;
  gsize size;
  const char *data = g_bytes_get_data (reply->body, &size);

  if (ask->quick == NULL || reply->status / 100 != 2 || size == 0)
    return FALSE;
  wire_json_scan_init (&scan, data, size);
  return ask->quick (&scan, ask->quick_data) && wire_json_scan_is_over (&scan);
}

static GraphAnswer *
take_answer (GraphServer *server, const GraphAsk *ask, const HttpReply *reply, GError **error)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  g_autoptr (GError) why = NULL;
  gboolean is_read = read_quickly (reply, ask);
  g_autoptr (JsonObject) body = is_read ? NULL : read_body (reply, ask->operation, &why);
  GraphAnswer *answer;

  if (reply->status / 100 != 2) {
    set_refusal (server, ask, reply, body, now, error);
    return NULL;
  }
  if (why != NULL) {
    set_odd (server, reply, why, error);
    return NULL;
  }

  answer = g_new0 (GraphAnswer, 1);
  answer->body = g_steal_pointer (&body);
  answer->is_read = is_read;
  answer->request_id = g_strdup (reply->request_id);
  if (!http_reply_skew_s (reply, now, &answer->skew_s))
    answer->skew_s = 0;
  return answer;
}

GraphAnswer *
graph_ask (BaseCall *call, GraphServer *server, const GraphAsk *ask, GError **error)
{
  g_autoptr (HttpReply) reply = NULL;
  GError *why = NULL;
  GraphAnswer *answer;

  reply = send_request (call, server, ask, error);
  if (reply == NULL)
    return NULL;

  answer = take_answer (server, ask, reply, &why);
  if (why != NULL) {
    base_error_set_account (why, server->profile->client_id);
    g_propagate_error (error, why);
  }
  return answer;
}

GraphAnswer *
graph_answer_need_body (GraphAnswer *answer, const GraphAsk *ask, GError **error)
{
  if (answer == NULL || answer->body != NULL || answer->is_read)
    return answer;

  graph_answer_free (answer);
  base_error_set (error, BASE_ERROR_PROTOCOL, "%s: the answer is empty", ask->operation);
  return NULL;
}

GraphAnswer *
graph_ask_body (BaseCall *call, GraphServer *server, const GraphAsk *ask, GError **error)
{
  return graph_answer_need_body (graph_ask (call, server, ask, error), ask, error);
}
