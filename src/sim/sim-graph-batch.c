/* sim-graph-batch.c - $batch: up to twenty requests in one
 *
 * The answers come in another order than the requests, as the documentation warns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-graph.h"

#include "wire-json.h"

#include <string.h>

#define MOST_REQUESTS 20

/* Of the header lines of one of the requests, whatever the case of their names. */
static const char *
find_header (JsonObject *request, const char *name)
{
  JsonNode *node = json_object_get_member (request, "headers");
  g_autoptr (GList) members = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  members = json_object_get_members (json_node_get_object (node));
  for (GList *item = members; item != NULL; item = item->next)
    if (g_ascii_strcasecmp (item->data, name) == 0)
      return wire_json_string (json_node_get_object (node), "headers", item->data, NULL);
  return NULL;
}

static SimGraphAsk *
make_ask (const SimGraphAsk *batch, JsonObject *request)
{
  const char *method = wire_json_string (request, "request", "method", NULL);
  const char *url = wire_json_string (request, "request", "url", NULL);
  JsonNode *body = json_object_get_member (request, "body");
  const char *type = find_header (request, "Content-Type");
  const char *level = find_header (request, "ConsistencyLevel");
  SimGraphAsk *ask;

  if (method == NULL || url == NULL || strcmp (url, "/$batch") == 0)
    return NULL;

  ask = sim_graph_ask_new (batch->world, method, url);
  if (ask == NULL)
    return NULL;
  ask->base = batch->base;
  ask->id = batch->id;
  ask->claims = batch->claims;
  ask->is_json = type != NULL && g_str_has_prefix (type, "application/json");
  ask->is_eventual = level != NULL && g_ascii_strcasecmp (level, "eventual") == 0;
  ask->zone = sim_graph_ask_zone (find_header (request, "Prefer"));
  if (body != NULL && JSON_NODE_HOLDS_OBJECT (body))
    ask->body = json_object_ref (json_node_get_object (body));
  return ask;
}

static JsonObject *
make_response (const char *id, SimGraphAnswer *answer)
{
  JsonObject *response = json_object_new ();
  JsonObject *headers = json_object_new ();

  json_object_set_string_member (response, "id", id);
  json_object_set_int_member (response, "status", answer->status);
  if (answer->body != NULL)
    json_object_set_string_member (headers, "Content-Type", "application/json");
  if (answer->retry_after >= 0) {
    g_autofree char *wait = g_strdup_printf ("%" G_GINT64_FORMAT, answer->retry_after);

    json_object_set_string_member (headers, "Retry-After", wait);
  }
  json_object_set_object_member (response, "headers", headers);
  if (answer->body != NULL)
    json_object_set_object_member (response, "body", g_steal_pointer (&answer->body));
  return response;
}

/* TRUE when one of those that it waits for came to nothing. */
static gboolean
has_failed_before (JsonObject *request, GHashTable *done)
{
  JsonNode *node = json_object_get_member (request, "dependsOn");

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++) {
    const char *id = json_array_get_string_element (json_node_get_array (node), i);

    if (id == NULL || GPOINTER_TO_INT (g_hash_table_lookup (done, id)) / 100 != 2)
      return TRUE;
  }
  return FALSE;
}

static SimGraphAnswer
answer_one (SimGraph *self, const SimGraphAsk *batch, JsonObject *request, GHashTable *done)
{
  g_autoptr (SimGraphAsk) ask = make_ask (batch, request);

  if (ask == NULL)
    return sim_graph_refuse (batch, 400, "BadRequest", "The request of the batch is not one.");
  if (has_failed_before (request, done))
    return sim_graph_refuse (ask, 424, "FailedDependency", "What it depends on has failed.");
  return sim_graph_answer_ask (self, ask, NULL);
}

/* NULL when it is none: ids must be there and differ. */
static JsonArray *
find_requests (const SimGraphAsk *ask)
{
  JsonNode *node = ask->body != NULL ? json_object_get_member (ask->body, "requests") : NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *requests;
  guint n;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  requests = json_node_get_array (node);
  n = json_array_get_length (requests);
  if (n == 0 || n > MOST_REQUESTS)
    return NULL;
  for (guint i = 0; i < n; i++) {
    JsonNode *one = json_array_get_element (requests, i);
    const char *id = JSON_NODE_HOLDS_OBJECT (one)
                         ? wire_json_string (json_node_get_object (one), "request", "id", NULL)
                         : NULL;

    if (id == NULL || !g_hash_table_add (ids, (gpointer) id))
      return NULL;
  }
  return requests;
}

SimGraphAnswer
sim_graph_batch (SimGraph *self, const SimGraphAsk *ask)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) responses = g_ptr_array_new ();
  JsonArray *list = NULL;
  JsonObject *body;
  JsonArray *requests = find_requests (ask);
  guint n;

  if (requests == NULL)
    return sim_graph_refuse (ask, 400, "BadRequest", "Invalid batch payload format.");

  n = json_array_get_length (requests);
  for (guint i = 0; i < n; i++) {
    JsonObject *request = json_array_get_object_element (requests, i);
    const char *id = json_object_get_string_member (request, "id");
    g_auto (SimGraphAnswer) answer = answer_one (self, ask, request, done);

    g_hash_table_insert (done, (gpointer) id, GINT_TO_POINTER (answer.status));
    g_ptr_array_add (responses, make_response (id, &answer));
  }

  list = json_array_new ();
  for (guint i = 0; i < n; i++) /* from the middle on, and round */
    json_array_add_object_element (list, responses->pdata[(i + n / 2) % n]);
  body = json_object_new ();
  json_object_set_array_member (body, "responses", list);
  return sim_graph_answer (body);
}
