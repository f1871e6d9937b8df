/* sim-ews-availability.c - GetUserAvailability: no meetings, but the hours in which people work
 *
 * Written from Microsoft's reference of GetUserAvailability, WorkingHours and SerializableTimeZone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ews.h"

#include "base-zone.h"
#include "wire-xml-read.h"

#define MOST_MAILBOXES 100

static void
write_number (WireXml *xml, const char *name, int number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  wire_xml_leaf (xml, name, text);
}

/* One change of the clock in a year; when is local, as the clock was before it. */
static void
write_turn (WireXml *xml, const char *name, GDateTime *when, int bias_min)
{
  static const char *const days[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", "Sunday" };
  int day = when != NULL ? g_date_time_get_day_of_month (when) : 0;
  g_autoptr (GDateTime) next = when != NULL ? g_date_time_add_days (when, 7) : NULL;
  gboolean is_last = when != NULL && g_date_time_get_month (next) != g_date_time_get_month (when);
  g_autofree char *time =
      when != NULL ? g_date_time_format (when, "%H:%M:%S") : g_strdup ("00:00:00");

  wire_xml_open (xml, name);
  write_number (xml, "t:Bias", bias_min);
  wire_xml_leaf (xml, "t:Time", time);
  write_number (xml, "t:DayOrder", is_last ? 5 : (day + 6) / 7);
  write_number (xml, "t:Month", when != NULL ? g_date_time_get_month (when) : 0);
  wire_xml_leaf (xml, "t:DayOfWeek",
                 when != NULL ? days[g_date_time_get_day_of_week (when) - 1] : "Sunday");
  wire_xml_close (xml);
}

/* The rules of this year, as Exchange writes them: biases say what UTC is ahead. */
static void
write_zone (const SimAsk *ask, WireXml *xml, const char *name)
{
  g_autoptr (GTimeZone) zone = base_zone_new (name, NULL);
  g_autoptr (GDateTime) now = sim_world_now (ask->world);
  g_autoptr (GDateTime) begin = g_date_time_new_utc (g_date_time_get_year (now), 1, 1, 0, 0, 0);
  GDateTime *turns[2] = { NULL }; /* to standard time, to daylight saving */
  int standard_s = 0;
  int daylight_s = 0;
  int before_s = 0;

  for (int hour = 0; hour < 366 * 24; hour++) {
    gint64 at_s = g_date_time_to_unix (begin) + hour * (gint64) 3600;
    int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at_s);
    int offset_s = g_time_zone_get_offset (zone, interval);
    gboolean is_daylight = g_time_zone_is_dst (zone, interval);
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_s);

    if (is_daylight)
      daylight_s = offset_s;
    else
      standard_s = offset_s;
    if (hour > 0 && offset_s != before_s && turns[is_daylight] == NULL)
      turns[is_daylight] = g_date_time_add_seconds (utc, before_s);
    before_s = offset_s;
  }

  wire_xml_open (xml, "t:TimeZone");
  write_number (xml, "t:Bias", -standard_s / 60);
  write_turn (xml, "t:StandardTime", turns[0], 0);
  write_turn (xml, "t:DaylightTime", turns[1],
              turns[1] != NULL ? (standard_s - daylight_s) / 60 : 0);
  wire_xml_close (xml);
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    g_clear_pointer (&turns[i], g_date_time_unref);
}

static void
write_hours (const SimAsk *ask, WireXml *xml, const SimHours *hours)
{
  static const char *const words[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday" };
  g_autoptr (GString) days = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((hours->days >> i & 1) != 0)
      g_string_append_printf (days, "%s%s", days->len > 0 ? " " : "", words[i]);
  wire_xml_open (xml, "t:WorkingHours");
  write_zone (ask, xml, hours->zone);
  wire_xml_open (xml, "t:WorkingPeriodArray");
  wire_xml_open (xml, "t:WorkingPeriod");
  wire_xml_leaf (xml, "t:DayOfWeek", days->str);
  write_number (xml, "t:StartTimeInMinutes", (int) hours->from_min);
  write_number (xml, "t:EndTimeInMinutes", (int) hours->until_min);
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static void
write_mailbox (const SimAsk *ask, WireXml *xml, const xmlNode *mailbox)
{
  const xmlNode *email = wire_xml_child (mailbox, SIM_NS_TYPES, "Email");
  g_autofree char *address = wire_xml_child_text (email, SIM_NS_TYPES, "Address");
  guint person = address != NULL ? sim_people_find (ask->world->people, address) : SIM_NOBODY;
  gboolean is_here =
      person != SIM_NOBODY && sim_people_home (ask->world->people, person) != SIM_HOME_CLOUD;
  SimHours hours = { 0 };

  if (is_here)
    hours = sim_world_hours (ask->world, person);
  wire_xml_open (xml, "m:FreeBusyResponse");
  wire_xml_open (xml, "m:ResponseMessage");
  wire_xml_put (xml, "ResponseClass", is_here ? "Success" : "Error");
  if (!is_here)
    wire_xml_leaf (xml, "m:MessageText", "Unable to resolve e-mail address to an object.");
  wire_xml_leaf (xml, "m:ResponseCode", is_here ? "NoError" : "ErrorMailRecipientNotFound");
  if (!is_here)
    wire_xml_leaf (xml, "m:DescriptiveLinkKey", "0");
  wire_xml_close (xml);
  if (is_here) {
    wire_xml_open (xml, "m:FreeBusyView");
    wire_xml_leaf (xml, "t:FreeBusyViewType", "FreeBusy");
    if (hours.days != 0)
      write_hours (ask, xml, &hours);
    wire_xml_close (xml);
  }
  wire_xml_close (xml);
}

SimOutcome
sim_ews_get_user_availability (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  const xmlNode *mailboxes = wire_xml_child (ask->element, SIM_NS_MESSAGES, "MailboxDataArray");

  if (xmlChildElementCount ((xmlNode *) mailboxes) > MOST_MAILBOXES) {
    *ret_code = "ErrorMailboxDataArrayTooBig";
    return SIM_FAULT;
  }
  wire_xml_open (xml, "m:GetUserAvailabilityResponse");
  wire_xml_open (xml, "m:FreeBusyResponseArray");
  for (const xmlNode *m = wire_xml_first (mailboxes); m != NULL;
       m = xmlNextElementSibling ((xmlNode *) m))
    write_mailbox (ask, xml, m);
  return SIM_DONE;
}
