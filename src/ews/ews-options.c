/* ews-options.c - GetUserConfiguration
 *
 * OWA.UserOptions lies in the root folder, as a dictionary; it does not exist before somebody has
 * used Outlook on the web.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-options.h"

#include "base-error.h"
#include "base-zone.h"
#include "ews-answer.h"

static void
encode (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  wire_xml_open (xml, "m:GetUserConfiguration");
  wire_xml_open (xml, "m:UserConfigurationName");
  wire_xml_put (xml, "Name", "OWA.UserOptions");
  wire_xml_open (xml, "t:DistinguishedFolderId");
  wire_xml_put (xml, "Id", "root");
  wire_xml_open (xml, "t:Mailbox");
  wire_xml_leaf (xml, "t:EmailAddress", ask->as);
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_leaf (xml, "m:UserConfigurationProperties", "Dictionary");
  wire_xml_close (xml);
}

static char *
decode (const EwsAnswer *answer)
{
  const xmlNode *config = wire_xml_child (answer->message, EWS_NS_MESSAGES, "UserConfiguration");
  const xmlNode *dictionary = wire_xml_child (config, EWS_NS_TYPES, "Dictionary");
  const xmlNode *entry = wire_xml_child (dictionary, EWS_NS_TYPES, "DictionaryEntry");

  for (; entry != NULL; entry = wire_xml_next (entry, EWS_NS_TYPES, "DictionaryEntry")) {
    const xmlNode *key = wire_xml_child (entry, EWS_NS_TYPES, "DictionaryKey");
    const xmlNode *value = wire_xml_child (entry, EWS_NS_TYPES, "DictionaryValue");
    g_autofree char *name = wire_xml_child_text (key, EWS_NS_TYPES, "Value");
    g_autofree char *zone = wire_xml_child_text (value, EWS_NS_TYPES, "Value");

    if (g_strcmp0 (name, "timezone") == 0)
      return base_zone_iana_name (zone);
  }
  return NULL;
}

char *
ews_options_zone (BaseCall *call, EwsServer *server, const char *mailbox, GError **error)
{
  const EwsAsk ask = {
    .operation = "GetUserConfiguration", .as = mailbox, .encode = encode, .oldest = EWS_VERSION_2010
  };
  g_autoptr (GError) why = NULL;
  g_autoptr (EwsAnswer) answer = ews_ask (call, server, &ask, &why);

  if (answer != NULL)
    return decode (answer);

  if (g_strcmp0 (base_error_facts (why)->reason, "no-such-item") != 0 &&
      !g_error_matches (why, BASE_ERROR, BASE_ERROR_UNSUPPORTED))
    g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}
