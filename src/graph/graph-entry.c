/* graph-entry.c - this program's entries in a calendar, as events of Graph
 *
 * From Microsoft's reference of event, and of singleValueLegacyExtendedProperty, by which an event
 * is found again. An all-day event is midnight to midnight in one zone, and comes back as midnight
 * of the same days whatever zone is asked for: so it is asked for in its own, and its days are
 * read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-entry.h"

#include "base-error.h"
#include "base-zone.h"
#include "graph-mailbox.h"
#include "graph-moment.h"
#include "graph-path.h"
#include "wire-json-write.h"
#include "wire-json.h"

#include <string.h>

#define EVENTS "events"
#define PROPERTY "String {" EXCHANGE_ENTRY_SET "} Name " EXCHANGE_ENTRY_NAME
#define NO_RIGHT "online-calendar"

/* All day: both are midnight of their days in the zone that was asked for. */
static gboolean
read_times (JsonObject *event, const char *zone, ExchangeEntry *ret, GError **error)
{
  g_autoptr (GDateTime) from = graph_moment_read (event, EVENTS, "start", error);
  g_autoptr (GDateTime) until =
      from != NULL ? graph_moment_read (event, EVENTS, "end", error) : NULL;

  if (until == NULL)
    return FALSE;
  if (ret->is_all_day) {
    const char *names[] = { "start", "end" };
    GDateTime **times[] = { &from, &until };

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
      const char *text = json_object_get_string_member (
          json_object_get_object_member (event, names[i]), "dateTime");
      g_autofree char *midnight = g_strdup_printf ("%.10sT00:00:00", text);
      GDateTime *when = graph_moment_parse (midnight, zone, error);

      if (when == NULL)
        return FALSE;
      g_date_time_unref (*times[i]);
      *times[i] = when;
    }
  }
  ret->from_s = g_date_time_to_unix (from);
  ret->until_s = g_date_time_to_unix (until);
  return TRUE;
}

static gboolean
read_event (JsonObject *event, const char *zone, ExchangeEntry *ret, GError **error)
{
  const char *id = wire_json_need_string (event, EVENTS, "id", error);
  JsonNode *all_day = json_object_get_member (event, "isAllDay");
  g_autoptr (GError) why = NULL;
  const char *subject = NULL;
  const char *shown = NULL;

  if (id == NULL)
    return FALSE;
  subject = wire_json_string (event, EVENTS, "subject", &why);
  if (why == NULL)
    shown = wire_json_string (event, EVENTS, "showAs", &why);
  if (why != NULL) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  if (all_day == NULL || json_node_get_value_type (all_day) != G_TYPE_BOOLEAN) {
    base_error_set (error, BASE_ERROR_PROTOCOL, EVENTS ": “isAllDay” is missing");
    return FALSE;
  }
  ret->is_all_day = json_node_get_boolean (all_day);
  if (!read_times (event, zone, ret, error))
    return FALSE;
  ret->is_away = shown != NULL && g_ascii_strcasecmp (shown, "oof") == 0;
  ret->subject = g_strdup (subject != NULL ? subject : "");
  ret->id = g_strdup (id);
  return TRUE;
}

/* The first of the page; NULL without an error when it is empty. */
static JsonObject *
first_event (JsonObject *page, GError **error)
{
  JsonNode *node = json_object_get_member (page, "value");
  JsonArray *list =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *first =
      list != NULL && json_array_get_length (list) > 0 ? json_array_get_element (list, 0) : NULL;

  if (first != NULL && JSON_NODE_HOLDS_OBJECT (first))
    return json_node_get_object (first);
  if (list == NULL || first != NULL)
    base_error_set (error, BASE_ERROR_PROTOCOL, EVENTS ": the answer is no list of events");
  return NULL;
}

gboolean
graph_entry_find (BaseCall *call, GraphServer *server, const char *mailbox,
                  const ExchangeEntry *wanted, ExchangeEntry *ret_held, GError **error)
{
  g_autofree char *key = graph_path_quote (wanted->key);
  g_autofree char *filter =
      g_strconcat ("singleValueExtendedProperties/Any(ep: ep/id eq '" PROPERTY "' and ep/value eq ",
                   key, ")", NULL);
  g_autofree char *rest =
      graph_path_with (EVENTS, "$filter", filter, "$select", "id,subject,start,end,isAllDay,showAs",
                       "$top", "2", NULL);
  g_autofree char *zone = base_zone_iana_name (wanted->zone != NULL ? wanted->zone : "UTC");
  const GraphAsk ask = { .operation = "find event", .zone = zone, .no_right = NO_RIGHT };
  g_autoptr (GraphAnswer) answer = graph_answer_need_body (
      graph_mailbox_change (call, server, mailbox, rest, &ask, error), &ask, error);
  g_autoptr (GError) why = NULL;
  JsonObject *event = answer != NULL ? first_event (answer->body, &why) : NULL;

  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  else if (event != NULL)
    return read_event (event, zone, ret_held, error);
  else
    return answer != NULL;
  return FALSE;
}

typedef struct
{
  const ExchangeEntry *entry;
  char *from; /* local */
  char *until;
} Make;

static void
clear_make (Make *self)
{
  g_free (self->from);
  g_free (self->until);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Make, clear_make)

static void
append_moment (GString *json, const char *name, const char *local, const char *zone)
{
  g_string_append_printf (json, ",\"%s\":{\"dateTime\":", name);
  wire_json_append (json, local);
  g_string_append (json, ",\"timeZone\":");
  wire_json_append (json, zone != NULL ? zone : "UTC");
  g_string_append_c (json, '}');
}

static void
write_event (GString *json, gconstpointer data)
{
  const Make *make = data;
  const ExchangeEntry *entry = make->entry;

  g_string_append (json, "{\"subject\":");
  wire_json_append (json, entry->subject);
  g_string_append_printf (json, ",\"showAs\":\"oof\",\"isReminderOn\":false,\"isAllDay\":%s",
                          entry->is_all_day ? "true" : "false");
  append_moment (json, "start", make->from, entry->zone);
  append_moment (json, "end", make->until, entry->zone);
  g_string_append (json, ",\"singleValueExtendedProperties\":[{\"id\":\"" PROPERTY "\",\"value\":");
  wire_json_append (json, entry->key);
  g_string_append (json, "}]}");
}

/* Of days only the days: there are some without a midnight. */
static void
set_midnight (char *local)
{
  memcpy (local + strlen ("0000-00-00"), "T00:00:00", strlen ("T00:00:00"));
}

gboolean
graph_entry_make (BaseCall *call, GraphServer *server, const char *mailbox,
                  const ExchangeEntry *wanted, char **ret_id, GError **error)
{
  g_auto (Make)
      make = { .entry = wanted, .from = exchange_entry_local (wanted, wanted->from_s, error) };
  const GraphAsk ask = { .operation = "create event",
                         .method = "POST",
                         .write = write_event,
                         .data = &make,
                         .no_right = NO_RIGHT };
  g_autoptr (GraphAnswer) answer = NULL;
  const char *id = NULL;

  if (make.from == NULL)
    return FALSE;
  make.until = exchange_entry_local (wanted, wanted->until_s, error);
  if (make.until == NULL)
    return FALSE;
  if (wanted->is_all_day) {
    set_midnight (make.from);
    set_midnight (make.until);
  }

  answer = graph_answer_need_body (
      graph_mailbox_change (call, server, mailbox, EVENTS, &ask, error), &ask, error);
  if (answer != NULL)
    id = wire_json_need_string (answer->body, EVENTS, "id", error);
  *ret_id = g_strdup (id);
  return id != NULL;
}

gboolean
graph_entry_remove (BaseCall *call, GraphServer *server, const char *mailbox, const char *id,
                    GError **error)
{
  static const GraphAsk ask = {
    .operation = "delete event", .method = "DELETE", .is_question = TRUE, .no_right = NO_RIGHT
  };
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *rest = g_strconcat (EVENTS "/", escaped, NULL);
  g_autoptr (GError) why = NULL;
  g_autoptr (GraphAnswer) answer = graph_mailbox_change (call, server, mailbox, rest, &ask, &why);

  if (answer != NULL || g_strcmp0 (base_error_facts (why)->reason, "no-such-item") == 0)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}
