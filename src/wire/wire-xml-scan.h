/* wire-xml-scan.h - reads the plain XML that servers send, element by element and without a tree
 *
 *   wire_xml_scan_init (&scan, data, size);
 *   if (wire_xml_scan_child (&scan) && wire_xml_scan_is (&scan, WIRE_NS_SOAP, "Envelope")) …
 *
 * For answers of which thousands come: measured, a sixth of what the tree of wire-xml-read.h costs.
 * It knows elements, attributes, namespaces, text and references, and nothing else: at the first
 * thing that it does not know, or that is not well-formed, it is odd, and gives nothing any more.
 * Whoever reads by it keeps nothing of an odd document, and parses that with wire_xml_parse (),
 * which knows better or has the words for what is wrong. So it may know less than the tree, but
 * never says anything else; a test compares the two.
 *
 * No allocation but for texts. One thread.
 */
#pragma once

#include <glib.h>

#define WIRE_XML_SCAN_DEEPEST 24
#define WIRE_XML_SCAN_MOST_NAMESPACES 32
#define WIRE_XML_SCAN_MOST_ATTRIBUTES 12

/* A piece of the document. */
typedef struct
{
  const char *at;
  gsize length;
} WireXmlSlice;

typedef struct
{
  WireXmlSlice name; /* with its prefix */
  guint n_namespaces;
} WireXmlLevel;

/* Its fields are its own. */
typedef struct
{
  const char *at;
  const char *end;
  gboolean is_odd;
  gboolean is_empty; /* the element that was entered last has no end of its own */
  guint depth;       /* of the element that is entered */
  WireXmlLevel levels[WIRE_XML_SCAN_DEEPEST + 1];
  struct
  {
    WireXmlSlice prefix;
    WireXmlSlice uri;
  } namespaces[WIRE_XML_SCAN_MOST_NAMESPACES];
  struct
  {
    WireXmlSlice name;
    WireXmlSlice value;
  } attributes[WIRE_XML_SCAN_MOST_ATTRIBUTES]; /* of the element that was entered last */
  guint n_namespaces;
  guint n_attributes;
} WireXmlScan;

/* data must live as long as self. */
void wire_xml_scan_init (WireXmlScan *self, const char *data, gsize size);

/* Enters the next element in the one that is entered, text before it is passed over. FALSE: there
 * is no more, and the element is left; or it is odd. The first one entered is the root. */
gboolean wire_xml_scan_child (WireXmlScan *self);

/* Whether the element entered last is called so; directly after entering it. */
gboolean wire_xml_scan_is (const WireXmlScan *self, const char *ns, const char *name);
/* Whether it has an attribute without a namespace of exactly that value; FALSE also for one that
 * is written with references. Directly after entering it. */
gboolean wire_xml_scan_has (const WireXmlScan *self, const char *name, const char *value);

/* Leaves the element that is entered with all that is in it. */
void wire_xml_scan_skip (WireXmlScan *self);
/* The same; its text, as wire_xml_text () gives it. An element in it is odd. NULL when it is odd;
 * caller frees. */
char *wire_xml_scan_text (WireXmlScan *self) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE when the root was left, nothing but blanks is behind it, and nothing was odd. */
gboolean wire_xml_scan_is_over (WireXmlScan *self);
