/* files-json.c - what JSON writes in another way than YAML
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-json.h"

#include "files-node.h"

#include <string.h>

#define ESCAPE_BYTES 6 /* \uD83D */

/* The value of \uXXXX at c; 0: there is none. */
static guint
read_escape (const char *c, const char *end)
{
  guint value = 0;

  if (end - c < ESCAPE_BYTES || c[0] != '\\' || c[1] != 'u')
    return 0;
  for (guint i = 2; i < ESCAPE_BYTES; i++) {
    int digit = g_ascii_xdigit_value (c[i]);

    if (digit < 0)
      return 0;
    value = value * 16 + (guint) digit;
  }
  return value;
}

static gboolean
is_json (const char *bytes, gsize size)
{
  const char *end = bytes + size;

  while (bytes < end && strchr (" \t\r\n", *bytes) != NULL)
    bytes++;
  return bytes < end && (*bytes == '{' || *bytes == '[');
}

/* What YAML takes for the end of a line, or does not take at all, and JSON for a character as any
 * other. */
static gboolean
is_special (gunichar c)
{
  return (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

/* Copies what is between quotes, from c on, and gives its end. */
static const char *
copy_string (GString *text, const char *c, const char *end)
{
  while (c < end && *c != '"') {
    guint high = read_escape (c, end);
    guint low = high >> 10 == 0xD800 >> 10 ? read_escape (c + ESCAPE_BYTES, end) : 0;
    gssize n = *c == '\\' && c + 1 < end ? 2 : 1;

    if (is_special (g_utf8_get_char (c))) {
      g_string_append_printf (text, "\\u%04X", g_utf8_get_char (c));
      c = g_utf8_next_char (c);
    } else if (low >> 10 == 0xDC00 >> 10) {
      g_string_append_printf (text, "\\U%08X", 0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF));
      c += 2 * ESCAPE_BYTES;
    } else {
      g_string_append_len (text, c, n);
      c += n;
    }
  }
  return c;
}

GString *
files_json_to_yaml (const char *bytes, gsize size)
{
  const char *end = bytes + size;
  const char *c = bytes;
  GString *text;

  if (!is_json (bytes, size))
    return NULL;

  text = g_string_sized_new (size);
  /* What has other quotes or comments is no JSON, and not touched from there on. */
  while (c < end && *c != '\'' && *c != '#') {
    gboolean is_string = *c == '"';

    g_string_append_c (text, *c++);
    if (is_string) {
      c = copy_string (text, c, end);
      if (c < end)
        g_string_append_c (text, *c++);
    }
  }
  g_string_append_len (text, c, end - c);
  return text;
}

static void
append_json_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar character = g_utf8_get_char (c);

    if (*c == '"' || *c == '\\')
      g_string_append_c (out, '\\');
    if (character < 0x20 || is_special (character))
      g_string_append_printf (out, "\\u%04x", character);
    else
      g_string_append_unichar (out, character);
  }
  g_string_append_c (out, '"');
}

/* Without quotes stand numbers and true and false; and words, which are texts in JSON. */
static gboolean
is_literal (const FilesNode *node)
{
  return node->is_plain &&
         (g_str_equal (node->text, "true") || g_str_equal (node->text, "false") ||
          g_ascii_string_to_signed (node->text, 10, G_MININT, G_MAXINT, NULL, NULL));
}

/* As deep as a tree may be. */
static void
append_json (GString *out, const FilesNode *node)
{
  gboolean is_map = node->kind == FILES_NODE_MAP;

  if (node->kind == FILES_NODE_TEXT) {
    if (is_literal (node))
      g_string_append (out, node->text);
    else
      append_json_string (out, node->text);
    return;
  }

  g_string_append_c (out, is_map ? '{' : '[');
  for (const FilesNode *child = node->first; child != NULL; child = child->next) {
    if (child != node->first)
      g_string_append_c (out, ',');
    if (is_map) {
      append_json_string (out, child->name);
      g_string_append_c (out, ':');
    }
    append_json (out, child);
  }
  g_string_append_c (out, is_map ? '}' : ']');
}

char *
files_yaml_to_json (const char *yaml)
{
  guint line;
  g_autoptr (FilesTree) tree = files_tree_new (yaml, strlen (yaml), &line, NULL);
  GString *out;

  if (tree == NULL)
    return NULL;
  out = g_string_new (NULL);
  append_json (out, files_tree_root (tree));
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
