/* ews-entry.c - FindItem, CreateItem and DeleteItem for this program's entries in a calendar
 *
 * Times are sent in UTC; what an all-day entry needs beside them is the zone in which they are
 * midnight, or it smears over two days. The order of a CalendarItem's elements is that of the
 * schema, where what all items have comes first. Meeting requests are declined by no element of
 * this protocol on premises: those that the schema of 2018 has beside UserOofSettings work online
 * only, and are never sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-entry.h"

#include "base-error.h"
#include "base-time.h"
#include "base-zone.h"
#include "ews-answer.h"

#include <string.h>

static void
write_property (WireXml *xml)
{
  wire_xml_open (xml, "t:ExtendedFieldURI");
  wire_xml_put (xml, "PropertySetId", EXCHANGE_ENTRY_SET);
  wire_xml_put (xml, "PropertyName", EXCHANGE_ENTRY_NAME);
  wire_xml_put (xml, "PropertyType", "String");
  wire_xml_close (xml);
}

static void
write_calendar (WireXml *xml, const char *owner)
{
  wire_xml_open (xml, "t:DistinguishedFolderId");
  wire_xml_put (xml, "Id", "calendar");
  if (owner != NULL) {
    wire_xml_open (xml, "t:Mailbox");
    wire_xml_leaf (xml, "t:EmailAddress", owner);
    wire_xml_close (xml);
  }
  wire_xml_close (xml);
}

static void
encode_find (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  static const char *const fields[] = { "item:Subject", "calendar:Start", "calendar:End",
                                        "calendar:IsAllDayEvent", "calendar:LegacyFreeBusyStatus" };
  const ExchangeEntry *wanted = ask->data;

  wire_xml_open (xml, "m:FindItem");
  wire_xml_put (xml, "Traversal", "Shallow");
  wire_xml_open (xml, "m:ItemShape");
  wire_xml_leaf (xml, "t:BaseShape", "IdOnly");
  wire_xml_open (xml, "t:AdditionalProperties");
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    wire_xml_open (xml, "t:FieldURI");
    wire_xml_put (xml, "FieldURI", fields[i]);
    wire_xml_close (xml);
  }
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_open (xml, "m:IndexedPageItemView");
  wire_xml_put (xml, "MaxEntriesReturned", "2");
  wire_xml_put (xml, "Offset", "0");
  wire_xml_put (xml, "BasePoint", "Beginning");
  wire_xml_close (xml);
  wire_xml_open (xml, "m:Restriction");
  wire_xml_open (xml, "t:IsEqualTo");
  write_property (xml);
  wire_xml_open (xml, "t:FieldURIOrConstant");
  wire_xml_open (xml, "t:Constant");
  wire_xml_put (xml, "Value", wanted->key);
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_open (xml, "m:ParentFolderIds");
  write_calendar (xml, ask->as);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static char *
read_id (const xmlNode *item, GError **error)
{
  const xmlNode *node = wire_xml_need (item, EWS_NS_TYPES, "ItemId", error);
  char *id = node != NULL ? wire_xml_attribute (node, "Id") : NULL;

  if (node != NULL && id == NULL)
    base_error_set (error, BASE_ERROR_PROTOCOL, "the entry has no id");
  return id;
}

static gboolean
read_entry (const xmlNode *item, ExchangeEntry *ret, GError **error)
{
  static const char *const truths[] = { "false", "true", NULL };
  g_autoptr (GDateTime) from = ews_answer_need_time (item, "Start", error);
  g_autoptr (GDateTime) until = from != NULL ? ews_answer_need_time (item, "End", error) : NULL;
  g_autofree char *shown = wire_xml_child_text (item, EWS_NS_TYPES, "LegacyFreeBusyStatus");
  g_autofree char *id = until != NULL ? read_id (item, error) : NULL;
  const xmlNode *subject = wire_xml_child (item, EWS_NS_TYPES, "Subject");

  if (id == NULL ||
      !wire_xml_need_name (item, EWS_NS_TYPES, "IsAllDayEvent", truths, &ret->is_all_day, error))
    return FALSE;
  ret->from_s = g_date_time_to_unix (from);
  ret->until_s = g_date_time_to_unix (until);
  ret->is_away = g_strcmp0 (shown, "OOF") == 0;
  ret->subject = subject != NULL ? wire_xml_text (subject) : g_strdup ("");
  ret->id = g_steal_pointer (&id);
  return TRUE;
}

gboolean
ews_entry_find (BaseCall *call, EwsServer *server, const char *mailbox, const ExchangeEntry *wanted,
                ExchangeEntry *ret_held, GError **error)
{
  const EwsAsk ask = { .operation = "FindItem",
                       .as = mailbox,
                       .encode = encode_find,
                       .data = wanted,
                       .oldest = EWS_VERSION_2010 };
  g_autoptr (EwsAnswer) answer = ews_ask (call, server, &ask, error);
  const xmlNode *folder =
      answer != NULL ? wire_xml_need (answer->message, EWS_NS_MESSAGES, "RootFolder", error) : NULL;
  const xmlNode *item =
      wire_xml_child (wire_xml_child (folder, EWS_NS_TYPES, "Items"), EWS_NS_TYPES, "CalendarItem");

  return folder != NULL && (item == NULL || read_entry (item, ret_held, error));
}

typedef struct
{
  const ExchangeEntry *entry;
  char *from;
  char *until;
  char *zone; /* by its Windows name */
} Make;

static void
clear_make (Make *self)
{
  g_free (self->from);
  g_free (self->until);
  g_free (self->zone);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Make, clear_make)

static void
write_zone (WireXml *xml, const char *name, const char *zone)
{
  wire_xml_open (xml, name);
  wire_xml_put (xml, "Id", zone);
  wire_xml_close (xml);
}

static void
encode_make (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  const Make *make = ask->data;

  wire_xml_open (xml, "m:CreateItem");
  wire_xml_put (xml, "SendMeetingInvitations", "SendToNone");
  wire_xml_open (xml, "m:SavedItemFolderId");
  write_calendar (xml, ask->as);
  wire_xml_close (xml);
  wire_xml_open (xml, "m:Items");
  wire_xml_open (xml, "t:CalendarItem");
  wire_xml_leaf (xml, "t:Subject", make->entry->subject);
  wire_xml_leaf (xml, "t:ReminderIsSet", "false");
  wire_xml_open (xml, "t:ExtendedProperty");
  write_property (xml);
  wire_xml_leaf (xml, "t:Value", make->entry->key);
  wire_xml_close (xml);
  wire_xml_leaf (xml, "t:Start", make->from);
  wire_xml_leaf (xml, "t:End", make->until);
  wire_xml_leaf (xml, "t:IsAllDayEvent", make->entry->is_all_day ? "true" : "false");
  wire_xml_leaf (xml, "t:LegacyFreeBusyStatus", "OOF");
  write_zone (xml, "t:StartTimeZone", make->zone);
  write_zone (xml, "t:EndTimeZone", make->zone);
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static char *
format_instant (gint64 instant_s)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (instant_s);

  return when != NULL ? base_time_format_utc (when) : NULL;
}

/* FALSE with REJECTED for what no calendar holds. */
static gboolean
prepare (const ExchangeEntry *entry, Make *ret, GError **error)
{
  static const BaseErrorFacts bad_zone = { .reason = "bad-zone" };
  static const BaseErrorFacts bad_window = { .reason = "bad-window" };

  ret->entry = entry;
  ret->from = format_instant (entry->from_s);
  ret->until = format_instant (entry->until_s);
  ret->zone = entry->zone != NULL ? base_zone_windows_name (entry->zone) : g_strdup ("UTC");
  if (ret->zone == NULL)
    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_zone,
                          "the mailbox’s time zone is none that Windows has");
  else if (ret->from == NULL || ret->until == NULL || entry->from_s >= entry->until_s)
    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_window,
                          "the entry’s times are out of what a calendar holds");
  else
    return TRUE;
  return FALSE;
}

gboolean
ews_entry_make (BaseCall *call, EwsServer *server, const char *mailbox, const ExchangeEntry *wanted,
                char **ret_id, GError **error)
{
  g_auto (Make) make = { 0 };
  const EwsAsk ask = { .operation = "CreateItem",
                       .as = mailbox,
                       .encode = encode_make,
                       .data = &make,
                       .is_change = TRUE,
                       .oldest = EWS_VERSION_2010 };
  g_autoptr (EwsAnswer) answer = NULL;
  const xmlNode *items = NULL;
  const xmlNode *item = NULL;

  if (prepare (wanted, &make, error))
    answer = ews_ask (call, server, &ask, error);
  if (answer != NULL)
    items = wire_xml_need (answer->message, EWS_NS_MESSAGES, "Items", error);
  if (items != NULL)
    item = wire_xml_need (items, EWS_NS_TYPES, "CalendarItem", error);
  if (item == NULL)
    return FALSE;

  *ret_id = read_id (item, error);
  return *ret_id != NULL;
}

static void
encode_remove (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  wire_xml_open (xml, "m:DeleteItem");
  wire_xml_put (xml, "DeleteType", "MoveToDeletedItems");
  wire_xml_put (xml, "SendMeetingCancellations", "SendToNone");
  wire_xml_open (xml, "m:ItemIds");
  wire_xml_open (xml, "t:ItemId");
  wire_xml_put (xml, "Id", ask->data);
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

gboolean
ews_entry_remove (BaseCall *call, EwsServer *server, const char *mailbox, const char *id,
                  GError **error)
{
  const EwsAsk ask = { .operation = "DeleteItem",
                       .as = mailbox,
                       .encode = encode_remove,
                       .data = id,
                       .is_change = TRUE,
                       .oldest = EWS_VERSION_2010 };
  g_autoptr (GError) why = NULL;
  g_autoptr (EwsAnswer) answer = ews_ask (call, server, &ask, &why);

  if (answer != NULL || g_strcmp0 (base_error_facts (why)->reason, "no-such-item") == 0)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}
