/* sim-soap.h - the outside of every EWS answer: envelope, SOAP fault, error inside a response
 *
 * Prefixes: s, m, t, e as in the published samples.
 */
#pragma once

#include "sim-world.h"

#include "wire-xml-write.h"

#define SIM_NS_MESSAGES "http://schemas.microsoft.com/exchange/services/2006/messages"
#define SIM_NS_TYPES "http://schemas.microsoft.com/exchange/services/2006/types"

/* Opens everything down to the body. wire_xml_finish () closes it. */
WireXml *sim_soap_begin (const SimEdition *edition);

/* What a fault says beside its code. */
typedef struct
{
  const char *words;     /* NULL: those that Exchange has for the code */
  gint64 backoff_ms;     /* 0: none */
  const char *violation; /* of the schema; NULL: none */
  int line;
  const char *primary; /* the primary address; NULL: none */
} SimFaultFacts;

/* A whole answer. Caller unrefs. */
GBytes *sim_soap_fault (const SimEdition *edition, const char *code, const SimFaultFacts *facts);

/* m:MessageText, m:ResponseCode and so on into the open element. code NULL: NoError. */
void sim_soap_result (WireXml *xml, const char *code);
