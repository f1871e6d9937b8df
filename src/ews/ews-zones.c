/* ews-zones.c - GetServerTimeZones
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-zones.h"

#include "ews-answer.h"

static void
encode (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  wire_xml_open (xml, "m:GetServerTimeZones");
  wire_xml_put (xml, "ReturnFullTimeZoneData", "false");
  wire_xml_open (xml, "m:Ids");
  wire_xml_leaf (xml, "t:Id", "UTC"); /* one is enough */
  wire_xml_close (xml);
  wire_xml_close (xml);
}

const EwsAsk ews_zones_ask = { .operation = "GetServerTimeZones",
                               .encode = encode,
                               .oldest = EWS_VERSION_2010 };

gboolean
ews_zones_probe (BaseCall *call, EwsServer *server, char **ret_build, GError **error)
{
  g_autoptr (EwsAnswer) answer = ews_ask (call, server, &ews_zones_ask, error);

  if (answer == NULL)
    return FALSE;

  if (ret_build != NULL)
    *ret_build = ews_answer_build (answer);
  return TRUE;
}
