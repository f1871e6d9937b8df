/* powershell-json.c - cmdlets and their answers as the admin endpoint writes them
 *
 * Quirks: an error says what it is in error.details[].message, in three parts divided by "|" (type,
 * class, text), or in error.innererror.internalException.message; a cmdlet that changes something
 * answers with an empty list, or with nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-json.h"

#include "base-text.h"
#include "powershell-error.h"
#include "powershell-make.h"
#include "wire-json.h"

#define MOST_WORDS_CHARS 500

static JsonNode *
encode_value (const PowershellValue *value)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  gboolean is_true;

  if (powershell_value_kind (value) == POWERSHELL_BOOLEAN &&
      powershell_value_boolean (value, &is_true))
    json_node_set_boolean (node, is_true);
  else
    json_node_set_string (node, powershell_value_text (value));
  return node;
}

JsonObject *
powershell_json_encode (const PowershellCommand *command)
{
  JsonObject *body = json_object_new ();
  JsonObject *input = json_object_new ();
  JsonObject *parameters = json_object_new ();

  for (guint i = 0; i < powershell_command_n_parameters (command); i++)
    json_object_set_member (parameters, powershell_command_parameter (command, i),
                            encode_value (powershell_command_argument (command, i)));
  json_object_set_string_member (input, "CmdletName", powershell_command_name (command));
  json_object_set_object_member (input, "Parameters", parameters);
  json_object_set_object_member (body, "CmdletInput", input);
  return body;
}

static PowershellValue *decode_node (JsonNode *node);

static PowershellValue *
decode_object (JsonObject *object)
{
  PowershellBag *bag = powershell_bag_new (NULL);
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *item = members; item != NULL; item = item->next)
    powershell_bag_add (bag, item->data, decode_node (json_object_get_member (object, item->data)));
  return powershell_bag_finish (bag);
}

static PowershellValue *
decode_array (JsonArray *array)
{
  PowershellBag *bag = powershell_bag_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    powershell_bag_add_item (bag, decode_node (json_array_get_element (array, i)));
  return powershell_bag_finish_list (bag);
}

/* Not deeper than wire_json_parse () lets anything be. */
static PowershellValue *
decode_node (JsonNode *node)
{
  GType type;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return decode_object (json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return decode_array (json_node_get_array (node));
  if (JSON_NODE_HOLDS_NULL (node))
    return powershell_make_nil ();

  type = json_node_get_value_type (node);
  if (type == G_TYPE_BOOLEAN)
    return powershell_make_boolean (json_node_get_boolean (node));
  if (type == G_TYPE_INT64)
    return powershell_make_int64 (json_node_get_int (node));
  if (type == G_TYPE_STRING)
    return powershell_make_string (json_node_get_string (node));
  return powershell_make_nil (); /* a fraction: no cmdlet of ours gives one */
}

PowershellResult *
powershell_json_decode (JsonObject *body, GError **error)
{
  JsonNode *node = body != NULL ? json_object_get_member (body, "value") : NULL;
  PowershellResult *result;
  JsonArray *values;

  if (body != NULL && json_object_has_member (body, "@odata.nextLink")) {
    powershell_error_set_answer (error, "more was given than was asked for");
    return NULL;
  }
  if (body != NULL && (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))) {
    powershell_error_set_answer (error, "“value” is no list");
    return NULL;
  }

  result = g_new0 (PowershellResult, 1);
  result->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) powershell_value_unref);
  result->warnings = g_ptr_array_new_with_free_func (g_free);
  result->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  values = node != NULL ? json_node_get_array (node) : NULL;
  for (guint i = 0; values != NULL && i < json_array_get_length (values); i++)
    g_ptr_array_add (result->objects, decode_node (json_array_get_element (values, i)));
  return result;
}

/* The object below name; NULL when there is none. */
static JsonObject *
find_below (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
find_message (JsonObject *error)
{
  JsonNode *details = error != NULL ? json_object_get_member (error, "details") : NULL;
  JsonArray *list =
      details != NULL && JSON_NODE_HOLDS_ARRAY (details) ? json_node_get_array (details) : NULL;
  JsonObject *inner = find_below (find_below (error, "innererror"), "internalException");
  JsonNode *first =
      list != NULL && json_array_get_length (list) > 0 ? json_array_get_element (list, 0) : NULL;
  const char *message = NULL;

  if (first != NULL && JSON_NODE_HOLDS_OBJECT (first))
    message = wire_json_string (json_node_get_object (first), "error", "message", NULL);
  if (message == NULL && inner != NULL)
    message = wire_json_string (inner, "error", "message", NULL);
  if (message == NULL && error != NULL)
    message = wire_json_string (error, "error", "message", NULL);
  return message;
}

char *
powershell_json_words (JsonObject *body, char **ret_class)
{
  const char *message = find_message (find_below (body, "error"));
  g_auto (GStrv) parts = message != NULL ? g_strsplit (message, "|", 3) : NULL;
  guint n = parts != NULL ? g_strv_length (parts) : 0;

  *ret_class = n == 3 ? g_strdup (parts[1]) : NULL;
  return n > 0 ? base_text_for_display (parts[n - 1], MOST_WORDS_CHARS) : NULL;
}
