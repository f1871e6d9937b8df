/* wire-xml-write.h - writing XML that cannot come out wrong: names are ours, values are escaped by
 * construction
 *
 *   g_autoptr (WireXml) xml = wire_xml_new ();
 *   wire_xml_open (xml, "t:Mailbox");
 *   wire_xml_leaf (xml, "t:Address", mailbox);
 *   wire_xml_close (xml);
 *   body = wire_xml_finish (xml, error);
 *
 * A value that is not UTF-8 or holds a character that XML cannot carry is remembered and makes
 * finish fail with BASE_ERROR_REJECTED. Element and attribute names must be literals that outlive
 * the writer. One thread.
 */
#pragma once

#include "wire-recent.h"

typedef struct _WireXml WireXml;

WireXml *wire_xml_new (void); /* begins with the XML declaration */
void wire_xml_free (WireXml *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireXml, wire_xml_free)

void wire_xml_open (WireXml *self, const char *name);
/* Only directly after open. A NULL value writes nothing. */
void wire_xml_put (WireXml *self, const char *attribute, const char *value);
void wire_xml_chars (WireXml *self, const char *text);
void wire_xml_close (WireXml *self);

/* <name>text</name>; an empty element when text is "" ; nothing at all when it is NULL. */
void wire_xml_leaf (WireXml *self, const char *name, const char *text);

/* The same of a text that many others may be written with; recent may be NULL. */
void wire_xml_leaf_recent (WireXml *self, const char *name, const char *text, WireRecent *recent);

/* Closes what is open. NULL with an error when a value was refused. The writer is empty afterwards.
 */
GBytes *wire_xml_finish (WireXml *self, GError **error);
