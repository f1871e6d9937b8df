/* ews-hours.c - the working hours of mailboxes, of GetUserAvailability
 *
 * They come beside the free and busy times of a span, of which there may be few: a day that is far
 * ahead. Everybody may see them who may see whether somebody is busy. The elements' namespaces are
 * those of the schema: m: down to FreeBusyView, t: below it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-hours.h"

#include "base-error.h"
#include "ews-answer.h"

#define MOST_AT_ONCE 100 /* ErrorMailboxDataArrayTooBig above it */

static void
encode_turn (WireXml *xml, const char *name)
{
  wire_xml_open (xml, name);
  wire_xml_leaf (xml, "t:Bias", "0");
  wire_xml_leaf (xml, "t:Time", "00:00:00");
  wire_xml_leaf (xml, "t:DayOrder", "0");
  wire_xml_leaf (xml, "t:Month", "0");
  wire_xml_leaf (xml, "t:DayOfWeek", "Sunday");
  wire_xml_close (xml);
}

static void
encode (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  const GPtrArray *mailboxes = ask->data;

  wire_xml_open (xml, "m:GetUserAvailabilityRequest");
  wire_xml_open (xml, "t:TimeZone");
  wire_xml_leaf (xml, "t:Bias", "0");
  encode_turn (xml, "t:StandardTime");
  encode_turn (xml, "t:DaylightTime");
  wire_xml_close (xml);
  wire_xml_open (xml, "m:MailboxDataArray");
  for (guint i = 0; i < mailboxes->len; i++) {
    wire_xml_open (xml, "t:MailboxData");
    wire_xml_open (xml, "t:Email");
    wire_xml_leaf (xml, "t:Address", mailboxes->pdata[i]);
    wire_xml_close (xml);
    wire_xml_leaf (xml, "t:AttendeeType", "Required");
    wire_xml_leaf (xml, "t:ExcludeConflicts", "false");
    wire_xml_close (xml);
  }
  wire_xml_close (xml);
  wire_xml_open (xml, "t:FreeBusyViewOptions");
  wire_xml_open (xml, "t:TimeWindow");
  wire_xml_leaf (xml, "t:StartTime", "2040-01-02T00:00:00");
  wire_xml_leaf (xml, "t:EndTime", "2040-01-03T00:00:00");
  wire_xml_close (xml);
  wire_xml_leaf (xml, "t:MergedFreeBusyIntervalInMinutes", "1440");
  wire_xml_leaf (xml, "t:RequestedView", "FreeBusy");
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static gboolean
read_number (const xmlNode *parent, const char *name, int *ret, GError **error)
{
  g_autofree char *text = wire_xml_need_text (parent, EWS_NS_TYPES, name, error);
  gint64 number;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, -100000, 100000, &number, error)) {
    if (error != NULL && *error != NULL && (*error)->domain != BASE_ERROR) {
      g_clear_error (error);
      base_error_set (error, BASE_ERROR_PROTOCOL, "%s: “%s” is no number", name, text);
    }
    return FALSE;
  }
  *ret = (int) number;
  return TRUE;
}

/* "02:00:00" */
static int
read_clock (const char *text)
{
  int hour = 0;
  int minute = 0;

  return sscanf (text, "%2d:%2d", &hour, &minute) == 2 ? hour * 60 + minute : -1;
}

static gboolean
read_turn (const xmlNode *zone, const char *name, ExchangeZoneTurn *ret, GError **error)
{
  static const char *const weekdays[] = { "Sunday",   "Monday", "Tuesday",  "Wednesday",
                                          "Thursday", "Friday", "Saturday", NULL };
  const xmlNode *node = wire_xml_need (zone, EWS_NS_TYPES, name, error);
  g_autofree char *at =
      node != NULL ? wire_xml_need_text (node, EWS_NS_TYPES, "Time", error) : NULL;

  if (at == NULL || !read_number (node, "Bias", &ret->bias_min, error) ||
      !read_number (node, "DayOrder", &ret->order, error) ||
      !read_number (node, "Month", &ret->month, error) ||
      !wire_xml_need_name (node, EWS_NS_TYPES, "DayOfWeek", weekdays, &ret->weekday, error))
    return FALSE;
  if (ret->order == -1) /* some servers call the last one so */
    ret->order = 5;
  ret->at_min = read_clock (at);
  return TRUE;
}

static char *
read_zone (const xmlNode *hours, GError **error)
{
  const xmlNode *zone = wire_xml_need (hours, EWS_NS_TYPES, "TimeZone", error);
  ExchangeZoneTurn standard;
  ExchangeZoneTurn daylight;
  int bias_min;

  if (zone == NULL || !read_number (zone, "Bias", &bias_min, error) ||
      !read_turn (zone, "StandardTime", &standard, error) ||
      !read_turn (zone, "DaylightTime", &daylight, error))
    return NULL;
  return exchange_hours_zone_text (bias_min, &standard, &daylight, error);
}

static gboolean
read_period (const xmlNode *period, OofHours *hours, GError **error)
{
  g_autofree char *text = wire_xml_need_text (period, EWS_NS_TYPES, "DayOfWeek", error);
  g_auto (GStrv) words = text != NULL ? g_strsplit_set (text, " \t\r\n", -1) : NULL;
  guint days = 0;
  int from_min;
  int until_min;

  if (text == NULL || !read_number (period, "StartTimeInMinutes", &from_min, error) ||
      !read_number (period, "EndTimeInMinutes", &until_min, error))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    days |= exchange_hours_days (words[i]);
  return exchange_hours_add (hours, days, from_min, until_min, error);
}

/* What the server says of one mailbox in place of hours. */
static void
read_refusal (const xmlNode *response, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-hours" };
  const xmlNode *message = wire_xml_child (response, EWS_NS_MESSAGES, "ResponseMessage");
  g_autofree char *code = wire_xml_child_text (message, EWS_NS_MESSAGES, "ResponseCode");
  g_autofree char *words = wire_xml_child_text (message, EWS_NS_MESSAGES, "MessageText");

  base_error_set_facts (error, BASE_ERROR_NOT_FOUND, &facts, "no working hours: %s %s",
                        code != NULL ? code : "", words != NULL ? words : "");
}

static gboolean
read_hours (const xmlNode *response, OofHours *ret, char **ret_zone, GError **error)
{
  const xmlNode *view = wire_xml_child (response, EWS_NS_MESSAGES, "FreeBusyView");
  const xmlNode *hours = wire_xml_child (view, EWS_NS_TYPES, "WorkingHours");
  const xmlNode *periods;

  if (hours == NULL) {
    read_refusal (response, error);
    return FALSE;
  }
  *ret_zone = read_zone (hours, error);
  periods = wire_xml_need (hours, EWS_NS_TYPES, "WorkingPeriodArray", error);
  if (*ret_zone == NULL || periods == NULL)
    return FALSE;
  for (const xmlNode *period = wire_xml_child (periods, EWS_NS_TYPES, "WorkingPeriod");
       period != NULL; period = wire_xml_next (period, EWS_NS_TYPES, "WorkingPeriod"))
    if (!read_period (period, ret, error))
      return FALSE;
  return TRUE;
}

static void
tell (const xmlNode *response, const char *mailbox, ExchangeHoursFunc each, gpointer data)
{
  OofHours hours = { { 0 } };
  g_autofree char *zone = NULL;
  g_autoptr (GError) why = NULL;
  ExchangeHours told = { .mail = mailbox };

  if (read_hours (response, &hours, &zone, &why)) {
    told.hours = &hours;
    told.zone = zone;
  }
  told.error = why;
  each (&told, data);
}

static gboolean
look (BaseCall *call, EwsServer *server, GPtrArray *mailboxes, ExchangeHoursFunc each,
      gpointer data, GError **error)
{
  EwsAsk ask = { .operation = "GetUserAvailability",
                 .encode = encode,
                 .data = mailboxes,
                 .oldest = EWS_VERSION_2007_SP1 };
  g_autoptr (EwsAnswer) answer = ews_ask_directory (call, server, &ask, error);
  const xmlNode *list =
      answer != NULL ? wire_xml_need (answer->root, EWS_NS_MESSAGES, "FreeBusyResponseArray", error)
                     : NULL;
  const xmlNode *response = wire_xml_child (list, EWS_NS_MESSAGES, "FreeBusyResponse");
  guint n = 0;

  if (list == NULL)
    return FALSE;
  for (const xmlNode *r = response; r != NULL;
       r = wire_xml_next (r, EWS_NS_MESSAGES, "FreeBusyResponse"))
    n++;
  if (n != mailboxes->len) {
    base_error_set (error, BASE_ERROR_PROTOCOL, "the answer speaks of %u mailboxes instead of %u",
                    n, mailboxes->len);
    return FALSE;
  }
  for (guint i = 0; i < n;
       i++, response = wire_xml_next (response, EWS_NS_MESSAGES, "FreeBusyResponse"))
    tell (response, mailboxes->pdata[i], each, data);
  return TRUE;
}

gboolean
ews_hours_look (BaseCall *call, EwsServer *server, const char *const *mailboxes,
                ExchangeHoursFunc each, gpointer data, GError **error)
{
  guint total = g_strv_length ((char **) mailboxes);

  for (guint done = 0; done < total; done += MOST_AT_ONCE) {
    g_autoptr (GPtrArray) batch = g_ptr_array_new ();

    for (guint i = done; i < MIN (done + MOST_AT_ONCE, total); i++)
      g_ptr_array_add (batch, (char *) mailboxes[i]);
    if (!look (call, server, batch, each, data, error))
      return FALSE;
  }
  return TRUE;
}
