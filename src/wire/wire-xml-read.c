/* wire-xml-read.c - strict reading of XML from outside
 *
 * The parser runs without XML_PARSE_HUGE (depth 256), without network, and stops at the first sign
 * of a document type declaration: no message that we exchange has one, and all entity attacks need
 * one. Other encodings than UTF-8 are refused: nobody sends them, and libxml2's converters write
 * their troubles to standard error. Blank text is kept: without it, libxml2 also drops the spaces
 * that a reply begins with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-xml-read.h"

#include "base-error.h"
#include "base-text.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlParserCtxt, xmlFreeParserCtxt)

static void
refuse_doctype (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  xmlParserCtxt *parser = data;

  xmlStopParser (parser);
  parser->wellFormed = 0;
  parser->_private = parser; /* the mark that it was this */
}

xmlDoc *
wire_xml_parse (const char *data, gsize size, GError **error)
{
  g_autoptr (xmlParserCtxt) parser = NULL;
  g_autoptr (xmlDoc) doc = NULL;

  if (size == 0 || size > G_MAXINT) {
    base_error_set (error, BASE_ERROR_PROTOCOL,
                    size == 0 ? "the answer is empty" : "the answer is too long");
    return NULL;
  }

  if (!g_utf8_validate (data, (gssize) size, NULL)) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "the answer is not well-formed XML: not UTF-8");
    return NULL;
  }

  parser = xmlNewParserCtxt ();
  parser->sax->internalSubset = refuse_doctype;
  doc = xmlCtxtReadMemory (parser, data, (int) size, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                               XML_PARSE_NOCDATA | XML_PARSE_IGNORE_ENC);
  if (parser->_private != NULL) {
    base_error_set (error, BASE_ERROR_PROTOCOL,
                    "the answer brings a document type, which is refused");
    return NULL;
  }
  if (doc == NULL || xmlDocGetRootElement (doc) == NULL) {
    const xmlError *why = xmlCtxtGetLastError (parser);
    g_autofree char *words = base_text_for_display (
        why != NULL && why->message != NULL ? why->message : "no element", 160);

    base_error_set (error, BASE_ERROR_PROTOCOL, "the answer is not well-formed XML: %s (line %d)",
                    g_strstrip (words), why != NULL ? why->line : 0);
    return NULL;
  }
  return g_steal_pointer (&doc);
}

gboolean
wire_xml_is (const xmlNode *node, const char *ns, const char *name)
{
  if (node == NULL || node->type != XML_ELEMENT_NODE ||
      strcmp ((const char *) node->name, name) != 0)
    return FALSE;
  if (ns == NULL)
    return TRUE;

  return node->ns != NULL && node->ns->href != NULL &&
         strcmp ((const char *) node->ns->href, ns) == 0;
}

static xmlNode *
find_from (xmlNode *node, const char *ns, const char *name)
{
  while (node != NULL && !wire_xml_is (node, ns, name))
    node = node->next;
  return node;
}

xmlNode *
wire_xml_child (const xmlNode *parent, const char *ns, const char *name)
{
  return parent != NULL ? find_from (parent->children, ns, name) : NULL;
}

xmlNode *
wire_xml_next (const xmlNode *node, const char *ns, const char *name)
{
  return find_from (node->next, ns, name);
}

xmlNode *
wire_xml_first (const xmlNode *parent)
{
  return parent != NULL ? xmlFirstElementChild ((xmlNode *) parent) : NULL;
}

xmlNode *
wire_xml_need (const xmlNode *parent, const char *ns, const char *name, GError **error)
{
  xmlNode *child = wire_xml_child (parent, ns, name);

  if (child == NULL) {
    g_autofree char *path = wire_xml_path (parent);

    base_error_set (error, BASE_ERROR_PROTOCOL, "the answer lacks %s in %s", name, path);
  }
  return child;
}

char *
wire_xml_text (const xmlNode *node)
{
  xmlChar *text = xmlNodeGetContent (node);
  char *copy = g_strdup (text != NULL ? (const char *) text : "");

  xmlFree (text);
  return copy;
}

char *
wire_xml_child_text (const xmlNode *parent, const char *ns, const char *name)
{
  xmlNode *child = wire_xml_child (parent, ns, name);

  return child != NULL ? g_strstrip (wire_xml_text (child)) : NULL;
}

char *
wire_xml_need_text (const xmlNode *parent, const char *ns, const char *name, GError **error)
{
  xmlNode *child = wire_xml_need (parent, ns, name, error);

  return child != NULL ? g_strstrip (wire_xml_text (child)) : NULL;
}

gboolean
wire_xml_need_name (const xmlNode *parent, const char *ns, const char *name,
                    const char *const *names, int *ret, GError **error)
{
  g_autofree char *word = wire_xml_need_text (parent, ns, name, error);
  g_autofree char *path = NULL;
  g_autofree char *shown = NULL;

  if (word == NULL)
    return FALSE;

  for (int i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], word) == 0) {
      *ret = i;
      return TRUE;
    }

  path = wire_xml_path (parent);
  shown = base_text_for_display (word, 60);
  base_error_set (error, BASE_ERROR_PROTOCOL, "the answer has the unknown word “%s” in %s/%s",
                  shown, path, name);
  return FALSE;
}

char *
wire_xml_attribute (const xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

char *
wire_xml_path (const xmlNode *node)
{
  GString *path = g_string_new (NULL);

  for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent) {
    g_autofree char *name = base_text_for_display ((const char *) node->name, 60);

    if (path->len > 0)
      g_string_prepend_c (path, '/');
    g_string_prepend (path, name);
  }
  return g_string_free (path, FALSE);
}
