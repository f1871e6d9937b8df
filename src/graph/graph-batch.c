/* graph-batch.c - up to twenty requests in one
 *
 * A token that comes to its end while a batch is worked off makes the later parts 401: they are
 * asked once more with another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-batch.h"

#include "base-error.h"
#include "graph-error.h"
#include "wire-json-write.h"
#include "wire-json.h"

#include <string.h>

#define MOST_WAIT_S 3600

void
graph_part_clear (GraphPart *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->answer, graph_answer_free);
  g_clear_error (&self->error);
}

/* What a batch is made of. */
typedef struct
{
  GraphPart *parts;
  guint n;
} Batch;

static gboolean
is_open (const GraphPart *part)
{
  return part->answer == NULL && part->error == NULL;
}

static void
write_part (GString *json, const GraphPart *part, guint index)
{
  g_string_append_printf (json, "{\"id\":\"%u\",\"method\":", index);
  wire_json_append (json, part->method != NULL ? part->method : "GET");
  g_string_append (json, ",\"url\":");
  wire_json_append (json, part->path);
  if (part->write != NULL) {
    g_string_append (json, ",\"headers\":{\"Content-Type\":\"application/json\"},\"body\":");
    part->write (json, part->data);
  }
  g_string_append_c (json, '}');
}

/* Those that have neither answer nor error yet. */
static void
write_batch (GString *json, gconstpointer data)
{
  const Batch *batch = data;
  gboolean is_first = TRUE;

  g_string_append (json, "{\"requests\":[");
  for (guint i = 0; i < batch->n; i++) {
    if (!is_open (&batch->parts[i]))
      continue;
    if (!is_first)
      g_string_append_c (json, ',');
    is_first = FALSE;
    write_part (json, &batch->parts[i], i);
  }
  g_string_append (json, "]}");
}

/* Of a response's headers, whatever the case of their names. Borrowed; NULL when it is not there.
 */
static const char *
find_header (JsonObject *response, const char *name)
{
  JsonNode *node = json_object_get_member (response, "headers");
  g_autoptr (GList) members = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  members = json_object_get_members (json_node_get_object (node));
  for (GList *item = members; item != NULL; item = item->next)
    if (g_ascii_strcasecmp (item->data, name) == 0)
      return wire_json_string (json_node_get_object (node), "headers", item->data, NULL);
  return NULL;
}

static guint64
find_wait_ms (JsonObject *response)
{
  const char *text = find_header (response, "Retry-After");
  guint64 seconds;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &seconds, NULL))
    return 0;
  return MIN (seconds, MOST_WAIT_S) * 1000;
}

static void
take_part (const GraphServer *server, GraphPart *part, JsonObject *response,
           const GraphAnswer *whole)
{
  JsonNode *node = json_object_get_member (response, "body");
  JsonObject *body =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = find_header (response, "request-id");
  gint64 status = 0;

  if (!wire_json_integer (response, "response", "status", 100, 599, 0, &status, &part->error))
    return;
  if (id == NULL)
    id = whole->request_id;
  if (status / 100 != 2) {
    const GraphRefusal refusal = { .status = (int) status,
                                   .body = body,
                                   .host = server->host,
                                   .mailbox = part->mailbox,
                                   .request_id = id,
                                   .wait_ms = find_wait_ms (response) };

    graph_error_set (&refusal, &part->error);
    base_error_set_account (part->error, server->profile->client_id);
    return;
  }

  part->answer = g_new0 (GraphAnswer, 1);
  part->answer->body = body != NULL ? json_object_ref (body) : NULL;
  part->answer->request_id = g_strdup (id);
  part->answer->skew_s = whole->skew_s;
}

/* The part that a response is about; NULL for one that was not asked for, or was answered. */
static GraphPart *
find_part (GraphPart *parts, guint n, JsonObject *response)
{
  const char *id = wire_json_string (response, "response", "id", NULL);
  guint64 index;

  if (id == NULL || !g_ascii_string_to_unsigned (id, 10, 0, n - 1, &index, NULL) ||
      parts[index].answer != NULL || parts[index].error != NULL)
    return NULL;
  return &parts[index];
}

static gboolean
decode (const GraphServer *server, const GraphAnswer *whole, GraphPart *parts, guint n,
        GError **error)
{
  JsonNode *node = json_object_get_member (whole->body, "responses");
  JsonArray *responses;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node)) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "the batch's answer has no “responses”");
    return FALSE;
  }

  responses = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (responses); i++) {
    JsonNode *one = json_array_get_element (responses, i);
    GraphPart *part = NULL;

    if (JSON_NODE_HOLDS_OBJECT (one))
      part = find_part (parts, n, json_node_get_object (one));
    if (part != NULL)
      take_part (server, part, json_node_get_object (one), whole);
  }
  return TRUE;
}

static gboolean
only_asks (const GraphPart *parts, guint n)
{
  for (guint i = 0; i < n; i++)
    if (parts[i].method != NULL)
      return FALSE;
  return TRUE;
}

/* What was read of the responses, for as long as all of them are as usual. */
typedef struct
{
  const Batch *batch;
  gboolean is_read[GRAPH_MOST_PARTS];
  char *ids[GRAPH_MOST_PARTS]; /* of the requests; NULL: not told */
} Quick;

static void
clear_quick (Quick *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->ids); i++)
    g_free (self->ids[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Quick, clear_quick)

static gboolean
take_id (const Quick *self, WireJsonScan *scan, guint *ret)
{
  g_autofree char *text = wire_json_scan_string (scan);
  guint64 index;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, self->batch->n - 1, &index, NULL) ||
      !is_open (&self->batch->parts[index]) || self->is_read[index])
    return FALSE;
  *ret = (guint) index;
  return TRUE;
}

static gboolean
take_headers (WireJsonScan *scan, char **ret_request_id)
{
  if (!wire_json_scan_object (scan))
    return FALSE;
  while (wire_json_scan_member (scan)) {
    if (!wire_json_scan_is_caseless (scan, "request-id"))
      wire_json_scan_skip (scan);
    else if (*ret_request_id == NULL)
      *ret_request_id = wire_json_scan_string (scan);
    else
      return FALSE;
  }
  return !scan->is_odd;
}

/* Of a part that is known. */
static gboolean
take_content (Quick *self, WireJsonScan *scan, guint index)
{
  const GraphPart *part = &self->batch->parts[index];

  if (wire_json_scan_is (scan, "headers"))
    return self->ids[index] == NULL && take_headers (scan, &self->ids[index]);

  self->is_read[index] = !self->is_read[index] && wire_json_scan_is (scan, "body") &&
                         part->quick != NULL && part->quick (scan, part->quick_data);
  return self->is_read[index];
}

/* One that went well, with its members in the usual order: whose it is, and how it went, are known
 * before the rest comes. */
static gboolean
take_response (Quick *self, WireJsonScan *scan)
{
  guint index = 0;
  guint status = 0;

  if (!wire_json_scan_object (scan) || !wire_json_scan_member (scan) ||
      !wire_json_scan_is (scan, "id") || !take_id (self, scan, &index) ||
      !wire_json_scan_member (scan) || !wire_json_scan_is (scan, "status") ||
      !wire_json_scan_number (scan, &status) || status / 100 != 2)
    return FALSE;

  while (wire_json_scan_member (scan))
    if (!take_content (self, scan, index))
      return FALSE;
  return self->is_read[index] && !scan->is_odd;
}

static gboolean
take_responses_cb (WireJsonScan *scan, gpointer data)
{
  Quick *self = data;
  gboolean is_there = FALSE;

  if (!wire_json_scan_object (scan))
    return FALSE;
  while (wire_json_scan_member (scan)) {
    if (!wire_json_scan_is (scan, "responses")) {
      wire_json_scan_skip (scan);
      continue;
    }
    if (is_there || !wire_json_scan_array (scan))
      return FALSE;
    is_there = TRUE;
    while (wire_json_scan_element (scan))
      if (!take_response (self, scan))
        return FALSE;
  }
  return is_there && !scan->is_odd;
}

static void
keep_quick (Quick *self, const GraphAnswer *whole)
{
  for (guint i = 0; i < self->batch->n; i++) {
    GraphAnswer *answer;

    if (!self->is_read[i])
      continue;
    answer = self->batch->parts[i].answer = g_new0 (GraphAnswer, 1);
    answer->is_read = TRUE;
    answer->skew_s = whole->skew_s;
    answer->request_id =
        self->ids[i] != NULL ? g_steal_pointer (&self->ids[i]) : g_strdup (whole->request_id);
  }
}

static gboolean
run (BaseCall *call, GraphServer *server, GraphPart *parts, guint n, GError **error)
{
  const Batch batch = { parts, n };
  g_auto (Quick) quick = { .batch = &batch };
  const GraphAsk ask = { .operation = "$batch",
                         .method = "POST",
                         .path = "/$batch",
                         .write = write_batch,
                         .data = &batch,
                         .quick = take_responses_cb,
                         .quick_data = &quick,
                         .is_question = only_asks (parts, n) };
  g_autoptr (GraphAnswer) whole = graph_ask_body (call, server, &ask, error);

  if (whole == NULL)
    return FALSE;
  if (!whole->is_read)
    return decode (server, whole, parts, n, error);

  keep_quick (&quick, whole);
  return TRUE;
}

/* TRUE when there is any to be asked again. */
static gboolean
forget_refused_tokens (GraphPart *parts, guint n)
{
  gboolean is_any = FALSE;

  for (guint i = 0; i < n; i++)
    if (g_error_matches (parts[i].error, BASE_ERROR, BASE_ERROR_AUTH)) {
      g_clear_error (&parts[i].error);
      is_any = TRUE;
    }
  return is_any;
}

/* The one that the parts were asked with, or a younger one, which stays. */
static void
refuse_token (BaseCall *call, GraphServer *server)
{
  g_autoptr (BaseSecret) token = server->tokens.get (call, server->tokens.data, NULL);

  if (token != NULL)
    server->tokens.refuse (token, server->tokens.data);
}

static void
mark_missing (GraphPart *parts, guint n)
{
  static const BaseErrorFacts missing = { .reason = "batch-missing" };

  for (guint i = 0; i < n; i++)
    if (parts[i].answer == NULL && parts[i].error == NULL)
      base_error_set_facts (&parts[i].error, BASE_ERROR_PROTOCOL, &missing,
                            "the batch's answer says nothing of it");
}

gboolean
graph_batch (BaseCall *call, GraphServer *server, GraphPart *parts, guint n, GError **error)
{
  g_autoptr (GError) why = NULL;

  g_return_val_if_fail (n >= 1 && n <= GRAPH_MOST_PARTS, FALSE);

  if (!run (call, server, parts, n, error))
    return FALSE;
  if (forget_refused_tokens (parts, n)) {
    refuse_token (call, server);
    run (call, server, parts, n, &why);
    for (guint i = 0; i < n && why != NULL; i++)
      if (parts[i].answer == NULL && parts[i].error == NULL)
        parts[i].error = g_error_copy (why);
  }
  mark_missing (parts, n);
  return TRUE;
}
