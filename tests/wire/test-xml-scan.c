/* test-xml-scan.c - what is read without a tree is what the tree says, also of damaged documents
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scan.h"
#include "wire-xml-read.h"
#include "wire-xml-scan.h"

#define DEEPEST 40

#define ENVELOPE                                                                                   \
  "<?xml version=\"1.0\" encoding=\"utf-8\"?><s:Envelope xmlns:s=\"urn:s\"><s:Header><h:Info "     \
  "Major=\"15\" xmlns:h=\"urn:t\" xmlns=\"urn:t\"/></s:Header><s:Body xmlns:x=\"urn:x\">"          \
  "<Get xmlns=\"urn:m\"><Response Class=\"Success\"><Code>NoError</Code></Response>"               \
  "<t:Settings xmlns:t=\"urn:t\"><t:State> On </t:State><t:Reply xml:lang='de'><t:Message>"        \
  "&lt;p title=&quot;&#228;&amp;&#x1F600;\"&gt;Gr\xC3\xBC\xC3\x9F"                                 \
  "e&#xD;\n&apos;&lt;/p&gt;"                                                                       \
  "</t:Message></t:Reply></t:Settings></Get></s:Body></s:Envelope>\n"

/* Name and text of each element, as both readers see it; an element's text only where nothing else
 * is in it. */
static void
dump_tree (const xmlNode *node, GString *out)
{
  g_autofree char *text = wire_xml_text (node);

  g_string_append_printf (out, "(%s|%s", node->ns != NULL ? (const char *) node->ns->href : "",
                          (const char *) node->name);
  if (wire_xml_first (node) == NULL)
    g_string_append_printf (out, "=%s", text);
  for (const xmlNode *child = wire_xml_first (node); child != NULL;
       child = xmlNextElementSibling ((xmlNode *) child))
    dump_tree (child, out);
  g_string_append_c (out, ')');
}

static gboolean
is_leaf (const xmlNode *node)
{
  return wire_xml_first (node) == NULL;
}

/* The tree says which elements are leaves: whoever reads without one knows what he looks for. */
static gboolean
dump_scan (WireXmlScan *scan, const xmlNode *node, GString *out)
{
  const char *ns = node->ns != NULL ? (const char *) node->ns->href : "";

  if (!wire_xml_scan_is (scan, ns, (const char *) node->name))
    return FALSE;
  g_string_append_printf (out, "(%s|%s", ns, (const char *) node->name);
  if (is_leaf (node)) {
    g_autofree char *text = wire_xml_scan_text (scan);

    if (text == NULL)
      return FALSE;
    g_string_append_printf (out, "=%s", text);
  } else {
    const xmlNode *child = wire_xml_first (node);

    while (wire_xml_scan_child (scan)) {
      if (child == NULL || !dump_scan (scan, child, out))
        return FALSE;
      child = xmlNextElementSibling ((xmlNode *) child);
    }
    if (child != NULL)
      return FALSE;
  }
  g_string_append_c (out, ')');
  return TRUE;
}

/* TRUE when it was read without a tree to its end. */
static gboolean
scan_alone (const char *data, gsize size)
{
  WireXmlScan scan;

  wire_xml_scan_init (&scan, data, size);
  if (wire_xml_scan_child (&scan))
    wire_xml_scan_skip (&scan);
  return wire_xml_scan_is_over (&scan);
}

/* What the scan takes, the tree takes, and says the same. */
static gboolean
compare (const char *data, gsize size)
{
  g_autoptr (xmlDoc) doc = NULL;
  g_autoptr (GString) tree = g_string_new (NULL);
  g_autoptr (GString) scanned = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  const xmlNode *root;
  WireXmlScan scan;

  if (!scan_alone (data, size))
    return FALSE;

  doc = wire_xml_parse (data, size, &error);
  g_assert_no_error (error);
  root = xmlDocGetRootElement (doc);
  dump_tree (root, tree);
  wire_xml_scan_init (&scan, data, size);
  g_assert_true (wire_xml_scan_child (&scan));
  g_assert_true (dump_scan (&scan, root, scanned));
  g_assert_true (wire_xml_scan_is_over (&scan));
  g_assert_cmpstr (scanned->str, ==, tree->str);
  return TRUE;
}

static void
test_known (void)
{
  static const ScanRow rows[] = {
    { ENVELOPE, TRUE },
    { "<a/>", TRUE },
    { "<a></a>\n", TRUE },
    { "<a b='1' c=\"2\" />", TRUE },
    { "<p:a xmlns:p='u'><p:b/></p:a >", TRUE },
    { "<a>x<b/>y</a>", TRUE },
    { "<a>&#9;&#10;&#13;</a>", TRUE },
    { "<a>]]&gt;</a>", TRUE },
    { "", FALSE },
    { "   ", FALSE },
    { "<a>", FALSE },
    { "<a></b>", FALSE },
    { "<a></a><b/>", FALSE },
    { "<a></a>x", FALSE },
    { "x<a/>", FALSE },
    { "<a b=1/>", FALSE },
    { "<a b='1' b='2'/>", FALSE },
    { "<a b='<'/>", FALSE },
    { "<a b='1'c='2'/>", FALSE },
    { "<p:a/>", FALSE },
    { "<a p:b='1'/>", FALSE },
    { "<a:b:c xmlns:a='u'/>", FALSE },
    { "<1/>", FALSE },
    { "<a>&bomb;</a>", FALSE },
    { "<a>&#0;</a>", FALSE },
    { "<a>&#x1;</a>", FALSE },
    { "<a>&#xD800;</a>", FALSE },
    { "<a>&#xFFFF;</a>", FALSE },
    { "<a>&#x110000;</a>", FALSE },
    { "<a>&lt</a>", FALSE },
    { "<a>]]></a>", FALSE },
    { "<a>\x01</a>", FALSE },
    { "<a>\xFF</a>", FALSE },
    { "<a>\xEF\xBF\xBF</a>", FALSE },
    { "<a>\xED\xA0\x80</a>", FALSE },
    { "<!DOCTYPE a><a/>", FALSE },
    { "<a><![CDATA[x]]></a>", FALSE },
    { "<a><!-- x --></a>", FALSE },
    { "<a><?pi?></a>", FALSE },
    { "<a>x\r\ny</a>", FALSE },
    { "<?xml version=\"1.1\"?><a/>", FALSE },
    { "<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>", FALSE },
  };

  scan_check_known (rows, G_N_ELEMENTS (rows), compare);
}

static void
test_deep (void)
{
  g_autoptr (GString) xml = g_string_new (NULL);

  for (int i = 0; i < DEEPEST; i++)
    g_string_append (xml, "<a>");
  for (int i = 0; i < DEEPEST; i++)
    g_string_append (xml, "</a>");
  g_assert_false (compare (xml->str, xml->len));
}

static void
test_attributes (void)
{
  const char *xml = "<a b='x' c='y'><d/></a>";
  WireXmlScan scan;

  wire_xml_scan_init (&scan, xml, strlen (xml));
  g_assert_true (wire_xml_scan_child (&scan));
  g_assert_true (wire_xml_scan_has (&scan, "b", "x"));
  g_assert_true (wire_xml_scan_has (&scan, "c", "y"));
  g_assert_false (wire_xml_scan_has (&scan, "c", "x"));
  g_assert_false (wire_xml_scan_has (&scan, "d", ""));
  g_assert_true (wire_xml_scan_child (&scan));
  g_assert_false (wire_xml_scan_has (&scan, "b", "x"));
}

static void
test_damaged (void)
{
  scan_check_damaged (ENVELOPE, "<>&;/='\"x: !?]\r\n\x01\xC3", compare);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/xml-scan/known", test_known);
  g_test_add_func ("/wire/xml-scan/deep", test_deep);
  g_test_add_func ("/wire/xml-scan/attributes", test_attributes);
  g_test_add_func ("/wire/xml-scan/damaged", test_damaged);
  return g_test_run ();
}
