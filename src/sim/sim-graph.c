/* sim-graph.c - Microsoft Graph: the token, the way to an operation, faults, throttling
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-graph.h"

#include "sim-reply-head.h"
#include "sim-throttle.h"
#include "wire-json.h"

#include <string.h>

#define AT_ONCE_IN_A_BATCH 4

struct _SimGraph
{
  SimWorld *world;
  SimThrottle throttle;
  gint64 came_us; /* the request that is answered now */
  guint n_hostile;
};

SimGraph *
sim_graph_new (SimWorld *world)
{
  SimGraph *self = g_new0 (SimGraph, 1);

  self->world = world;
  sim_throttle_init (&self->throttle, &world->options->budget, g_get_monotonic_time ());
  return self;
}

void
sim_graph_free (SimGraph *self)
{
  g_free (self);
}

gboolean
sim_graph_is_path (const char *path)
{
  return g_str_has_prefix (path, SIM_GRAPH_PATH "/");
}

static SimGraphAnswer
answer_organization (const SimGraphAsk *ask)
{
  JsonObject *body = json_object_new ();
  JsonArray *list = json_array_new ();
  JsonObject *one = json_object_new ();

  json_object_set_string_member (one, "id", SIM_TENANT);
  json_object_set_string_member (one, "displayName", "Corp Example");
  json_array_add_object_element (list, one);
  json_object_set_array_member (body, "value", list);
  return sim_graph_answer (body);
}

/* The operations; "*" is any step, a step more than these may follow only settings. */
static const struct
{
  const char *method;
  const char *first;
  const char *second;
  const char *third;
  const char *name;
  SimGraphAnswer (*answer) (const SimGraphAsk *ask);
} operations[] = {
  { "GET", "users", "", "", "graph-users", sim_graph_users },
  { "GET", "users", "delta", "", "graph-delta", sim_graph_delta },
  { "GET", "users", "delta()", "", "graph-delta", sim_graph_delta },
  { "GET", "users", "*", "", "graph-user", sim_graph_user },
  { "GET", "me", "", "", "graph-me", sim_graph_me },
  { "PATCH", "users", "*", "mailboxSettings", "graph-set-settings", sim_graph_settings },
  { NULL, "users", "*", "mailboxSettings", "graph-get-settings", sim_graph_settings },
  { "GET", "users", "*", "mailFolders", "graph-get-rules", sim_graph_rules },
  { "POST", "users", "*", "mailFolders", "graph-add-rule", sim_graph_rules },
  { "DELETE", "users", "*", "mailFolders", "graph-remove-rule", sim_graph_rules },
  { "GET", "users", "*", "events", "graph-events", sim_graph_events },
  { "POST", "users", "*", "events", "graph-create-event", sim_graph_events },
  { "DELETE", "users", "*", "events", "graph-delete-event", sim_graph_events },
  { "GET", "groups", "", "", "graph-groups", sim_graph_groups },
  { "GET", "groups", "*", "transitiveMembers", "graph-members", sim_graph_members },
  { "GET", "organization", "", "", "graph-organization", answer_organization },
};

static gboolean
is_step (const char *wanted, const char *step)
{
  return strcmp (wanted, "*") == 0 ? *step != '\0' : strcmp (wanted, step) == 0;
}

static gint
find_operation (const SimGraphAsk *ask)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if ((operations[i].method == NULL || strcmp (operations[i].method, ask->method) == 0) &&
        is_step (operations[i].first, sim_graph_ask_step (ask, 0)) &&
        is_step (operations[i].second, sim_graph_ask_step (ask, 1)) &&
        is_step (operations[i].third, sim_graph_ask_step (ask, 2)))
      return (gint) i;
  return -1;
}

/* Which code and words Graph has for a status, and which status for a code. */
static const struct
{
  int status;
  const char *code;
} usual_codes[] = {
  { 400, "BadRequest" },         { 401, "InvalidAuthenticationToken" },
  { 403, "ErrorAccessDenied" },  { 403, "Authorization_RequestDenied" },
  { 404, "ResourceNotFound" },   { 404, "MailboxNotEnabledForRESTAPI" },
  { 404, "ErrorItemNotFound" },  { 410, "SyncStateNotFound" },
  { 429, "TooManyRequests" },    { 429, "ApplicationThrottled" },
  { 429, "MailboxConcurrency" }, { 503, "ServiceUnavailable" },
  { 503, "ErrorServerBusy" },    { 504, "GatewayTimeout" },
};

static const char *
code_of (const SimAction *action)
{
  if (action->text != NULL)
    return action->text;
  for (guint i = 0; i < G_N_ELEMENTS (usual_codes); i++)
    if (usual_codes[i].status == action->status)
      return usual_codes[i].code;
  return "UnknownError";
}

static int
status_of (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual_codes); i++)
    if (strcmp (usual_codes[i].code, code) == 0)
      return usual_codes[i].status;
  return 400;
}

static gboolean
is_error (const SimAction *action)
{
  return action->kind == SIM_ACTION_STATUS || action->kind == SIM_ACTION_FAULT ||
         action->kind == SIM_ACTION_RESPONSE_ERROR;
}

static SimGraphAnswer
make_error (const SimGraphAsk *ask, const SimAction *action)
{
  static const char words[] = "This was asked for by the faults of the practice range.";
  SimGraphAnswer answer;

  if (action->kind == SIM_ACTION_STATUS) {
    answer = sim_graph_refuse (ask, (int) action->status, code_of (action), words);
    answer.retry_after = action->wait > 0 ? action->wait : -1;
  } else {
    answer = sim_graph_refuse (ask, status_of (action->text), action->text, words);
    answer.retry_after = action->wait > 0 ? (action->wait + 999) / 1000 : -1;
  }
  return answer;
}

/* The budget of the throttling character; TRUE when it is used up, and answered so. */
static gboolean
is_throttled (SimGraph *self, const SimGraphAsk *ask, SimGraphAnswer *ret)
{
  gint64 wait_ms = 0;

  if (self->world->options->character == SIM_CHARACTER_THROTTLING)
    wait_ms = sim_throttle_take (&self->throttle, self->came_us);
  if (wait_ms <= 0)
    return FALSE;

  sim_counters_in_back_off (self->world->counters, &self->throttle);
  *ret = sim_graph_refuse (ask, 429, "ApplicationThrottled", "Too many requests.");
  ret->retry_after = (wait_ms + 999) / 1000;
  return TRUE;
}

/* Mailboxes are Exchange's to refuse, the others the directory's. */
static SimGraphAnswer
refuse_rights (const SimGraphAsk *ask)
{
  if (sim_graph_is_mailbox (ask))
    return sim_graph_refuse (ask, 403, "ErrorAccessDenied",
                             "Access is denied. Check credentials and try again.");
  return sim_graph_refuse (ask, 403, "Authorization_RequestDenied",
                           "Insufficient privileges to complete the operation.");
}

SimGraphAnswer
sim_graph_answer_ask (SimGraph *self, const SimGraphAsk *ask, const SimAction **ret_action)
{
  gint i = find_operation (ask);
  const SimAction *action;
  SimGraphAnswer answer;

  if (i < 0)
    return sim_graph_refuse (ask, 400, "BadRequest", "Resource not found for the segment.");

  sim_counters_operation (self->world->counters, operations[i].name);
  if (is_throttled (self, ask, &answer))
    return answer;

  action = sim_faults_meet (self->world->faults, operations[i].name, sim_graph_ask_step (ask, 1));
  if (ret_action != NULL)
    *ret_action = action;
  if ((action == NULL || !is_error (action)) && !sim_graph_may (ask))
    return refuse_rights (ask);
  if (action == NULL || !is_error (action))
    return operations[i].answer (ask);

  if (action->is_executed) {
    g_auto (SimGraphAnswer) done = operations[i].answer (ask);

    g_debug ("done all the same: %d", done.status);
  }
  return make_error (ask, action);
}

static GBytes *
make_bytes (JsonObject *body)
{
  char *text = body != NULL ? wire_json_to_text (body) : g_strdup ("");

  return g_bytes_new_take (text, strlen (text));
}

static void
send_answer (SimTurn *turn, const SimGraphAnswer *answer, gint64 slow_ms)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (turn->message);
  g_autoptr (GBytes) bytes = make_bytes (answer->body);

  soup_server_message_set_status (turn->message, (guint) answer->status, NULL);
  if (answer->retry_after >= 0) {
    g_autofree char *wait = g_strdup_printf ("%" G_GINT64_FORMAT, answer->retry_after);

    soup_message_headers_replace (headers, "Retry-After", wait);
  }
  if (answer->body != NULL)
    sim_reply_head_body (turn->message,
                         "application/json;odata.metadata=minimal;odata.streaming=true;"
                         "IEEE754Compatible=false;charset=utf-8",
                         bytes);
  sim_turn_finish (turn, slow_ms);
}

/* A fault that is about the whole HTTP request. */
static void
send_action (SimTurn *turn, const SimAction *action, SimGraphAnswer *answer)
{
  g_autoptr (GBytes) bytes = make_bytes (answer->body);
  const SimAnswer shown = { .status = answer->status, .body = bytes };

  if (action->kind == SIM_ACTION_ANSWER) {
    send_answer (turn, answer, action->slow_ms);
    return;
  }
  sim_turn_set_action (turn, action, &shown);
  sim_turn_finish (turn, action->slow_ms);
}

/* FALSE for no token, and for one that is not good. ret_claims: NULL for the ready line's own. */
static gboolean
read_token (const SimGraph *self, SimTurn *turn, JsonObject **ret_claims)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (turn->message), "Authorization");

  if (header == NULL || !g_str_has_prefix (header, "Bearer "))
    return FALSE;
  if (sim_accounts_is_secret (sim_accounts_token (self->world->accounts),
                              header + strlen ("Bearer ")))
    return TRUE;
  *ret_claims =
      sim_tokens_check (self->world->tokens, header + strlen ("Bearer "), SIM_RESOURCE_GRAPH);
  return *ret_claims != NULL;
}

static void
refuse_token (SimTurn *turn, const SimGraphAsk *ask)
{
  g_auto (SimGraphAnswer) answer =
      sim_graph_refuse (ask, 401, "InvalidAuthenticationToken",
                        "Access token validation failure. Invalid audience or signature.");

  sim_counters_failed_log_in (turn->world->counters);
  soup_message_headers_append (soup_server_message_get_response_headers (turn->message),
                               "WWW-Authenticate", "Bearer realm=\"\"");
  send_answer (turn, &answer, 0);
}

static SimGraphAsk *
make_ask (SimGraph *self, SimTurn *turn, const char *base)
{
  GUri *uri = soup_server_message_get_uri (turn->message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (turn->message);
  g_autoptr (GBytes) request =
      soup_message_body_flatten (soup_server_message_get_request_body (turn->message));
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  const char *level = soup_message_headers_get_one (headers, "ConsistencyLevel");
  g_autofree char *target =
      g_strconcat (g_uri_get_path (uri) + strlen (SIM_GRAPH_PATH),
                   g_uri_get_query (uri) != NULL ? "?" : "", g_uri_get_query (uri), NULL);
  SimGraphAsk *ask =
      sim_graph_ask_new (self->world, soup_server_message_get_method (turn->message), target);

  if (ask == NULL)
    return NULL;
  ask->base = base;
  ask->id = soup_message_headers_get_one (soup_server_message_get_response_headers (turn->message),
                                          "request-id");
  ask->is_json = type != NULL && strcmp (type, "application/json") == 0;
  ask->is_eventual = level != NULL && g_ascii_strcasecmp (level, "eventual") == 0;
  ask->zone = sim_graph_ask_zone (soup_message_headers_get_one (headers, "Prefer"));
  if (g_bytes_get_size (request) > 0)
    ask->body = wire_json_parse (g_bytes_get_data (request, NULL), g_bytes_get_size (request),
                                 "request", NULL);
  return ask;
}

/* The rounds of a batch that come after the first take as long as a request each. */
static gint64
batch_ms (const SimGraph *self, const SimGraphAsk *ask)
{
  JsonNode *node = ask->body != NULL ? json_object_get_member (ask->body, "requests") : NULL;
  guint n = node != NULL && JSON_NODE_HOLDS_ARRAY (node)
                ? json_array_get_length (json_node_get_array (node))
                : 0;

  return n > 0 ? (gint64) ((n - 1) / AT_ONCE_IN_A_BATCH) * self->world->options->latency_ms : 0;
}

static void
serve_batch (SimGraph *self, SimTurn *turn, const SimGraphAsk *ask)
{
  const SimAction *action = sim_faults_meet (self->world->faults, "graph-batch", "");
  g_auto (SimGraphAnswer) answer = { .retry_after = -1 };

  sim_counters_operation (self->world->counters, "graph-batch");
  if (action == NULL || sim_action_shows_answer (action) || action->is_executed)
    answer = sim_graph_batch (self, ask);
  if (action != NULL && is_error (action)) {
    sim_graph_answer_clear (&answer);
    answer = make_error (ask, action);
    send_answer (turn, &answer, action->slow_ms);
  } else if (action != NULL) {
    send_action (turn, action, &answer);
  } else {
    send_answer (turn, &answer, batch_ms (self, ask));
  }
}

static void
serve_one (SimGraph *self, SimTurn *turn, const SimGraphAsk *ask)
{
  const SimAction *action = NULL;
  g_auto (SimGraphAnswer) answer = sim_graph_answer_ask (self, ask, &action);

  if (action != NULL && !is_error (action)) {
    send_action (turn, action, &answer);
  } else if (action == NULL && self->world->options->character == SIM_CHARACTER_HOSTILE) {
    sim_turn_set_garbage (turn, (SimGarbage) (self->n_hostile++ % (SIM_GARBAGE_SILENCE + 1)));
    sim_turn_finish (turn, 0);
  } else {
    send_answer (turn, &answer, action != NULL ? action->slow_ms : 0);
  }
}

void
sim_graph_serve (SimGraph *self, SimTurn *turn)
{
  g_autofree char *host = sim_reply_head_base (turn->message);
  g_autofree char *base = g_strconcat (host, SIM_GRAPH_PATH, NULL);
  g_autoptr (JsonObject) claims = NULL;
  g_autoptr (SimGraphAsk) ask = make_ask (self, turn, base);
  gboolean is_known = read_token (self, turn, &claims);

  if (ask == NULL) {
    sim_turn_set_status (turn, SOUP_STATUS_BAD_REQUEST);
    return;
  }
  ask->claims = claims;
  self->came_us = turn->came_us;
  if (!is_known)
    refuse_token (turn, ask);
  else if (strcmp (sim_graph_ask_step (ask, 0), "$batch") == 0 && strcmp (ask->method, "POST") == 0)
    serve_batch (self, turn, ask);
  else
    serve_one (self, turn, ask);
}
