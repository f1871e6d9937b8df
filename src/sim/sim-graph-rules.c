/* sim-graph-rules.c - the rules of inboxes as Graph has them
 *
 * From Microsoft's reference of messageRule, messageRuleActions and messageRulePredicates: there is
 * no condition for a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-graph.h"
#include "sim-rules.h"

#include <string.h>

static void
set_recipient (JsonObject *actions, const char *name, const char *address)
{
  JsonArray *list = json_array_new ();
  JsonObject *recipient = json_object_new ();
  JsonObject *mail = json_object_new ();

  json_object_set_string_member (mail, "name", address);
  json_object_set_string_member (mail, "address", address);
  json_object_set_object_member (recipient, "emailAddress", mail);
  json_array_add_object_element (list, recipient);
  json_object_set_array_member (actions, name, list);
}

static JsonObject *
show_rule (const SimRule *rule)
{
  JsonObject *object = json_object_new ();
  JsonObject *actions = json_object_new ();

  json_object_set_string_member (object, "id", rule->id);
  json_object_set_string_member (object, "displayName", rule->name);
  json_object_set_int_member (object, "sequence", rule->priority);
  json_object_set_boolean_member (object, "isEnabled", rule->is_enabled);
  json_object_set_boolean_member (object, "hasError", FALSE);
  json_object_set_boolean_member (object, "isReadOnly", FALSE);
  if (rule->subject != NULL) {
    JsonObject *conditions = json_object_new ();
    JsonArray *words = json_array_new ();

    json_array_add_string_element (words, rule->subject);
    json_object_set_array_member (conditions, "subjectContains", words);
    json_object_set_object_member (object, "conditions", conditions);
  }
  if (rule->except_replies) {
    JsonObject *exceptions = json_object_new ();

    json_object_set_boolean_member (exceptions, "isAutomaticReply", TRUE);
    json_object_set_object_member (object, "exceptions", exceptions);
  }
  if (rule->deletes)
    json_object_set_boolean_member (actions, "delete", TRUE);
  if (rule->forward != NULL)
    set_recipient (actions, "forwardTo", rule->forward);
  if (rule->redirect != NULL)
    set_recipient (actions, "redirectTo", rule->redirect);
  json_object_set_object_member (object, "actions", actions);
  return object;
}

static SimGraphAnswer
list_rules (const SimGraphAsk *ask, guint person)
{
  const GPtrArray *rules = sim_rules_list (ask->world, person);
  JsonObject *body = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < rules->len; i++)
    json_array_add_object_element (list, show_rule (rules->pdata[i]));
  json_object_set_array_member (body, "value", list);
  return sim_graph_answer (body);
}

static JsonObject *
find_object (JsonObject *parent, const char *name)
{
  JsonNode *node = parent != NULL ? json_object_get_member (parent, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonNode *
find_value (JsonObject *parent, const char *name, GType type)
{
  JsonNode *node = parent != NULL ? json_object_get_member (parent, name) : NULL;

  return node != NULL && json_node_get_value_type (node) == type ? node : NULL;
}

static gboolean
is_true (JsonObject *parent, const char *name)
{
  JsonNode *node = find_value (parent, name, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

/* The first one. Caller frees. */
static char *
read_recipient (JsonObject *actions, const char *name)
{
  JsonNode *node = actions != NULL ? json_object_get_member (actions, name) : NULL;
  JsonArray *list =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *first =
      list != NULL && json_array_get_length (list) > 0 ? json_array_get_element (list, 0) : NULL;
  JsonObject *mail = first != NULL && JSON_NODE_HOLDS_OBJECT (first)
                         ? find_object (json_node_get_object (first), "emailAddress")
                         : NULL;
  JsonNode *address = find_value (mail, "address", G_TYPE_STRING);

  return address != NULL ? json_node_dup_string (address) : NULL;
}

static SimGraphAnswer
add_rule (const SimGraphAsk *ask, guint person)
{
  JsonNode *name = find_value (ask->body, "displayName", G_TYPE_STRING);
  JsonNode *sequence = find_value (ask->body, "sequence", G_TYPE_INT64);
  JsonObject *actions = find_object (ask->body, "actions");
  SimGraphAnswer answer;
  SimRule *rule;

  if (!ask->is_json || name == NULL || sequence == NULL || actions == NULL)
    return sim_graph_refuse (ask, 400, "RequestBodyRead", "The rule lacks what every rule has.");

  rule = sim_rule_new ();
  g_free (rule->name);
  rule->name = json_node_dup_string (name);
  rule->priority = (guint) json_node_get_int (sequence);
  rule->is_enabled = is_true (ask->body, "isEnabled");
  rule->forward = read_recipient (actions, "forwardTo");
  rule->redirect = read_recipient (actions, "redirectTo");
  rule->deletes = is_true (actions, "delete");
  rule->except_replies = is_true (find_object (ask->body, "exceptions"), "isAutomaticReply");
  if (rule->forward == NULL && rule->redirect == NULL && !rule->deletes) {
    sim_rule_free (rule);
    return sim_graph_refuse (ask, 400, "ErrorInvalidRequest", "The rule has no action.");
  }
  if (!sim_rules_add (ask->world, person, rule))
    return sim_graph_refuse (ask, 400, "ErrorInvalidRecipients", "A recipient is not known.");

  sim_counters_operation (ask->world->counters, "rules-written");
  answer = sim_graph_answer (show_rule (rule));
  answer.status = 201;
  return answer;
}

static SimGraphAnswer
remove_rule (const SimGraphAsk *ask, guint person)
{
  SimGraphAnswer answer = sim_graph_answer (NULL);

  if (!sim_rules_remove (ask->world, person, sim_graph_ask_step (ask, 5)))
    return sim_graph_refuse (ask, 404, "ErrorItemNotFound", "The rule is not there.");
  sim_counters_operation (ask->world->counters, "rules-written");
  answer.status = 204;
  return answer;
}

SimGraphAnswer
sim_graph_rules (const SimGraphAsk *ask)
{
  gboolean is_one = *sim_graph_ask_step (ask, 5) != '\0';
  SimGraphAnswer refusal = { 0 };
  guint person;

  if (!sim_graph_find_mailbox (ask, &person, &refusal))
    return refusal;
  if (strcmp (sim_graph_ask_step (ask, 3), "inbox") != 0 ||
      strcmp (sim_graph_ask_step (ask, 4), "messageRules") != 0)
    return sim_graph_refuse (ask, 400, "BadRequest", "Resource not found for the segment.");
  if (strcmp (ask->method, "GET") == 0 && !is_one)
    return list_rules (ask, person);
  if (strcmp (ask->method, "POST") == 0 && !is_one)
    return add_rule (ask, person);
  if (strcmp (ask->method, "DELETE") == 0 && is_one)
    return remove_rule (ask, person);
  return sim_graph_refuse (ask, 405, "BadRequest", "The method is not allowed here.");
}
