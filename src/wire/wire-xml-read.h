/* wire-xml-read.h - strict reading of XML from outside
 *
 * Bytes that are not well-formed UTF-8 XML, that bring a document type (entity bombs, external
 * entities) or that nest deeper than libxml2 allows are refused. Every "need" names the path of
 * what is missing, so that a log line tells which element of which answer was odd. Errors are
 * BASE_ERROR_PROTOCOL. Any thread; a document belongs to one at a time.
 */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

xmlDoc *wire_xml_parse (const char *data, gsize size, GError **error);

/* TRUE when node is the element name of the namespace ns. */
gboolean wire_xml_is (const xmlNode *node, const char *ns, const char *name);

/* The first child element of that name, or NULL. ns NULL: of any namespace. */
xmlNode *wire_xml_child (const xmlNode *parent, const char *ns, const char *name);
/* The next sibling element of that name, or NULL. */
xmlNode *wire_xml_next (const xmlNode *node, const char *ns, const char *name);
/* The first child element, whatever it is, or NULL. */
xmlNode *wire_xml_first (const xmlNode *parent);

/* As wire_xml_child (), but missing is an error. */
xmlNode *wire_xml_need (const xmlNode *parent, const char *ns, const char *name, GError **error);

/* All text below node, "" when there is none. Caller frees. */
char *wire_xml_text (const xmlNode *node);

/* The trimmed text of a child; NULL when the child is missing. Caller frees. */
char *wire_xml_child_text (const xmlNode *parent, const char *ns, const char *name);
char *wire_xml_need_text (const xmlNode *parent, const char *ns, const char *name, GError **error);

/* The child's text must be one of names (a NULL-terminated table indexed by an enum): its index
 * goes to ret. An unknown word is an error, never a default. */
gboolean wire_xml_need_name (const xmlNode *parent, const char *ns, const char *name,
                             const char *const *names, int *ret, GError **error);

/* An attribute without namespace; NULL when missing. Caller frees. */
char *wire_xml_attribute (const xmlNode *node, const char *name);

/* "Envelope/Body/GetFolderResponse": for messages. Caller frees. */
char *wire_xml_path (const xmlNode *node);
