/* wire-xml-scan-inside.h - the characters of a document, for the files of wire-xml-scan.h only */
#pragma once

#include "wire-bytes.h"
#include "wire-xml-scan.h"

/* FALSE, so that a caller can return it. */
static inline gboolean
wire_xml_scan_be_odd (WireXmlScan *self)
{
  self->is_odd = TRUE;
  return FALSE;
}

/* Up to end. to: where it is written to, as much as was read at the most; NULL: nowhere. */
gboolean wire_xml_scan_take_text (WireXmlScan *self, const char *end, char **to);
