/* ews-quick.c - the usual answer, read without a tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-quick.h"

#include "wire-soap.h"

#include <string.h>

/* Of a response that was entered; it is left. */
static gboolean
read_response (WireXmlScan *scan, const EwsAsk *ask)
{
  gboolean has_message = FALSE;

  while (wire_xml_scan_child (scan)) {
    if (!wire_xml_scan_is (scan, EWS_NS_MESSAGES, "ResponseMessage")) {
      if (!ask->quick (scan, ask->quick_data))
        return FALSE;
      continue;
    }
    if (has_message || !wire_xml_scan_has (scan, "ResponseClass", "Success"))
      return FALSE;
    has_message = TRUE;
    wire_xml_scan_skip (scan);
  }
  return has_message && ask->quick (NULL, ask->quick_data);
}

static gboolean
is_response (const WireXmlScan *scan, const char *operation)
{
  g_autofree char *name = g_strconcat (operation, "Response", NULL);

  return wire_xml_scan_is (scan, EWS_NS_MESSAGES, name);
}

/* Of a body that was entered; it is left. */
static gboolean
read_body (WireXmlScan *scan, const EwsAsk *ask)
{
  if (!wire_xml_scan_child (scan) || !is_response (scan, ask->operation) ||
      !read_response (scan, ask))
    return FALSE;
  return !wire_xml_scan_child (scan); /* a second one */
}

gboolean
ews_quick_read (const HttpReply *reply, const EwsAsk *ask)
{
  gboolean has_body = FALSE;
  WireXmlScan scan;
  gsize size;
  const char *bytes = g_bytes_get_data (reply->body, &size);

  if (reply->status != 200 || size == 0)
    return FALSE;

  wire_xml_scan_init (&scan, bytes, size);
  if (!wire_xml_scan_child (&scan) || !wire_xml_scan_is (&scan, WIRE_NS_SOAP, "Envelope"))
    return FALSE;
  while (wire_xml_scan_child (&scan)) {
    if (!wire_xml_scan_is (&scan, WIRE_NS_SOAP, "Body"))
      wire_xml_scan_skip (&scan);
    else if (has_body || !read_body (&scan, ask))
      return FALSE;
    else
      has_body = TRUE;
  }
  return has_body && wire_xml_scan_is_over (&scan);
}
