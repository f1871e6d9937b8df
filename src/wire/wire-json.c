/* wire-json.c - strict reading of JSON from outside
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-json.h"

#include "base-error.h"

#include <string.h>

#define MOST_DEPTH 64

/* json-glib recurses without a limit of its own and takes one value after the other: count the
 * brackets outside strings first. */
static gboolean
is_one_shallow_value (const char *data, gsize size)
{
  int depth = 0;
  gboolean is_in_string = FALSE;
  gboolean is_over = FALSE;

  for (gsize i = 0; i < size; i++) {
    if (is_over && !g_ascii_isspace (data[i]))
      return FALSE;
    if (is_in_string && data[i] == '\\')
      i++;
    else if (data[i] == '"')
      is_in_string = !is_in_string;
    else if (!is_in_string && (data[i] == '{' || data[i] == '['))
      depth++;
    else if (!is_in_string && (data[i] == '}' || data[i] == ']'))
      is_over = --depth == 0;
    if (depth > MOST_DEPTH)
      return FALSE;
  }
  return TRUE;
}

/* The number of a \uXXXX; -1 when there is none. */
static int
read_escape (const char *at, const char *end)
{
  int value = 0;

  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return -1;
  for (int i = 2; i < 6; i++) {
    int digit = g_ascii_xdigit_value (at[i]);

    if (digit < 0)
      return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* A NUL, or half of a pair of surrogates: no text can hold it, and json-glib would cut the text
 * off, or make up a character. U+FFFF is as long, is no character either, and stays. */
static void
mend_escapes (char *data, gsize size)
{
  const char *end = data + size;
  char *c = data;

  while ((c = memchr (c, '\\', (gsize) (end - c))) != NULL && end - c > 1) {
    int value = read_escape (c, end);
    gboolean is_high = value >= 0xD800 && value < 0xDC00;
    int next = is_high ? read_escape (c + 6, end) : -1;

    if (is_high && next >= 0xDC00 && next < 0xE000) {
      c += 12;
      continue;
    }
    if (value == 0 || (value >= 0xD800 && value < 0xE000))
      memcpy (c + 2, "FFFF", 4);
    c += value >= 0 ? 6 : 2;
  }
}

JsonObject *
wire_json_parse (const char *data, gsize size, const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) why = NULL;
  g_autofree char *mended = NULL;
  JsonNode *root;

  if (!g_utf8_validate (data, (gssize) size, NULL) || !is_one_shallow_value (data, size)) {
    base_error_set (error, BASE_ERROR_PROTOCOL,
                    "%s: not UTF-8, nested too deeply, or more than one value", path);
    return NULL;
  }
  mended = g_strndup (data, size);
  mend_escapes (mended, size);
  if (!json_parser_load_from_data (parser, mended, (gssize) size, &why)) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "%s: not JSON: %s", path, why->message);
    return NULL;
  }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "%s: not a JSON object", path);
    return NULL;
  }
  return json_object_ref (json_node_get_object (root));
}

const char *
wire_json_string (JsonObject *object, const char *path, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);

  base_error_set (error, BASE_ERROR_PROTOCOL, "%s: “%s” is not a string", path, name);
  return NULL;
}

const char *
wire_json_need_string (JsonObject *object, const char *path, const char *name, GError **error)
{
  g_autoptr (GError) why = NULL;
  const char *text = wire_json_string (object, path, name, &why);

  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  else if (text == NULL)
    base_error_set (error, BASE_ERROR_PROTOCOL, "%s: “%s” is missing", path, name);
  return text;
}

gboolean
wire_json_integer (JsonObject *object, const char *path, const char *name, gint64 least,
                   gint64 most, gint64 fallback, gint64 *ret, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 value = fallback;

  if (node != NULL && !JSON_NODE_HOLDS_NULL (node)) {
    value = json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : G_MININT64;
    if (value < least || value > most) {
      base_error_set (error, BASE_ERROR_PROTOCOL,
                      "%s: “%s” is not a whole number from %" G_GINT64_FORMAT
                      " to %" G_GINT64_FORMAT,
                      path, name, least, most);
      return FALSE;
    }
  }
  *ret = value;
  return TRUE;
}

char *
wire_json_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}
