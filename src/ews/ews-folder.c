/* ews-folder.c - GetFolder on the inbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-folder.h"

#include "ews-answer.h"

static void
encode (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  wire_xml_open (xml, "m:GetFolder");
  wire_xml_open (xml, "m:FolderShape");
  wire_xml_leaf (xml, "t:BaseShape", "IdOnly");
  wire_xml_close (xml);
  wire_xml_open (xml, "m:FolderIds");
  wire_xml_open (xml, "t:DistinguishedFolderId");
  wire_xml_put (xml, "Id", "inbox");
  if (ask->as != NULL) {
    wire_xml_open (xml, "t:Mailbox");
    wire_xml_leaf (xml, "t:EmailAddress", ask->as);
    wire_xml_close (xml);
  }
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

gboolean
ews_folder_probe (BaseCall *call, EwsServer *server, const char *mailbox, char **ret_build,
                  GError **error)
{
  const EwsAsk ask = { .operation = "GetFolder", .as = mailbox, .encode = encode };
  g_autoptr (EwsAnswer) answer = ews_ask (call, server, &ask, error);

  if (answer == NULL || wire_xml_need (answer->message, EWS_NS_MESSAGES, "Folders", error) == NULL)
    return FALSE;

  if (ret_build != NULL)
    *ret_build = ews_answer_build (answer);
  return TRUE;
}
