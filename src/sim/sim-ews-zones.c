/* sim-ews-zones.c - GetServerTimeZones
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ews.h"

#include "wire-xml-read.h"

#include <string.h>

static const struct
{
  const char *id;
  const char *name;
} zones[] = {
  { "UTC", "(UTC) Coordinated Universal Time" },
  { "GMT Standard Time", "(UTC+00:00) Dublin, Edinburgh, Lisbon, London" },
  { "Greenwich Standard Time", "(UTC+00:00) Monrovia, Reykjavik" },
  { "W. Europe Standard Time", "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna" },
  { "Central Europe Standard Time",
    "(UTC+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague" },
  { "Romance Standard Time", "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris" },
  { "Central European Standard Time", "(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb" },
  { "GTB Standard Time", "(UTC+02:00) Athens, Bucharest" },
  { "Egypt Standard Time", "(UTC+02:00) Cairo" },
  { "FLE Standard Time", "(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius" },
  { "Israel Standard Time", "(UTC+02:00) Jerusalem" },
  { "Turkey Standard Time", "(UTC+03:00) Istanbul" },
  { "Arab Standard Time", "(UTC+03:00) Kuwait, Riyadh" },
  { "India Standard Time", "(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi" },
  { "Nepal Standard Time", "(UTC+05:45) Kathmandu" },
  { "SE Asia Standard Time", "(UTC+07:00) Bangkok, Hanoi, Jakarta" },
  { "China Standard Time", "(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi" },
  { "Singapore Standard Time", "(UTC+08:00) Kuala Lumpur, Singapore" },
  { "Tokyo Standard Time", "(UTC+09:00) Osaka, Sapporo, Tokyo" },
  { "AUS Eastern Standard Time", "(UTC+10:00) Canberra, Melbourne, Sydney" },
  { "New Zealand Standard Time", "(UTC+12:00) Auckland, Wellington" },
  { "E. South America Standard Time", "(UTC-03:00) Brasilia" },
  { "Newfoundland Standard Time", "(UTC-03:30) Newfoundland" },
  { "Eastern Standard Time", "(UTC-05:00) Eastern Time (US & Canada)" },
  { "Central Standard Time", "(UTC-06:00) Central Time (US & Canada)" },
  { "Pacific Standard Time", "(UTC-08:00) Pacific Time (US & Canada)" },
};

/* Without a list of identifiers all are wanted. */
static gboolean
is_wanted (const xmlNode *ids, const char *id)
{
  if (ids == NULL)
    return TRUE;

  for (const xmlNode *node = wire_xml_first (ids); node != NULL;
       node = xmlNextElementSibling ((xmlNode *) node)) {
    g_autofree char *text = g_strstrip (wire_xml_text (node));

    if (strcmp (text, id) == 0)
      return TRUE;
  }
  return FALSE;
}

SimOutcome
sim_ews_get_server_time_zones (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  const xmlNode *ids = wire_xml_child (ask->element, SIM_NS_MESSAGES, "Ids");

  wire_xml_open (xml, "m:GetServerTimeZonesResponse");
  wire_xml_open (xml, "m:ResponseMessages");
  wire_xml_open (xml, "m:GetServerTimeZonesResponseMessage");
  wire_xml_put (xml, "ResponseClass", "Success");
  sim_soap_result (xml, NULL);
  wire_xml_open (xml, "m:TimeZoneDefinitions");
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (is_wanted (ids, zones[i].id)) {
      wire_xml_open (xml, "t:TimeZoneDefinition");
      wire_xml_put (xml, "Id", zones[i].id);
      wire_xml_put (xml, "Name", zones[i].name);
      wire_xml_close (xml);
    }
  return SIM_DONE;
}
