/* sim-soap.c - the outside of every EWS answer
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-soap.h"

#include "wire-soap.h"

#include <string.h>

#define NS_ERRORS "http://schemas.microsoft.com/exchange/services/2006/errors"

static const struct
{
  const char *code;
  const char *words;
} all_words[] = {
  { "ErrorAccessDenied", "Access is denied. Check credentials and try again." },
  { "ErrorDuplicateSOAPHeader", "A SOAP header appears more than once." },
  { "ErrorExceededConnectionCount",
    "You have exceeded the available concurrent connections for your account. Try again once your "
    "other requests have completed." },
  { "ErrorExceededMaxRecipientLimit", "The request names too many recipients." },
  { "ErrorImpersonateUserDenied",
    "The account does not have permission to impersonate the requested user." },
  { "ErrorImpersonationDenied", "The account does not have permission to impersonate." },
  { "ErrorInvalidExchangeImpersonationHeaderData",
    "The ExchangeImpersonation header is not valid: it names nobody, or more than one." },
  { "ErrorInvalidRequest", "The request is invalid." },
  { "ErrorInvalidScheduledOofDuration",
    "The duration of the scheduled absence is not valid: it has to be in UTC, to end after it "
    "begins, and to end in the future." },
  { "ErrorInvalidServerVersion", "The specified server version is invalid." },
  { "ErrorInvalidUserOofSettings",
    "The automatic reply settings are not valid: a reply is missing or too long." },
  { "ErrorItemNotFound", "The specified object was not found in the store." },
  { "ErrorMailRecipientNotFound", "No mailbox with such an address was found." },
  { "ErrorNameResolutionMultipleResults", "Multiple results were found." },
  { "ErrorNameResolutionNoResults", "No results were found." },
  { "ErrorNonExistentMailbox", "No mailbox with such an address exists." },
  { "ErrorNonPrimarySmtpAddress",
    "The primary SMTP address must be specified when referencing a mailbox." },
  { "ErrorSchemaValidation", "The request failed schema validation." },
  { "ErrorServerBusy", "The server cannot service this request right now. Try again later." },
};

/* A message that is well-formed for an error code, known or not. */
static const char *
find_words (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_words); i++)
    if (strcmp (all_words[i].code, code) == 0)
      return all_words[i].words;
  return "The request could not be processed.";
}

static void
put_number (WireXml *xml, const char *attribute, int number)
{
  char text[16];

  g_snprintf (text, sizeof text, "%d", number);
  wire_xml_put (xml, attribute, text);
}

WireXml *
sim_soap_begin (const SimEdition *edition)
{
  WireXml *xml = wire_xml_new ();

  wire_xml_open (xml, "s:Envelope");
  wire_xml_put (xml, "xmlns:s", WIRE_NS_SOAP);
  wire_xml_open (xml, "s:Header");
  wire_xml_open (xml, "h:ServerVersionInfo");
  wire_xml_put (xml, "xmlns:h", SIM_NS_TYPES);
  put_number (xml, "MajorVersion", edition->major);
  put_number (xml, "MinorVersion", edition->minor);
  put_number (xml, "MajorBuildNumber", edition->build);
  put_number (xml, "MinorBuildNumber", edition->revision);
  wire_xml_put (xml, "Version", edition->version);
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_open (xml, "s:Body");
  wire_xml_put (xml, "xmlns:m", SIM_NS_MESSAGES);
  wire_xml_put (xml, "xmlns:t", SIM_NS_TYPES);
  return xml;
}

static void
write_value (WireXml *xml, const char *name, const char *value)
{
  wire_xml_open (xml, "t:Value");
  wire_xml_put (xml, "Name", name);
  wire_xml_chars (xml, value);
  wire_xml_close (xml);
}

static void
write_facts (WireXml *xml, const SimFaultFacts *facts)
{
  char text[24];

  if (facts->backoff_ms == 0 && facts->violation == NULL && facts->primary == NULL)
    return;

  wire_xml_open (xml, "t:MessageXml");
  wire_xml_put (xml, "xmlns:t", SIM_NS_TYPES);
  if (facts->backoff_ms > 0) {
    g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, facts->backoff_ms);
    write_value (xml, "BackOffMilliseconds", text);
  }
  if (facts->primary != NULL)
    write_value (xml, "Primary", facts->primary);
  if (facts->violation != NULL) {
    g_snprintf (text, sizeof text, "%d", facts->line);
    wire_xml_leaf (xml, "t:LineNumber", text);
    wire_xml_leaf (xml, "t:LinePosition", "1");
    wire_xml_leaf (xml, "t:Violation", facts->violation);
  }
  wire_xml_close (xml);
}

GBytes *
sim_soap_fault (const SimEdition *edition, const char *code, const SimFaultFacts *facts)
{
  static const SimFaultFacts none = { NULL };
  g_autoptr (WireXml) xml = sim_soap_begin (edition);
  g_autofree char *prefixed = g_strconcat ("a:", code, NULL);
  const char *words;

  if (facts == NULL)
    facts = &none;
  words = facts->words != NULL ? facts->words : find_words (code);

  wire_xml_open (xml, "s:Fault");
  wire_xml_open (xml, "faultcode");
  wire_xml_put (xml, "xmlns:a", SIM_NS_TYPES);
  wire_xml_chars (xml, prefixed);
  wire_xml_close (xml);
  wire_xml_open (xml, "faultstring");
  wire_xml_put (xml, "xml:lang", "en-US");
  wire_xml_chars (xml, words);
  wire_xml_close (xml);
  wire_xml_open (xml, "detail");
  wire_xml_open (xml, "e:ResponseCode");
  wire_xml_put (xml, "xmlns:e", NS_ERRORS);
  wire_xml_chars (xml, code);
  wire_xml_close (xml);
  wire_xml_open (xml, "e:Message");
  wire_xml_put (xml, "xmlns:e", NS_ERRORS);
  wire_xml_chars (xml, words);
  wire_xml_close (xml);
  write_facts (xml, facts);
  return wire_xml_finish (xml, NULL);
}

void
sim_soap_result (WireXml *xml, const char *code)
{
  if (code == NULL) {
    wire_xml_leaf (xml, "m:ResponseCode", "NoError");
    return;
  }

  wire_xml_leaf (xml, "m:MessageText", find_words (code));
  wire_xml_leaf (xml, "m:ResponseCode", code);
  wire_xml_leaf (xml, "m:DescriptiveLinkKey", "0");
}
