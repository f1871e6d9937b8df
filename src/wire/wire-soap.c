/* wire-soap.c - envelope, body, fault
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-soap.h"

#include "base-error.h"
#include "base-text.h"

#include <string.h>

void
wire_soap_fault_free (WireSoapFault *self)
{
  if (self == NULL)
    return;

  g_free (self->code);
  g_free (self->words);
  g_free (self);
}

xmlNode *
wire_soap_body (xmlDoc *doc, GError **error)
{
  const xmlNode *root = xmlDocGetRootElement (doc);
  const xmlNode *body;
  xmlNode *first;

  if (!wire_xml_is (root, WIRE_NS_SOAP, "Envelope")) {
    g_autofree char *name = base_text_for_display ((const char *) root->name, 60);

    base_error_set (error, BASE_ERROR_PROTOCOL, "the answer is no SOAP envelope but <%s>", name);
    return NULL;
  }

  body = wire_xml_need (root, WIRE_NS_SOAP, "Body", error);
  if (body == NULL)
    return NULL;

  first = wire_xml_first (body);
  if (first == NULL)
    base_error_set (error, BASE_ERROR_PROTOCOL, "the body of the SOAP answer is empty");
  return first;
}

xmlNode *
wire_soap_header (xmlDoc *doc)
{
  return wire_xml_child (xmlDocGetRootElement (doc), WIRE_NS_SOAP, "Header");
}

WireSoapFault *
wire_soap_fault (const xmlNode *body)
{
  g_autofree char *code = NULL;
  g_autofree char *words = NULL;
  const char *colon;
  WireSoapFault *fault;

  if (!wire_xml_is (body, WIRE_NS_SOAP, "Fault"))
    return NULL;

  code = wire_xml_child_text (body, NULL, "faultcode");
  words = wire_xml_child_text (body, NULL, "faultstring");
  colon = code != NULL ? strrchr (code, ':') : NULL;

  fault = g_new0 (WireSoapFault, 1);
  fault->code = g_strdup (colon != NULL ? colon + 1 : code != NULL ? code : "");
  fault->words = words != NULL ? g_steal_pointer (&words) : g_strdup ("");
  fault->detail = wire_xml_child (body, NULL, "detail");
  return fault;
}
