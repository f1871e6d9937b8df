/* graph-rules.c - the rules of a mailbox's inbox (messageRule)
 *
 * Quirks: an older page of the reference has redirectTo as a single recipient; a condition or an
 * action that is off comes as null or false, and with an empty list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-rules.h"

#include "base-error.h"
#include "graph-mailbox.h"
#include "graph-page.h"
#include "wire-json-write.h"
#include "wire-json.h"

#include <string.h>

#define RULES "mailFolders/inbox/messageRules"
#define MOST_PRIORITY 1000000

/* NULL: there is none. */
static JsonObject *
find_object (JsonObject *parent, const char *name)
{
  JsonNode *node = parent != NULL ? json_object_get_member (parent, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
is_true (JsonObject *parent, const char *name)
{
  JsonNode *node = parent != NULL ? json_object_get_member (parent, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

static gboolean
is_nothing (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  return JSON_NODE_HOLDS_NULL (node) ||
         (json_node_get_value_type (node) == G_TYPE_BOOLEAN && !json_node_get_boolean (node));
}

/* All that is said in it is one of these. */
static gboolean
has_only (JsonObject *object, const char *one, const char *other)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object == NULL)
    return TRUE;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    if (!is_nothing (node) && name[0] != '@' && strcmp (name, one) != 0 &&
        strcmp (name, other) != 0)
      return FALSE;
  return TRUE;
}

/* Of a recipient, or of a list of exactly one; NULL: of nobody. Borrowed. */
static const char *
find_target (JsonObject *actions, const char *name)
{
  JsonNode *node = actions != NULL ? json_object_get_member (actions, name) : NULL;
  JsonArray *list =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (list != NULL)
    node = json_array_get_length (list) == 1 ? json_array_get_element (list, 0) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  node = json_object_get_member (json_node_get_object (node), "emailAddress");
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
             ? wire_json_string (json_node_get_object (node), RULES, "address", NULL)
             : NULL;
}

static void
read_actions (JsonObject *actions, ExchangeRule *rule)
{
  const char *forward = find_target (actions, "forwardTo");
  const char *redirect = find_target (actions, "redirectTo");
  gboolean deletes = is_true (actions, "delete");

  rule->keeps_copy = !deletes;
  rule->target = g_strdup (forward != NULL ? forward : redirect);
  rule->is_plain = (forward != NULL && !deletes && has_only (actions, "forwardTo", "forwardTo")) ||
                   (redirect != NULL && deletes && has_only (actions, "redirectTo", "delete"));
}

static ExchangeRule *
decode_rule (JsonObject *object, GError **error)
{
  const char *id = wire_json_need_string (object, RULES, "id", error);
  const char *name =
      id != NULL ? wire_json_need_string (object, RULES, "displayName", error) : NULL;
  gint64 priority = 0;
  ExchangeRule *rule;

  if (name == NULL ||
      !wire_json_integer (object, RULES, "sequence", 0, MOST_PRIORITY, 0, &priority, error))
    return NULL;

  rule = exchange_rule_new (name, NULL);
  rule->id = g_strdup (id);
  rule->priority = (guint) priority;
  rule->is_enabled = is_true (object, "isEnabled");
  read_actions (find_object (object, "actions"), rule);
  rule->is_plain = rule->is_plain && has_only (find_object (object, "conditions"), "", "") &&
                   has_only (find_object (object, "exceptions"), "isAutomaticReply", "") &&
                   !is_true (object, "hasError") && !is_true (object, "isReadOnly");
  return rule;
}

typedef struct
{
  GPtrArray *rules;
  GError *problem;
} Listing;

static gboolean
take_rules_cb (JsonArray *entries, gpointer data)
{
  Listing *self = data;

  for (guint i = 0; i < json_array_get_length (entries); i++) {
    JsonNode *node = json_array_get_element (entries, i);
    ExchangeRule *rule;

    if (!JSON_NODE_HOLDS_OBJECT (node)) {
      base_error_set (&self->problem, BASE_ERROR_PROTOCOL, RULES ": an entry is no object");
      return FALSE;
    }
    rule = decode_rule (json_node_get_object (node), &self->problem);
    if (rule == NULL)
      return FALSE;
    g_ptr_array_add (self->rules, rule);
  }
  return TRUE;
}

GPtrArray *
graph_rules_list (BaseCall *call, GraphServer *server, const char *mailbox, GError **error)
{
  g_autoptr (GPtrArray) rules =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_rule_free);
  Listing listing = { .rules = rules };
  const GraphAsk ask = { .operation = "get messageRules" };

  if (!graph_mailbox_list (call, server, mailbox, RULES, &ask, take_rules_cb, &listing, error))
    return NULL;
  if (listing.problem != NULL) {
    g_propagate_error (error, listing.problem);
    return NULL;
  }
  return g_steal_pointer (&rules);
}

static void
write_rule (GString *json, gconstpointer data)
{
  const ExchangeRule *rule = data;

  g_string_append (json, "{\"displayName\":");
  wire_json_append (json, rule->name);
  g_string_append_printf (json,
                          ",\"sequence\":%u,\"isEnabled\":true,"
                          "\"exceptions\":{\"isAutomaticReply\":true},\"actions\":{%s\"%s\":"
                          "[{\"emailAddress\":{\"address\":",
                          rule->priority, rule->keeps_copy ? "" : "\"delete\":true,",
                          rule->keeps_copy ? "forwardTo" : "redirectTo");
  wire_json_append (json, rule->target);
  g_string_append (json, "}}]}}");
}

static gboolean
ask_change (BaseCall *call, GraphServer *server, const char *mailbox, const char *rest,
            const GraphAsk *ask, char **ret_request_id, GError **error)
{
  g_autoptr (GraphAnswer) answer = graph_mailbox_change (call, server, mailbox, rest, ask, error);

  if (answer == NULL)
    return FALSE;
  if (ret_request_id != NULL) {
    g_free (*ret_request_id);
    *ret_request_id = g_steal_pointer (&answer->request_id);
  }
  return TRUE;
}

gboolean
graph_rules_add (BaseCall *call, GraphServer *server, const char *mailbox, const ExchangeRule *rule,
                 char **ret_request_id, GError **error)
{
  const GraphAsk ask = {
    .operation = "add messageRule", .method = "POST", .write = write_rule, .data = rule
  };

  return ask_change (call, server, mailbox, RULES, &ask, ret_request_id, error);
}

gboolean
graph_rules_remove (BaseCall *call, GraphServer *server, const char *mailbox, const char *id,
                    char **ret_request_id, GError **error)
{
  const GraphAsk ask = { .operation = "remove messageRule", .method = "DELETE" };
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *rest = g_strconcat (RULES "/", escaped, NULL);

  return ask_change (call, server, mailbox, rest, &ask, ret_request_id, error);
}
