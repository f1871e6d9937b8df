/* sim-rules.c - the rules of inboxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-rules.h"

#include "base-error.h"
#include "wire-json.h"

#include <string.h>

#define PATH "rules"
#define MOST_PRIORITY 1000

typedef struct
{
  GPtrArray *rules;
  gboolean has_outlook;
  guint made;
} Inbox;

SimRule *
sim_rule_new (void)
{
  SimRule *self = g_new0 (SimRule, 1);

  self->name = g_strdup ("");
  self->is_enabled = TRUE;
  self->priority = 1;
  return self;
}

void
sim_rule_free (SimRule *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->forward);
  g_free (self->redirect);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_free (self->subject);
  g_free (self);
}

static void
free_inbox (gpointer data)
{
  Inbox *self = data;

  g_ptr_array_unref (self->rules);
  g_free (self);
}

GHashTable *
sim_rules_new_inboxes (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, free_inbox);
}

static Inbox *
open_inbox (SimWorld *world, guint person)
{
  Inbox *self = g_hash_table_lookup (world->inboxes, GUINT_TO_POINTER (person));

  if (self == NULL) {
    self = g_new0 (Inbox, 1);
    self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) sim_rule_free);
    g_hash_table_insert (world->inboxes, GUINT_TO_POINTER (person), self);
  }
  return self;
}

const GPtrArray *
sim_rules_list (SimWorld *world, guint person)
{
  return open_inbox (world, person)->rules;
}

static gboolean
is_somebody (const SimWorld *world, const char *address)
{
  return address == NULL || strchr (address, '@') == NULL ||
         !g_str_has_suffix (address, "@" SIM_DOMAIN) ||
         sim_people_find (world->people, address) != SIM_NOBODY;
}

static int
compare_priorities (gconstpointer a, gconstpointer b)
{
  const SimRule *x = *(SimRule *const *) a;
  const SimRule *y = *(SimRule *const *) b;

  return x->priority < y->priority ? -1 : x->priority > y->priority;
}

gboolean
sim_rules_add (SimWorld *world, guint person, SimRule *rule)
{
  Inbox *inbox = open_inbox (world, person);

  if (!is_somebody (world, rule->forward) || !is_somebody (world, rule->redirect)) {
    sim_rule_free (rule);
    return FALSE;
  }
  g_free (rule->id);
  rule->id = g_strdup_printf ("AQAAA%ux%u=", person, ++inbox->made);
  g_ptr_array_add (inbox->rules, rule);
  g_ptr_array_sort (inbox->rules, compare_priorities);
  return TRUE;
}

gboolean
sim_rules_remove (SimWorld *world, guint person, const char *id)
{
  Inbox *inbox = open_inbox (world, person);

  for (guint i = 0; i < inbox->rules->len; i++)
    if (strcmp (((SimRule *) inbox->rules->pdata[i])->id, id) == 0) {
      g_ptr_array_remove_index (inbox->rules, i);
      return TRUE;
    }
  return FALSE;
}

gboolean
sim_rules_has_outlook (SimWorld *world, guint person)
{
  return open_inbox (world, person)->has_outlook;
}

void
sim_rules_set_outlook (SimWorld *world, guint person, gboolean has_outlook)
{
  open_inbox (world, person)->has_outlook = has_outlook;
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
to_json (const SimRule *rule)
{
  g_autofree char *until = rule->until != NULL ? base_time_format_utc (rule->until) : NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", rule->id);
  json_object_set_string_member (object, "name", rule->name);
  json_object_set_int_member (object, "priority", rule->priority);
  json_object_set_boolean_member (object, "enabled", rule->is_enabled);
  set_text (object, "forward", rule->forward);
  set_text (object, "redirect", rule->redirect);
  json_object_set_boolean_member (object, "delete", rule->deletes);
  set_text (object, "until", until);
  set_text (object, "subject", rule->subject);
  json_object_set_boolean_member (object, "except_replies", rule->except_replies);
  return object;
}

JsonArray *
sim_rules_to_json (SimWorld *world, guint person)
{
  const GPtrArray *rules = sim_rules_list (world, person);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < rules->len; i++)
    json_array_add_object_element (list, to_json (rules->pdata[i]));
  return list;
}

/* NULL: it is not there, or null. Caller frees. */
static char *
read_text (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node)
             ? g_strdup (wire_json_string (object, PATH, name, error))
             : NULL;
}

static gboolean
read_flag (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
             ? json_node_get_boolean (node)
             : fallback;
}

static SimRule *
read_rule (JsonObject *object, GError **error)
{
  g_autoptr (SimRule) rule = sim_rule_new ();
  g_autoptr (GError) why = NULL;
  g_autofree char *until = NULL;
  gint64 priority = 1;

  g_free (rule->name);
  rule->name = g_strdup (wire_json_need_string (object, PATH, "name", &why));
  if (why == NULL)
    wire_json_integer (object, PATH, "priority", 1, MOST_PRIORITY, 1, &priority, &why);
  rule->priority = (guint) priority;
  rule->is_enabled = read_flag (object, "enabled", TRUE);
  rule->deletes = read_flag (object, "delete", FALSE);
  rule->except_replies = read_flag (object, "except_replies", FALSE);
  if (why == NULL)
    rule->forward = read_text (object, "forward", &why);
  if (why == NULL)
    rule->redirect = read_text (object, "redirect", &why);
  if (why == NULL)
    rule->subject = read_text (object, "subject", &why);
  if (why == NULL)
    until = read_text (object, "until", &why);
  if (why == NULL && until != NULL)
    rule->until = base_time_parse (until, NULL, &why);
  if (why == NULL)
    return g_steal_pointer (&rule);

  g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}

static gboolean
set_rules (SimWorld *world, guint person, JsonArray *list, GError **error)
{
  Inbox *inbox = open_inbox (world, person);

  g_ptr_array_set_size (inbox->rules, 0);
  for (guint i = 0; i < json_array_get_length (list); i++) {
    JsonNode *node = json_array_get_element (list, i);
    SimRule *rule =
        JSON_NODE_HOLDS_OBJECT (node) ? read_rule (json_node_get_object (node), error) : NULL;

    if (rule == NULL) {
      if (error != NULL && *error == NULL)
        base_error_set (error, BASE_ERROR_PROTOCOL, PATH ": an entry is no object");
      return FALSE;
    }
    if (!sim_rules_add (world, person, rule)) {
      base_error_set (error, BASE_ERROR_NOT_FOUND, PATH ": it sends to nobody");
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
sim_rules_set_json (SimWorld *world, guint person, JsonObject *object, GError **error)
{
  JsonNode *rules = json_object_get_member (object, PATH);
  gboolean has_outlook = read_flag (object, "outlook_rules", sim_rules_has_outlook (world, person));

  sim_rules_set_outlook (world, person, has_outlook);
  return rules == NULL || !JSON_NODE_HOLDS_ARRAY (rules) ||
         set_rules (world, person, json_node_get_array (rules), error);
}
