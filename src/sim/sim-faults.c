/* sim-faults.c - what shall go wrong, as data
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-faults.h"

#include "base-error.h"
#include "wire-json.h"

#include <string.h>

#define MOST_RULES 1000
#define MOST_NUMBER (64 * 1024 * 1024)
#define MOST_WAIT (24 * 60 * 60 * 1000)

typedef struct
{
  char *operation; /* NULL: any */
  char *mailbox;   /* NULL: any */
  gint64 from;
  gint64 to;
  gint64 every; /* 0: each from from to to */
  gint64 seen;
  SimAction action;
} Rule;

struct _SimFaults
{
  GPtrArray *rules;
};

static void
free_rule (gpointer data)
{
  Rule *rule = data;

  g_free (rule->operation);
  g_free (rule->mailbox);
  g_free (rule->action.text);
  g_free (rule);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rule, free_rule)

SimFaults *
sim_faults_new (void)
{
  SimFaults *self = g_new0 (SimFaults, 1);

  self->rules = g_ptr_array_new_with_free_func (free_rule);
  return self;
}

void
sim_faults_free (SimFaults *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->rules);
  g_free (self);
}

/* Every member must be one of names. */
static gboolean
check_members (JsonObject *object, const char *path, const char *const *names, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *item = members; item != NULL; item = item->next)
    if (!g_strv_contains (names, item->data)) {
      base_error_set (error, BASE_ERROR_PROTOCOL, "%s: “%s” is not known here", path,
                      (const char *) item->data);
      return FALSE;
    }
  return TRUE;
}

/* NULL when it is missing, and with an error when it is no object. */
static JsonObject *
find_object (JsonObject *parent, const char *path, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (parent, name);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  base_error_set (error, BASE_ERROR_PROTOCOL, "%s: “%s” is not an object", path, name);
  return NULL;
}

static gboolean
read_match (Rule *rule, JsonObject *match, const char *path, GError **error)
{
  static const char *const names[] = { "operation", "mailbox", "nth", "from", "to", "every", NULL };
  g_autoptr (GError) why = NULL;
  gint64 nth = 0;

  rule->operation = g_strdup (wire_json_string (match, path, "operation", &why));
  if (why == NULL)
    rule->mailbox = g_strdup (wire_json_string (match, path, "mailbox", &why));
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  if (!check_members (match, path, names, error) ||
      !wire_json_integer (match, path, "nth", 1, G_MAXINT32, 0, &nth, error) ||
      !wire_json_integer (match, path, "from", 1, G_MAXINT32, 1, &rule->from, error) ||
      !wire_json_integer (match, path, "to", 1, G_MAXINT32, G_MAXINT32, &rule->to, error) ||
      !wire_json_integer (match, path, "every", 1, G_MAXINT32, 0, &rule->every, error))
    return FALSE;

  if (nth > 0)
    rule->from = rule->to = nth;
  return TRUE;
}

static gboolean
read_flag (JsonObject *object, const char *path, const char *name, gboolean *ret, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && json_node_get_value_type (node) != G_TYPE_BOOLEAN) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "%s: “%s” is not true or false", path, name);
    return FALSE;
  }
  *ret = node != NULL && json_node_get_boolean (node);
  return TRUE;
}

static const char *const ldap_fault_names[] = { [SIM_LDAP_FAULT_SILENCE] = "silence",
                                                [SIM_LDAP_FAULT_TLS_SILENCE] = "tls-silence",
                                                [SIM_LDAP_FAULT_CUT] = "cut",
                                                [SIM_LDAP_FAULT_RESULT] = "result",
                                                [SIM_LDAP_FAULT_SIZE_LIMIT] = "size-limit",
                                                [SIM_LDAP_FAULT_REFERRAL] = "referral",
                                                [SIM_LDAP_FAULT_GARBAGE] = "garbage",
                                                [SIM_LDAP_FAULT_INVALID_UTF8] = "invalid-utf8",
                                                [SIM_LDAP_FAULT_HUGE_VALUE] = "huge-value",
                                                [SIM_LDAP_FAULT_ENDLESS_COOKIE] = "endless-cookie",
                                                [SIM_LDAP_FAULT_WRONG_DOMAIN] = "wrong-domain",
                                                [SIM_LDAP_FAULT_SKEW] = "skew",
                                                NULL };

static gboolean
read_ldap (SimAction *action, JsonObject *object, const char *path, GError **error)
{
  const char *name = wire_json_need_string (object, path, "ldap", error);

  if (name == NULL || !wire_json_integer (object, path, "number", -G_MAXINT32, MOST_NUMBER, 0,
                                          &action->number, error))
    return FALSE;

  action->text = g_strdup (wire_json_string (object, path, "text", NULL));
  for (guint i = 0; ldap_fault_names[i] != NULL; i++)
    if (strcmp (ldap_fault_names[i], name) == 0) {
      action->ldap = (SimLdapFault) i;
      return TRUE;
    }
  base_error_set (error, BASE_ERROR_PROTOCOL, "%s: “ldap” cannot be “%s”", path, name);
  return FALSE;
}

static gboolean
read_garbage (SimAction *action, const char *path, GError **error)
{
  for (guint i = 0; sim_garbage_names[i] != NULL; i++)
    if (strcmp (sim_garbage_names[i], action->text) == 0) {
      action->garbage = (SimGarbage) i;
      return TRUE;
    }

  base_error_set (error, BASE_ERROR_PROTOCOL, "%s: no garbage is called “%s”", path, action->text);
  return FALSE;
}

/* The text goes into XML or into a header: a code is a word, the others are printable ASCII. */
static gboolean
check_text (const SimAction *action, const char *path, GError **error)
{
  gboolean is_code = action->kind == SIM_ACTION_FAULT || action->kind == SIM_ACTION_RESPONSE_ERROR;

  for (const char *c = action->text != NULL ? action->text : ""; *c != '\0'; c++)
    if (is_code ? !g_ascii_isalnum (*c) : !g_ascii_isprint (*c)) {
      base_error_set (error, BASE_ERROR_PROTOCOL, "%s: a character that may not be there", path);
      return FALSE;
    }
  return TRUE;
}

/* Which member makes the action what it is. */
static const struct
{
  const char *name;
  SimActionKind kind;
  const char *wait; /* the member that goes into wait */
} action_kinds[] = {
  { "status", SIM_ACTION_STATUS, "retry_after" },
  { "fault", SIM_ACTION_FAULT, "backoff_ms" },
  { "response_error", SIM_ACTION_RESPONSE_ERROR, NULL },
  { "redirect", SIM_ACTION_REDIRECT, NULL },
  { "redirect_address", SIM_ACTION_REDIRECT_ADDRESS, NULL },
  { "redirect_url", SIM_ACTION_REDIRECT_URL, NULL },
  { "reset", SIM_ACTION_RESET, NULL },
  { "garbage", SIM_ACTION_GARBAGE, NULL },
  { "cut_after", SIM_ACTION_CUT, NULL },
  { "ldap", SIM_ACTION_LDAP, NULL },
};

static gboolean
read_details (SimAction *action, JsonObject *object, const char *name, const char *path,
              GError **error)
{
  switch (action->kind) {
  case SIM_ACTION_STATUS:
    action->text = g_strdup (wire_json_string (object, path, "www_authenticate", NULL));
    return wire_json_integer (object, path, "status", 200, 599, 500, &action->status, error);
  case SIM_ACTION_FAULT:
  case SIM_ACTION_RESPONSE_ERROR:
  case SIM_ACTION_REDIRECT:
  case SIM_ACTION_REDIRECT_ADDRESS:
  case SIM_ACTION_REDIRECT_URL:
    action->text = g_strdup (wire_json_need_string (object, path, name, error));
    return action->text != NULL;
  case SIM_ACTION_GARBAGE:
    action->text = g_strdup (wire_json_need_string (object, path, "garbage", error));
    return action->text != NULL && read_garbage (action, path, error);
  case SIM_ACTION_CUT:
    return wire_json_integer (object, path, "cut_after", 0, G_MAXINT32, 0, &action->bytes, error);
  case SIM_ACTION_LDAP:
    return read_ldap (action, object, path, error);
  case SIM_ACTION_RESET:
  case SIM_ACTION_ANSWER:
    return TRUE;
  }
  return TRUE;
}

static gboolean
read_action (SimAction *action, JsonObject *object, const char *path, GError **error)
{
  static const char *const names[] = {
    "status",       "fault",       "response_error", "redirect",
    "reset",        "garbage",     "cut_after",      "slow_ms",
    "executed",     "retry_after", "backoff_ms",     "www_authenticate",
    "ldap",         "number",      "text",           "redirect_address",
    "redirect_url", NULL
  };
  const char *name = NULL;
  guint n = 0;

  if (!check_members (object, path, names, error) ||
      !read_flag (object, path, "executed", &action->is_executed, error) ||
      !wire_json_integer (object, path, "slow_ms", 0, MOST_WAIT, 0, &action->slow_ms, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (action_kinds); i++)
    if (json_object_has_member (object, action_kinds[i].name)) {
      n++;
      name = action_kinds[i].name;
      action->kind = action_kinds[i].kind;
      if (action_kinds[i].wait != NULL && !wire_json_integer (object, path, action_kinds[i].wait, 0,
                                                              MOST_WAIT, 0, &action->wait, error))
        return FALSE;
    }
  if (n > 1 || (n == 0 && action->slow_ms == 0)) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "%s: needs one thing to do", path);
    return FALSE;
  }
  return read_details (action, object, name, path, error) && check_text (action, path, error);
}

static Rule *
read_rule (JsonNode *node, guint index, GError **error)
{
  g_autoptr (Rule) rule = g_new0 (Rule, 1);
  g_autofree char *path = g_strdup_printf ("faults[%u]", index);
  static const char *const names[] = { "match", "action", NULL };
  g_autoptr (GError) why = NULL;
  JsonObject *object;
  JsonObject *match;
  JsonObject *action;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "%s: not an object", path);
    return NULL;
  }
  object = json_node_get_object (node);
  if (!check_members (object, path, names, error))
    return NULL;

  rule->from = 1;
  rule->to = G_MAXINT32;
  match = find_object (object, path, "match", &why);
  if (why == NULL && match != NULL)
    read_match (rule, match, path, &why);
  action = why == NULL ? find_object (object, path, "action", &why) : NULL;
  if (why == NULL && action == NULL)
    base_error_set (&why, BASE_ERROR_PROTOCOL, "%s: “action” is missing", path);
  if (why == NULL)
    read_action (&rule->action, action, path, &why);
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  return g_steal_pointer (&rule);
}

gboolean
sim_faults_add (SimFaults *self, JsonObject *document, GError **error)
{
  static const char *const names[] = { "faults", NULL };
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (free_rule);
  JsonNode *node = json_object_get_member (document, "faults");
  JsonArray *list;

  if (!check_members (document, "faults", names, error))
    return FALSE;
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) ||
      json_array_get_length (json_node_get_array (node)) + self->rules->len > MOST_RULES) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "“faults” is not a list of at most %d rules",
                    MOST_RULES);
    return FALSE;
  }

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++) {
    Rule *rule = read_rule (json_array_get_element (list, i), i, error);

    if (rule == NULL)
      return FALSE;
    g_ptr_array_add (rules, rule);
  }
  g_ptr_array_extend_and_steal (self->rules, g_steal_pointer (&rules));
  return TRUE;
}

gboolean
sim_faults_add_file (SimFaults *self, const char *file, GError **error)
{
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (file, &text, &length, error))
    return FALSE;

  document = wire_json_parse (text, length, file, error);
  return document != NULL && sim_faults_add (self, document, error);
}

void
sim_faults_clear (SimFaults *self)
{
  g_ptr_array_set_size (self->rules, 0);
}

guint
sim_faults_count (const SimFaults *self)
{
  return self->rules->len;
}

static gboolean
is_met (Rule *rule, const char *operation, const char *mailbox)
{
  if (rule->operation == NULL ? strchr (operation, '-') != NULL /* not of EWS */
                              : strcmp (rule->operation, operation) != 0)
    return FALSE;
  if (rule->mailbox != NULL && g_ascii_strcasecmp (rule->mailbox, mailbox) != 0)
    return FALSE;

  rule->seen++;
  if (rule->every > 0)
    return rule->seen % rule->every == 0;
  return rule->seen >= rule->from && rule->seen <= rule->to;
}

const SimAction *
sim_faults_meet (SimFaults *self, const char *operation, const char *mailbox)
{
  const SimAction *action = NULL;

  for (guint i = 0; i < self->rules->len; i++) {
    Rule *rule = self->rules->pdata[i];

    if (is_met (rule, operation, mailbox) && action == NULL)
      action = &rule->action;
  }
  return action;
}

gboolean
sim_action_shows_answer (const SimAction *action)
{
  return action->kind == SIM_ACTION_ANSWER || action->kind == SIM_ACTION_CUT ||
         action->kind == SIM_ACTION_LDAP || action->kind == SIM_ACTION_REDIRECT_ADDRESS ||
         action->kind == SIM_ACTION_REDIRECT_URL;
}
