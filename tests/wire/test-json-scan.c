/* test-json-scan.c - what is read without a tree is what the tree says, also of damaged documents
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scan.h"
#include "wire-json-scan.h"
#include "wire-json-write.h"
#include "wire-json.h"

#define ANSWER                                                                                     \
  "{\"@odata.context\":\"x\", \"responses\" : [ {\"id\":\"1\",\"status\":200,\"headers\":{},"      \
  "\"body\":{\"inside\":\"<p>\\\"Gr\\u00fc\\u00DFe\\\" \\\\ \\/ \\uD83D\\uDE00\\n\\t"              \
  "\xC3\xA9</p>\",\"zone\":null,\"on\":true,\"off\":false,\"list\":[1,\"a\",{},[]]}}]}\n"

static void dump_tree (JsonNode *node, GString *out);

static void
dump_member (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  g_string_append_printf (data, "%s:", name);
  dump_tree (node, data);
}

static void
dump_tree (JsonNode *node, GString *out)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    g_string_append_c (out, '{');
    json_object_foreach_member (json_node_get_object (node), dump_member, out);
    g_string_append_c (out, '}');
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    g_string_append_c (out, '[');
    for (guint i = 0; i < json_array_get_length (array); i++)
      dump_tree (json_array_get_element (array, i), out);
    g_string_append_c (out, ']');
  } else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING) {
    g_string_append_printf (out, "“%s”", json_node_get_string (node));
  } else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64) {
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  } else {
    g_string_append_c (out, '?');
  }
}

/* names: to see a name twice, of which the tree has the last. */
static gboolean
dump_scan (WireJsonScan *scan, GString *out)
{
  const char *c = scan->at;

  while (c < scan->end && g_ascii_isspace (*c))
    c++;
  switch (c < scan->end ? *c : '\0') {
  case '{':
    g_string_append_c (out, '{');
    for (wire_json_scan_object (scan); wire_json_scan_member (scan);) {
      g_string_append_len (out, scan->name, (gssize) scan->name_length);
      g_string_append_c (out, ':');
      if (!dump_scan (scan, out))
        return FALSE;
    }
    g_string_append_c (out, '}');
    break;
  case '[':
    g_string_append_c (out, '[');
    for (wire_json_scan_array (scan); wire_json_scan_element (scan);)
      if (!dump_scan (scan, out))
        return FALSE;
    g_string_append_c (out, ']');
    break;
  case '"': {
    g_autofree char *text = wire_json_scan_string (scan);

    g_string_append_printf (out, "“%s”", text != NULL ? text : "");
    break;
  }
  default:
    if (c < scan->end && g_ascii_isdigit (*c)) {
      guint number = 0;

      wire_json_scan_number (scan, &number);
      g_string_append_printf (out, "%u", number);
    } else {
      wire_json_scan_skip (scan);
      g_string_append_c (out, '?');
    }
  }
  return !scan->is_odd;
}

/* A name twice: who reads by the scan sees both. */
static gboolean
has_twice (const char *tree, const char *scanned)
{
  return strlen (tree) < strlen (scanned);
}

static gboolean
compare (const char *data, gsize size)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GString) tree = g_string_new (NULL);
  g_autoptr (GString) scanned = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  WireJsonScan scan;

  wire_json_scan_init (&scan, data, size);
  wire_json_scan_skip (&scan);
  if (!wire_json_scan_is_over (&scan))
    return FALSE;

  object = wire_json_parse (data, size, "test", &error);
  if (object == NULL) { /* the tree takes objects only */
    g_assert_cmpint (data[strspn (data, " \n\r\t")], !=, '{');
    return FALSE;
  }
  node = json_node_init_object (json_node_alloc (), object);
  dump_tree (node, tree);
  wire_json_scan_init (&scan, data, size);
  g_assert_true (dump_scan (&scan, scanned));
  g_assert_true (wire_json_scan_is_over (&scan));
  if (!has_twice (tree->str, scanned->str))
    g_assert_cmpstr (scanned->str, ==, tree->str);
  return TRUE;
}

static void
test_known (void)
{
  static const ScanRow rows[] = {
    { ANSWER, TRUE },
    { "{}", TRUE },
    { " { \"a\" : [ ] } \n", TRUE },
    { "{\"a\":\"\\u0041\\u20ac\"}", TRUE },
    { "{\"a\":0,\"b\":[12,3]}", TRUE },
    { "", FALSE },
    { "{", FALSE },
    { "{\"a\"}", FALSE },
    { "{\"a\":}", FALSE },
    { "{\"a\":1,}", FALSE },
    { "{,}", FALSE },
    { "{\"a\":[1,]}", FALSE },
    { "{\"a\":[,1]}", FALSE },
    { "{\"a\":1 2}", FALSE },
    { "{\"a\":01}", FALSE },
    { "{\"a\":-1}", FALSE },
    { "{\"a\":1.5}", FALSE },
    { "{\"a\":tru}", FALSE },
    { "{a:1}", FALSE },
    { "{'a':1}", FALSE },
    { "{\"a\":\"x}", FALSE },
    { "{\"a\":\"\\x\"}", FALSE },
    { "{\"a\":\"\\u00\"}", FALSE },
    { "{\"a\":\"\\u0000\"}", FALSE },
    { "{\"a\":\"\\uD83D\"}", FALSE },
    { "{\"a\":\"\\uDE00\\uD83D\"}", FALSE },
    { "{\"a\":\"\\uFFFF\"}", FALSE },
    { "{\"a\":\"\xEF\xBF\xBF\"}", FALSE },
    { "{\"a\":\"x\ny\"}", FALSE },
    { "{\"a\":\"\x01\"}", FALSE },
    { "{\"a\":\"\xFF\"}", FALSE },
    { "{} {}", FALSE },
    { "{}]", FALSE },
    { "{\"a\":1]", FALSE },
    { "{\"a\\u0041\":1}", FALSE },
    { "{/* x */}", FALSE },
  };

  scan_check_known (rows, G_N_ELEMENTS (rows), compare);
}

static void
test_damaged (void)
{
  scan_check_damaged (ANSWER, "{}[]\",:\\u0 1n\n\x01\xC3", compare);
}

/* What is written is read again, by both. */
static void
test_written (void)
{
  g_autoptr (GString) json = g_string_new ("{\"a\":");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *scanned = NULL;
  WireJsonScan scan;

  for (gunichar c = 1; c < 0x3000; c++)
    g_string_append_unichar (text, c);
  wire_json_append (json, text->str);
  g_string_append_c (json, '}');
  object = wire_json_parse (json->str, json->len, "test", NULL);
  g_assert_nonnull (object);
  g_assert_cmpstr (json_object_get_string_member (object, "a"), ==, text->str);

  wire_json_scan_init (&scan, json->str, json->len);
  g_assert_true (wire_json_scan_object (&scan) && wire_json_scan_member (&scan));
  scanned = wire_json_scan_string (&scan);
  g_assert_cmpstr (scanned, ==, text->str);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/json-scan/known", test_known);
  g_test_add_func ("/wire/json-scan/damaged", test_damaged);
  g_test_add_func ("/wire/json-scan/written", test_written);
  return g_test_run ();
}
