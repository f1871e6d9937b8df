/* test-json.c - reading JSON strictly
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "wire-json.h"

#include <string.h>

static JsonObject *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = wire_json_parse (text, strlen (text), "it", &error);

  g_assert_no_error (error);
  return object;
}

static void
assert_protocol_error (GError *error)
{
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_true (g_str_has_prefix (error->message, "it: "));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_refused (void)
{
  static const char *const texts[] = { "",
                                       " ",
                                       "[]",
                                       "1",
                                       "null",
                                       "\"text\"",
                                       "{",
                                       "{\"a\":}",
                                       "{\"a\" 1}",
                                       "{} {}",
                                       "{\"a\":\"\xff\"}",
                                       "<html/>",
                                       "{\"a\":1,}x" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("row %u", i);
    g_assert_null (wire_json_parse (texts[i], strlen (texts[i]), "it", &error));
    assert_protocol_error (error);
  }
}

/* What no text can hold is U+FFFF, and cuts nothing off; all else stays as it is. */
static void
test_escapes (void)
{
  static const struct
  {
    const char *text;
    const char *value;
  } rows[] = {
    { "{\"a\":\"x\\u0000y\"}", "x\xEF\xBF\xBFy" },
    { "{\"a\":\"\\ud83d\"}", "\xEF\xBF\xBF" },
    { "{\"a\":\"\\uDE00\\ud83d\"}", "\xEF\xBF\xBF\xEF\xBF\xBF" },
    { "{\"a\":\"\\ud83d\\u0041\"}", "\xEF\xBF\xBF"
                                    "A" },
    { "{\"a\":\"\\ud83d\\ude00\"}", "😀" },
    { "{\"a\":\"\\\\u0000\"}", "\\u0000" },
    { "{\"a\":\"\\u00e4\\n\\u0001\"}", "ä\n\001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (JsonObject) object = parse (rows[i].text);

    g_assert_cmpstr (json_object_get_string_member (object, "a"), ==, rows[i].value);
  }
}

static void
test_depth (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"a\":");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) brackets = parse ("{\"a\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
                                           "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[[[[[\"}");

  g_assert_nonnull (brackets);
  for (int i = 0; i < 200000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (wire_json_parse (deep->str, deep->len, "it", &error));
  assert_protocol_error (error);
}

/* Not a byte behind the given size is looked at. */
static void
test_size (void)
{
  g_autoptr (JsonObject) object = wire_json_parse ("{\"a\":1}garbage", 7, "it", NULL);

  g_assert_nonnull (object);
}

static void
test_strings (void)
{
  g_autoptr (JsonObject) object =
      parse ("{\"s\":\"Gr\\u00fc\\u00dfe \\ud83d\\ude00\\n\",\"n\":null,\"i\":1,\"o\":{}}");
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) odd = NULL;
  g_autoptr (GError) none = NULL;

  g_assert_cmpstr (wire_json_string (object, "it", "s", &none), ==, "Grüße 😀\n");
  g_assert_cmpstr (wire_json_need_string (object, "it", "s", &none), ==, "Grüße 😀\n");
  g_assert_null (wire_json_string (object, "it", "n", &none));
  g_assert_null (wire_json_string (object, "it", "missing", &none));
  g_assert_no_error (none);
  g_assert_null (wire_json_need_string (object, "it", "missing", &missing));
  assert_protocol_error (missing);
  g_assert_nonnull (strstr (missing->message, "missing"));
  g_assert_null (wire_json_need_string (object, "it", "i", &odd));
  assert_protocol_error (odd);
  g_clear_error (&odd);
  g_assert_null (wire_json_string (object, "it", "o", &odd));
  assert_protocol_error (odd);
}

static void
test_integers (void)
{
  static const struct
  {
    const char *json;
    gboolean is_good;
    gint64 value;
  } rows[] = {
    { "{}", TRUE, 7 },
    { "{\"i\":null}", TRUE, 7 },
    { "{\"i\":0}", TRUE, 0 },
    { "{\"i\":10}", TRUE, 10 },
    { "{\"i\":11}", FALSE, 0 },
    { "{\"i\":-1}", FALSE, 0 },
    { "{\"i\":1.5}", FALSE, 0 },
    { "{\"i\":\"1\"}", FALSE, 0 },
    { "{\"i\":true}", FALSE, 0 },
    { "{\"i\":[1]}", FALSE, 0 },
    { "{\"i\":{}}", FALSE, 0 },
    { "{\"i\":99999999999999999999999999}", FALSE, 0 },
    { "{\"i\":18446744073709551617}", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (JsonObject) object = parse (rows[i].json);
    g_autoptr (GError) error = NULL;
    gint64 value = -5;

    g_test_message ("%s", rows[i].json);
    g_assert_true (wire_json_integer (object, "it", "i", 0, 10, 7, &value, &error) ==
                   rows[i].is_good);
    g_assert_cmpint (value, ==, rows[i].is_good ? rows[i].value : -5);
    if (!rows[i].is_good)
      assert_protocol_error (error);
  }
}

static void
test_write (void)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (object, "s", "a\"b\\c\nd ä");
  json_object_set_int_member (object, "i", 5);
  text = wire_json_to_text (object);
  g_assert_cmpstr (text, ==, "{\"s\":\"a\\\"b\\\\c\\nd ä\",\"i\":5}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/json/refused", test_refused);
  g_test_add_func ("/wire/json/escapes", test_escapes);
  g_test_add_func ("/wire/json/depth", test_depth);
  g_test_add_func ("/wire/json/size", test_size);
  g_test_add_func ("/wire/json/strings", test_strings);
  g_test_add_func ("/wire/json/integers", test_integers);
  g_test_add_func ("/wire/json/write", test_write);
  return g_test_run ();
}
