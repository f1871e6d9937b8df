/* test-xml.c - reading XML strictly and quickly, writing XML that reads back the same
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "wire-xml-read.h"
#include "wire-xml-write.h"

#include <string.h>

/* Generous: what goes wrong here takes minutes or all memory. */
#define QUICKLY_US (5 * G_USEC_PER_SEC)

static xmlDoc *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  xmlDoc *doc = wire_xml_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return doc;
}

static void
assert_refused (const char *data, gsize size, const char *words)
{
  g_autoptr (GError) error = NULL;
  gint64 begin_us = g_get_monotonic_time ();
  g_autoptr (xmlDoc) doc = wire_xml_parse (data, size, &error);

  g_assert_null (doc);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), <, 1000);
  if (words != NULL)
    g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, QUICKLY_US);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } rows[] = {
    { "", "empty" },
    { " ", NULL },
    { "<html><body>Sign in<br></body></html>", "not well-formed" },
    { "<a>", "not well-formed" },
    { "<a></b>", "not well-formed" },
    { "<a/><b/>", "not well-formed" },
    { "<a b='1' b='2'/>", "not well-formed" },
    { "<a b=1/>", "not well-formed" },
    { "<a>&nbsp;</a>", "not well-formed" },
    { "<a>&#0;</a>", "not well-formed" },
    { "<a>\x01</a>", "not well-formed" },
    { "<a>\xff</a>", "not UTF-8" },
    { "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe4</a>", "not UTF-8" },
    { "\xff\xfe<\x01", "not UTF-8" },
    { "{\"json\": true}", "not well-formed" },
    { "<?xml version='1.0'?>", NULL },
    { "<!DOCTYPE a><a/>", "document type" },
    { "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'http://x/x.dtd'><html/>",
      "document type" },
    { "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "document type" },
    { "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x'> %x;]><a/>", "document type" },
    { "<!DOCTYPE a [<!ENTITY a0 'ha'><!ENTITY a1 '&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;'>"
      "<!ENTITY a2 '&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;&a1;'>"
      "<!ENTITY a3 '&a2;&a2;&a2;&a2;&a2;&a2;&a2;&a2;&a2;&a2;'>"
      "<!ENTITY a4 '&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;&a3;'>"
      "<!ENTITY a5 '&a4;&a4;&a4;&a4;&a4;&a4;&a4;&a4;&a4;&a4;'>"
      "<!ENTITY a6 '&a5;&a5;&a5;&a5;&a5;&a5;&a5;&a5;&a5;&a5;'>"
      "<!ENTITY a7 '&a6;&a6;&a6;&a6;&a6;&a6;&a6;&a6;&a6;&a6;'>]><a>&a7;</a>",
      "document type" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("row %u", i);
    assert_refused (rows[i].text, strlen (rows[i].text), rows[i].words);
  }
}

/* units times the text, then the end. */
static GString *
repeat (const char *text, guint times)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (all, text);
  return all;
}

static void
test_large (void)
{
  g_autoptr (GString) deep = repeat ("<a>", 100000);
  g_autoptr (GString) wide = repeat ("<a b='c'/>", 200000);
  g_autoptr (GString) attributes = g_string_new ("<a");
  g_autoptr (xmlDoc) doc = NULL;

  assert_refused (deep->str, deep->len, "not well-formed");

  g_string_prepend (wide, "<x>");
  g_string_append (wide, "</x>");
  doc = parse (wide->str);
  g_assert_nonnull (doc);

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (attributes, " a%u='%u'", i, i);
  assert_refused (attributes->str, attributes->len, NULL);
}

static void
test_long_text (void)
{
  g_autofree char *plain = g_strnfill (12 * 1000 * 1000, 'x');
  g_autofree char *xml = g_strconcat ("<a>", plain, "</a>", NULL);
  g_autoptr (GString) references = repeat ("&lt;p&gt;", 1000 * 1000);
  g_autoptr (xmlDoc) doc = parse (xml);
  g_autofree char *text = wire_xml_text (xmlDocGetRootElement (doc));
  g_autoptr (xmlDoc) escaped = NULL;
  g_autofree char *html = NULL;

  g_assert_true (strcmp (text, plain) == 0);
  g_string_prepend (references, "<a>");
  g_string_append (references, "</a>");
  escaped = parse (references->str);
  html = wire_xml_text (xmlDocGetRootElement (escaped));
  g_assert_cmpuint (strlen (html), ==, 3 * 1000 * 1000);
  g_assert_true (g_str_has_suffix (html, "<p><p>"));
}

/* Text comes as it stands, line ends as XML says. */
static void
test_text (void)
{
  static const struct
  {
    const char *xml;
    const char *text;
  } rows[] = {
    { "<a/>", "" },
    { "<a></a>", "" },
    { "<a>  </a>", "  " },
    { "<a> \n x \n </a>", " \n x \n " },
    { "<a>&lt;p&gt;Gr&#252;&#xDF;e&amp;&quot;&apos;</a>", "<p>Grüße&\"'" },
    { "<a>x\r\ny\rz&#13;&#10;</a>", "x\ny\nz\r\n" },
    { "<a>  \r\n&lt;p></a>", "  \n<p>" },
    { "<a>  \r\n <![CDATA[<p> &amp; ]]> </a>", "  \n <p> &amp;  " },
    { "<a> <b>x</b> y<!-- z --> </a>", " x y " },
    { "\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?><a>\xf0\x9f\x98\x80</a>",
      "\xf0\x9f\x98\x80" },
    { "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xc3\xa4</a>", "ä" }, /* says so, is not */
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (xmlDoc) doc = parse (rows[i].xml);
    g_autofree char *text = wire_xml_text (xmlDocGetRootElement (doc));

    g_test_message ("row %u", i);
    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

static void
test_find (void)
{
  g_autoptr (xmlDoc) doc = parse ("<r xmlns='u:1' xmlns:x='u:2' xmlns:y='u:2' attr='v' x:attr='w'>"
                                  " text <!-- c --> <x:a>1</x:a> <a>2</a> <y:a> 3\n</y:a>"
                                  "<n xmlns=''>4</n></r>");
  xmlNode *root = xmlDocGetRootElement (doc);
  xmlNode *one = wire_xml_child (root, "u:2", "a");
  g_autofree char *text = wire_xml_child_text (root, "u:1", "a");
  g_autofree char *third = wire_xml_text (wire_xml_next (one, "u:2", "a"));
  g_autofree char *bare = wire_xml_child_text (root, NULL, "n");
  g_autofree char *value = wire_xml_attribute (root, "attr");

  g_assert_true (wire_xml_is (root, "u:1", "r"));
  g_assert_true (wire_xml_is (root, NULL, "r"));
  g_assert_false (wire_xml_is (root, "u:2", "r"));
  g_assert_false (wire_xml_is (root, "u:1", "R"));
  g_assert_false (wire_xml_is (NULL, NULL, "r"));
  g_assert_true (wire_xml_first (root) == one);
  g_assert_true (wire_xml_child (root, NULL, "a") == one);
  g_assert_cmpstr (text, ==, "2");
  g_assert_cmpstr (third, ==, " 3\n");
  g_assert_cmpstr (bare, ==, "4");
  g_assert_null (wire_xml_child (root, "u:1", "n"));
  g_assert_null (wire_xml_next (one, "u:3", "a"));
  g_assert_null (wire_xml_child (NULL, NULL, "a"));
  g_assert_null (wire_xml_first (one));
  g_assert_null (wire_xml_child_text (root, "u:1", "missing"));
  g_assert_cmpstr (value, ==, "v");
  g_assert_null (wire_xml_attribute (root, "missing"));
}

static const char *const words[] = { "Disabled", "Enabled", NULL };

static void
test_need (void)
{
  g_autoptr (xmlDoc) doc =
      parse ("<e><b><State> Enabled\n</State><Odd>enabled</Odd><None/></b></e>");
  xmlNode *body = wire_xml_child (xmlDocGetRootElement (doc), NULL, "b");
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) odd = NULL;
  g_autoptr (GError) none = NULL;
  int state = 7;

  g_assert_true (wire_xml_need_name (body, NULL, "State", words, &state, NULL));
  g_assert_cmpint (state, ==, 1);
  g_assert_false (wire_xml_need_name (body, NULL, "Odd", words, &state, &odd));
  g_assert_error (odd, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_cmpstr (odd->message, ==, "the answer has the unknown word “enabled” in e/b/Odd");
  g_assert_false (wire_xml_need_name (body, NULL, "None", words, &state, &none));
  g_assert_error (none, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_cmpint (state, ==, 1);

  g_assert_null (wire_xml_need_text (body, NULL, "Time", &missing));
  g_assert_error (missing, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_cmpstr (missing->message, ==, "the answer lacks Time in e/b");
}

static char *
finish (WireXml *xml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = wire_xml_finish (xml, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_write (void)
{
  g_autoptr (WireXml) xml = wire_xml_new ();
  g_autofree char *text = NULL;

  wire_xml_open (xml, "a");
  wire_xml_put (xml, "x", "1");
  wire_xml_put (xml, "none", NULL);
  wire_xml_open (xml, "b");
  wire_xml_close (xml);
  wire_xml_leaf (xml, "c", "text");
  wire_xml_leaf (xml, "d", "");
  wire_xml_leaf (xml, "e", NULL);
  wire_xml_chars (xml, "tail");
  text = finish (xml);
  g_assert_cmpstr (text, ==,
                   "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                   "<a x=\"1\"><b/><c>text</c><d/>tail</a>");
}

static void
test_round_trip (void)
{
  static const char *const texts[] = { "<p>Grüße & \"mehr\" 'so'</p>",
                                       "]]>",
                                       "&amp;&#13;",
                                       "  spaces \t around\t ",
                                       "one\r\ntwo\rthree\nfour\r\n",
                                       "\r",
                                       "\n",
                                       " ",
                                       "😀\U0010FFFD\xc2\x85\u2028\u00A0",
                                       "<![CDATA[x]]><!-- -->" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (WireXml) xml = wire_xml_new ();
    g_autoptr (xmlDoc) doc = NULL;
    g_autofree char *written = NULL;
    g_autofree char *text = NULL;
    g_autofree char *value = NULL;

    wire_xml_open (xml, "a");
    wire_xml_put (xml, "b", texts[i]);
    wire_xml_chars (xml, texts[i]);
    written = finish (xml);
    doc = parse (written);
    text = wire_xml_text (xmlDocGetRootElement (doc));
    value = wire_xml_attribute (xmlDocGetRootElement (doc), "b");
    g_test_message ("row %u", i);
    g_assert_cmpstr (text, ==, texts[i]);
    g_assert_cmpstr (value, ==, texts[i]);
  }
}

static void
test_write_refused (void)
{
  static const char *const texts[] = { "\x01", "a\x1b[0m",     "\xff",
                                       "\xc3", "\xed\xa0\x80", "\xef\xbf\xbf" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (WireXml) xml = wire_xml_new ();
    g_autoptr (WireXml) other = wire_xml_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) other_error = NULL;

    wire_xml_leaf (xml, "Message", texts[i]);
    wire_xml_leaf (xml, "Message", "good again");
    g_assert_null (wire_xml_finish (xml, &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
    g_assert_true (g_str_has_prefix (error->message, "Message "));

    wire_xml_open (other, "a");
    wire_xml_put (other, "b", texts[i]);
    g_assert_null (wire_xml_finish (other, &other_error));
    g_assert_error (other_error, BASE_ERROR, BASE_ERROR_REJECTED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/xml/refused", test_refused);
  g_test_add_func ("/wire/xml/large", test_large);
  g_test_add_func ("/wire/xml/long-text", test_long_text);
  g_test_add_func ("/wire/xml/text", test_text);
  g_test_add_func ("/wire/xml/find", test_find);
  g_test_add_func ("/wire/xml/need", test_need);
  g_test_add_func ("/wire/xml/write", test_write);
  g_test_add_func ("/wire/xml/round-trip", test_round_trip);
  g_test_add_func ("/wire/xml/write-refused", test_write_refused);
  return g_test_run ();
}
