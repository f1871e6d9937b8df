/* wire-soap.h - what every SOAP 1.1 answer has: an envelope, a body, perhaps a fault
 *
 * Faults are matched by local name, because servers differ in prefixes and namespaces inside them.
 */
#pragma once

#include "wire-xml-read.h"

#define WIRE_NS_SOAP "http://schemas.xmlsoap.org/soap/envelope/"

typedef struct
{
  char *code;            /* without its prefix: "ErrorServerBusy", "Client"; never NULL */
  char *words;           /* faultstring, "" when there is none */
  const xmlNode *detail; /* borrowed from the document; NULL when there is none */
} WireSoapFault;

void wire_soap_fault_free (WireSoapFault *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireSoapFault, wire_soap_fault_free)

/* The first element in Envelope/Body; NULL with BASE_ERROR_PROTOCOL when it is no SOAP envelope or
 * the body is empty. */
xmlNode *wire_soap_body (xmlDoc *doc, GError **error);

/* Envelope/Header, or NULL. */
xmlNode *wire_soap_header (xmlDoc *doc);

/* body: from wire_soap_body (). NULL when it is no fault. */
WireSoapFault *wire_soap_fault (const xmlNode *body);
