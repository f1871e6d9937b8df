/* test-bytes.c - which bytes are text, and texts that were escaped a moment ago
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-bytes.h"
#include "wire-json-write.h"
#include "wire-xml-write.h"

#include <string.h>

#define ROUNDS 200000

/* Byte by byte, as it would be written without haste. */
static gboolean
is_text (const char *data, gsize size)
{
  const char *c;

  if (!g_utf8_validate_len (data, size, NULL))
    return FALSE;
  for (c = data; c < data + size; c = g_utf8_next_char (c)) {
    gunichar u = g_utf8_get_char (c);

    if ((u < 0x20 && u != '\t' && u != '\n' && u != '\r') || u == 0xFFFE || u == 0xFFFF)
      return FALSE;
  }
  return TRUE;
}

/* Each of up to three bytes, at each place of a word, whole and cut short. */
static void
test_sequences (void)
{
  for (guint value = 0; value < 1 << 24; value += value < 1 << 16 ? 1 : 251) {
    char bytes[16] = "abcdefghijklmno";
    gsize at = value % 8;
    gsize n = value < 1 << 8 ? 1 : value < 1 << 16 ? 2 : 3;

    for (gsize i = 0; i < n; i++)
      bytes[at + i] = (char) (value >> 8 * i);
    g_assert_true (wire_bytes_are_text (bytes, 15) == is_text (bytes, 15));
    g_assert_true (wire_bytes_are_text (bytes, at + 1) == is_text (bytes, at + 1));
  }
}

static void
test_random (void)
{
  static const guchar likely[] = { 'a',  ' ',  '\n', 0x1F, 0x7F, 0x80, 0xBF, 0xC2, 0xC3,
                                   0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xA0, 0x9F, 0xBE };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint texts = 0;

  for (guint round = 0; round < ROUNDS; round++) {
    char bytes[24];
    gsize size = (gsize) g_rand_int_range (rand, 0, sizeof bytes);

    for (gsize i = 0; i < size; i++)
      bytes[i] = (char) (g_rand_int_range (rand, 0, 3) > 0
                             ? 'x'
                             : likely[g_rand_int_range (rand, 0, G_N_ELEMENTS (likely))]);
    g_assert_true (wire_bytes_are_text (bytes, size) == is_text (bytes, size));
    texts += is_text (bytes, size);
  }
  g_assert_cmpuint (texts, >, ROUNDS / 100);
  g_assert_cmpuint (texts, <, ROUNDS);
}

/* A reply of so many bytes, each of the kind that is written otherwise. */
static char *
make_text (gsize size, char last)
{
  char *text = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    text[i] = "<p>\"&\n\\"[i % 7];
  text[size - 1] = last;
  text[size] = '\0';
  return text;
}

static void
assert_same (BaseCall *call, const char *inside, const char *outside)
{
  WireRecent *recent = wire_recent_get (call, "xml");
  g_autoptr (WireXml) xml = wire_xml_new ();
  g_autoptr (WireXml) plain = wire_xml_new ();
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GString) plain_json = g_string_new (NULL);
  g_autoptr (GBytes) got = NULL;
  g_autoptr (GBytes) expected = NULL;

  wire_xml_open (xml, "a");
  wire_xml_leaf_recent (xml, "b", inside, recent);
  wire_xml_leaf_recent (xml, "c", outside, recent);
  wire_xml_open (plain, "a");
  wire_xml_leaf (plain, "b", inside);
  wire_xml_leaf (plain, "c", outside);
  got = wire_xml_finish (xml, NULL);
  expected = wire_xml_finish (plain, NULL);
  g_assert_true (g_bytes_equal (got, expected));

  wire_json_append_recent (json, inside, wire_recent_get (call, "json"));
  wire_json_append_recent (json, outside, wire_recent_get (call, "json"));
  wire_json_append (plain_json, inside);
  wire_json_append (plain_json, outside);
  g_assert_cmpstr (json->str, ==, plain_json->str);
}

/* Short, long and very long ones, of one length, in turns: as if nothing were kept. */
static void
test_recent (void)
{
  static const gsize sizes[] = { 1, 127, 128, 129, 4000, 70000 };
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);

  assert_same (call, "", "");
  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
      g_autofree char *one = make_text (sizes[i], '1');
      g_autofree char *two = make_text (sizes[i], '2');

      assert_same (call, one, two);
      assert_same (call, two, one);
      assert_same (call, one, one);
      assert_same (call, "", two);
    }
}

/* Kept is what was written; what was refused is refused again. */
static void
test_recent_refused (void)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 0);
  WireRecent *recent = wire_recent_get (call, "xml");
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *good = make_text (500, '1');
  g_autofree char *bad = make_text (500, '\x01');

  for (guint i = 0; i < 2; i++) {
    g_autoptr (WireXml) xml = wire_xml_new ();
    g_autoptr (GError) error = NULL;

    wire_xml_leaf_recent (xml, "a", good, recent);
    wire_xml_leaf_recent (xml, "b", bad, recent);
    g_assert_null (wire_xml_finish (xml, &error));
    g_assert_nonnull (error);
  }
  g_assert_true (wire_recent_append (recent, out, good));
  g_assert_false (wire_recent_append (recent, out, bad));
  g_assert_false (wire_recent_append (NULL, out, good));
  wire_recent_keep (NULL, good, "x", 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/bytes/sequences", test_sequences);
  g_test_add_func ("/wire/bytes/random", test_random);
  g_test_add_func ("/wire/recent/same", test_recent);
  g_test_add_func ("/wire/recent/refused", test_recent_refused);
  return g_test_run ();
}
