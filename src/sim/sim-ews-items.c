/* sim-ews-items.c - FindItem, GetItem, CreateItem and DeleteItem in calendars
 *
 * Written from Microsoft's reference of these operations, of CalendarItem and of
 * ExtendedFieldURI. Only the calendar has items. A restriction is by a named property; a view is by
 * time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ews.h"

#include "base-zone.h"
#include "wire-xml-read.h"

#include <string.h>

#define MOST_DAYS (5 * 366)

/* NULL: not that kind of property. Caller frees. */
static char *
read_property (const xmlNode *field, const char **ret_code)
{
  g_autofree char *set = wire_xml_attribute (field, "PropertySetId");
  g_autofree char *name = wire_xml_attribute (field, "PropertyName");
  g_autofree char *type = wire_xml_attribute (field, "PropertyType");

  if (set == NULL || name == NULL || g_strcmp0 (type, "String") != 0) {
    *ret_code = "ErrorInvalidExtendedProperty";
    return NULL;
  }
  return sim_calendar_property (set, name);
}

static gboolean
read_time (const xmlNode *item, const char *name, GTimeZone *zone, gint64 *ret)
{
  g_autofree char *text = wire_xml_child_text (item, SIM_NS_TYPES, name);
  g_autoptr (GDateTime) when = text != NULL ? base_time_parse (text, zone, NULL) : NULL;

  if (when != NULL)
    *ret = g_date_time_to_unix (when);
  return when != NULL;
}

static gboolean
read_truth (const xmlNode *item, const char *name)
{
  g_autofree char *text = wire_xml_child_text (item, SIM_NS_TYPES, name);

  return g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "1") == 0;
}

static const char *
read_properties (const xmlNode *item, SimEvent *event)
{
  const char *code = NULL;

  for (const xmlNode *node = wire_xml_child (item, SIM_NS_TYPES, "ExtendedProperty");
       node != NULL && code == NULL;
       node = wire_xml_next (node, SIM_NS_TYPES, "ExtendedProperty")) {
    char *property = read_property (wire_xml_child (node, SIM_NS_TYPES, "ExtendedFieldURI"), &code);
    char *value = wire_xml_child_text (node, SIM_NS_TYPES, "Value");

    if (property != NULL && value != NULL)
      g_hash_table_insert (event->properties, property, value);
  }
  return code;
}

/* NULL, or the error. */
static const char *
read_item (const xmlNode *item, SimEvent *event)
{
  const xmlNode *zone_node = wire_xml_child (item, SIM_NS_TYPES, "StartTimeZone");
  g_autofree char *zone_id = zone_node != NULL ? wire_xml_attribute (zone_node, "Id") : NULL;
  g_autoptr (GTimeZone) zone = base_zone_new (zone_id != NULL ? zone_id : "UTC", NULL);

  if (zone == NULL)
    return "ErrorTimeZone";
  if (!read_time (item, "Start", zone, &event->from_s) ||
      !read_time (item, "End", zone, &event->until_s))
    return "ErrorCalendarEndDateIsEarlierThanStartDate";
  if (event->until_s < event->from_s)
    return "ErrorCalendarEndDateIsEarlierThanStartDate";
  if (event->until_s - event->from_s > MOST_DAYS * (gint64) 86400)
    return "ErrorCalendarDurationIsTooLong";

  event->zone = g_strdup (zone_id != NULL ? zone_id : "UTC");
  event->subject = wire_xml_child_text (item, SIM_NS_TYPES, "Subject");
  event->shown = wire_xml_child_text (item, SIM_NS_TYPES, "LegacyFreeBusyStatus");
  event->is_all_day = read_truth (item, "IsAllDayEvent");
  if (event->subject == NULL)
    event->subject = g_strdup ("");
  if (event->shown == NULL)
    event->shown = g_strdup ("Busy");
  sim_calendar_settle (event);
  return read_properties (item, event);
}

static void
write_time (WireXml *xml, const char *name, gint64 instant_s)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (instant_s);
  g_autofree char *text = base_time_format_utc (when);

  wire_xml_leaf (xml, name, text);
}

static void
write_id (WireXml *xml, const SimEvent *event)
{
  g_autofree char *change = g_strdup_printf ("DwAAABYAAAA%08u", event->change);

  wire_xml_open (xml, "t:ItemId");
  wire_xml_put (xml, "Id", event->id);
  wire_xml_put (xml, "ChangeKey", change);
  wire_xml_close (xml);
}

/* Whatever shape is asked for: the fields that a calendar shows. In the schema's order. */
static void
write_item (WireXml *xml, const SimEvent *event)
{
  wire_xml_open (xml, "t:CalendarItem");
  write_id (xml, event);
  wire_xml_leaf (xml, "t:Subject", event->subject);
  wire_xml_leaf (xml, "t:ReminderIsSet", "false");
  write_time (xml, "t:Start", event->from_s);
  write_time (xml, "t:End", event->until_s);
  wire_xml_leaf (xml, "t:IsAllDayEvent", event->is_all_day ? "true" : "false");
  wire_xml_leaf (xml, "t:LegacyFreeBusyStatus", event->shown);
  wire_xml_close (xml);
}

static const char *
open_calendar (const SimAsk *ask, const xmlNode *id)
{
  const char *folder = NULL;
  const char *code = sim_ews_open_folder (ask, id, &folder);

  if (code == NULL && strcmp (folder, "calendar") != 0)
    return "ErrorInvalidOperation";
  return code;
}

static void
begin_message (WireXml *xml, const char *response, const char *message)
{
  wire_xml_open (xml, response);
  wire_xml_open (xml, "m:ResponseMessages");
  wire_xml_open (xml, message);
  wire_xml_put (xml, "ResponseClass", "Success");
  sim_soap_result (xml, NULL);
}

SimOutcome
sim_ews_create_item (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  const xmlNode *folder = wire_xml_child (ask->element, SIM_NS_MESSAGES, "SavedItemFolderId");
  const xmlNode *items = wire_xml_child (ask->element, SIM_NS_MESSAGES, "Items");
  const xmlNode *item = wire_xml_child (items, SIM_NS_TYPES, "CalendarItem");
  g_autofree char *invites = wire_xml_attribute (ask->element, "SendMeetingInvitations");
  SimEvent *event;

  *ret_code = folder != NULL ? open_calendar (ask, wire_xml_first (folder)) : NULL;
  if (*ret_code == NULL && invites == NULL)
    *ret_code = "ErrorSendMeetingInvitationsRequired";
  if (*ret_code == NULL && item == NULL)
    *ret_code = "ErrorInvalidRequest";
  if (*ret_code != NULL)
    return SIM_REFUSED;

  event = sim_calendar_add (ask->world->calendar, ask->acting);
  *ret_code = read_item (item, event);
  if (*ret_code != NULL) {
    event->is_removed = TRUE;
    return SIM_REFUSED;
  }
  begin_message (xml, "m:CreateItemResponse", "m:CreateItemResponseMessage");
  wire_xml_open (xml, "m:Items");
  wire_xml_open (xml, "t:CalendarItem");
  write_id (xml, event);
  return SIM_DONE;
}

static gboolean
is_in_view (const SimEvent *event, const xmlNode *view)
{
  g_autofree char *begin = wire_xml_attribute (view, "StartDate");
  g_autofree char *end = wire_xml_attribute (view, "EndDate");
  g_autoptr (GDateTime) from = base_time_parse (begin, NULL, NULL);
  g_autoptr (GDateTime) until = base_time_parse (end, NULL, NULL);

  return from != NULL && until != NULL && event->until_s > g_date_time_to_unix (from) &&
         event->from_s < g_date_time_to_unix (until);
}

/* Caller unrefs; NULL with the error. */
static GPtrArray *
list_items (const SimAsk *ask, const char **ret_code)
{
  const xmlNode *view = wire_xml_child (ask->element, SIM_NS_MESSAGES, "CalendarView");
  const xmlNode *restriction = wire_xml_child (ask->element, SIM_NS_MESSAGES, "Restriction");
  const xmlNode *equal = wire_xml_child (restriction, SIM_NS_TYPES, "IsEqualTo");
  const xmlNode *field = wire_xml_child (equal, SIM_NS_TYPES, "ExtendedFieldURI");
  const xmlNode *constant = wire_xml_child (
      wire_xml_child (equal, SIM_NS_TYPES, "FieldURIOrConstant"), SIM_NS_TYPES, "Constant");
  g_autofree char *property = field != NULL ? read_property (field, ret_code) : NULL;
  g_autofree char *value = constant != NULL ? wire_xml_attribute (constant, "Value") : NULL;
  GPtrArray *list;

  if (*ret_code == NULL && restriction != NULL && (property == NULL || value == NULL))
    *ret_code = "ErrorUnsupportedPathForQuery";
  if (*ret_code != NULL)
    return NULL;

  list = sim_calendar_list (ask->world->calendar, ask->acting, property, value);
  for (guint i = list->len; view != NULL && i > 0; i--)
    if (!is_in_view (list->pdata[i - 1], view))
      g_ptr_array_remove_index (list, i - 1);
  return list;
}

SimOutcome
sim_ews_find_item (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  const xmlNode *folders = wire_xml_child (ask->element, SIM_NS_MESSAGES, "ParentFolderIds");
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *total = NULL;

  *ret_code = open_calendar (ask, wire_xml_first (folders));
  if (*ret_code == NULL)
    list = list_items (ask, ret_code);
  if (list == NULL)
    return SIM_REFUSED;

  total = g_strdup_printf ("%u", list->len);
  begin_message (xml, "m:FindItemResponse", "m:FindItemResponseMessage");
  wire_xml_open (xml, "m:RootFolder");
  wire_xml_put (xml, "IndexedPagingOffset", total);
  wire_xml_put (xml, "TotalItemsInView", total);
  wire_xml_put (xml, "IncludesLastItemInRange", "true");
  wire_xml_open (xml, "t:Items");
  for (guint i = 0; i < list->len; i++)
    write_item (xml, list->pdata[i]);
  return SIM_DONE;
}

/* Each item on its own, as the operations have it. */
static SimOutcome
answer_each (SimAsk *ask, WireXml *xml, const char *response, const char *message,
             gboolean is_removal)
{
  const xmlNode *ids = wire_xml_child (ask->element, SIM_NS_MESSAGES, "ItemIds");

  wire_xml_open (xml, response);
  wire_xml_open (xml, "m:ResponseMessages");
  for (const xmlNode *node = wire_xml_child (ids, SIM_NS_TYPES, "ItemId"); node != NULL;
       node = wire_xml_next (node, SIM_NS_TYPES, "ItemId")) {
    g_autofree char *id = wire_xml_attribute (node, "Id");
    SimEvent *event = sim_calendar_find (ask->world->calendar, ask->acting, id);

    wire_xml_open (xml, message);
    wire_xml_put (xml, "ResponseClass", event != NULL ? "Success" : "Error");
    sim_soap_result (xml, event != NULL ? NULL : "ErrorItemNotFound");
    if (!is_removal) {
      wire_xml_open (xml, "m:Items");
      if (event != NULL)
        write_item (xml, event);
      wire_xml_close (xml);
    } else if (event != NULL) {
      event->is_removed = TRUE;
    }
    wire_xml_close (xml);
  }
  return SIM_DONE;
}

SimOutcome
sim_ews_get_item (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  return answer_each (ask, xml, "m:GetItemResponse", "m:GetItemResponseMessage", FALSE);
}

SimOutcome
sim_ews_delete_item (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  g_autofree char *cancels = wire_xml_attribute (ask->element, "SendMeetingCancellations");

  if (cancels == NULL) {
    *ret_code = "ErrorSendMeetingCancellationsRequired";
    return SIM_REFUSED;
  }
  return answer_each (ask, xml, "m:DeleteItemResponse", "m:DeleteItemResponseMessage", TRUE);
}
