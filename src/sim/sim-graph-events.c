/* sim-graph-events.c - a user's events: found by a named property, made, deleted
 *
 * Written from Microsoft's reference of event, dateTimeTimeZone and
 * singleValueLegacyExtendedProperty. An event of whole days is midnight of its days in whatever
 * zone it is shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-graph.h"

#include "base-zone.h"

#include <string.h>

/* As Graph names them, as EWS does. */
static const char *const shown_words[][2] = {
  { "free", "Free" }, { "tentative", "Tentative" }, { "busy", "Busy" },
  { "oof", "OOF" },   { "unknown", "NoData" },      { "workingElsewhere", "WorkingElsewhere" },
};

/* "String {guid} Name thing" → "guid/thing"; NULL when it is none. Caller frees. */
static char *
read_property_id (const char *id)
{
  g_autoptr (GRegex) form = g_regex_new ("^String \\{([0-9a-fA-F-]{36})\\} Name (.+)$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *set = NULL;
  g_autofree char *name = NULL;

  if (id == NULL || !g_regex_match (form, id, 0, &match))
    return NULL;
  set = g_match_info_fetch (match, 1);
  name = g_match_info_fetch (match, 2);
  return sim_calendar_property (set, name);
}

static JsonObject *
show_moment (const SimGraphAsk *ask, const SimEvent *event, gint64 instant_s)
{
  const char *asked = ask->zone != NULL ? ask->zone : "UTC";
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (instant_s);

  return sim_graph_moment (when, event->is_all_day ? event->zone : asked, asked);
}

static JsonObject *
show_event (const SimGraphAsk *ask, const SimEvent *event)
{
  JsonObject *object = json_object_new ();
  const char *shown = "unknown";

  for (guint i = 0; i < G_N_ELEMENTS (shown_words); i++)
    if (strcmp (shown_words[i][1], event->shown) == 0)
      shown = shown_words[i][0];
  json_object_set_string_member (object, "id", event->id);
  json_object_set_string_member (object, "subject", event->subject);
  json_object_set_boolean_member (object, "isAllDay", event->is_all_day);
  json_object_set_string_member (object, "showAs", shown);
  json_object_set_object_member (object, "start", show_moment (ask, event, event->from_s));
  json_object_set_object_member (object, "end", show_moment (ask, event, event->until_s));
  return object;
}

static SimGraphAnswer
list_events (const SimGraphAsk *ask, guint person)
{
  static const char form[] = "^singleValueExtendedProperties/Any\\(ep: ?ep/id eq '([^']+)' and "
                             "ep/value eq '((?:[^']|'')*)'\\)$";
  const char *filter = sim_graph_ask_option (ask, "$filter");
  g_autoptr (GRegex) regex = g_regex_new (form, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *id = NULL;
  g_autofree char *value = NULL;
  g_autofree char *property = NULL;
  g_autoptr (GPtrArray) list = NULL;
  JsonObject *page = json_object_new ();
  JsonArray *values = json_array_new ();

  if (filter != NULL && g_regex_match (regex, filter, 0, &match)) {
    id = g_match_info_fetch (match, 1);
    value = g_match_info_fetch (match, 2);
    property = read_property_id (id);
  }
  json_object_set_array_member (page, "value", values);
  if (filter != NULL && property == NULL) {
    json_object_unref (page);
    return sim_graph_refuse (ask, 400, "ErrorInvalidUrlQueryFilter",
                             "The query filter contains one or more invalid nodes.");
  }

  list = sim_calendar_list (ask->world->calendar, person, property, value);
  for (guint i = 0; i < list->len; i++) {
    JsonObject *event = show_event (ask, list->pdata[i]);

    sim_graph_select (ask, event);
    json_array_add_object_element (values, event);
  }
  return sim_graph_answer (page);
}

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

/* NULL, or the error. */
static const char *
read_moment (JsonObject *body, const char *name, const char **ret_zone, gint64 *ret)
{
  JsonNode *node = json_object_get_member (body, name);
  JsonObject *moment =
      node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *text = moment != NULL ? text_of (moment, "dateTime") : NULL;
  const char *zone_name = moment != NULL ? text_of (moment, "timeZone") : NULL;
  g_autoptr (GTimeZone) zone = zone_name != NULL ? base_zone_new (zone_name, NULL) : NULL;
  g_autoptr (GDateTime) when = NULL;

  if (zone_name != NULL && zone == NULL)
    return "TimeZoneNotSupportedException";
  if (text == NULL || zone == NULL || strpbrk (text + MIN (strlen (text), 19), "Z+-") != NULL)
    return "ErrorPropertyValidationFailure";
  when = base_time_parse (text, zone, NULL);
  if (when == NULL)
    return "ErrorPropertyValidationFailure";
  *ret = g_date_time_to_unix (when);
  *ret_zone = zone_name;
  return NULL;
}

static void
read_properties (JsonObject *body, SimEvent *event)
{
  JsonNode *node = json_object_get_member (body, "singleValueExtendedProperties");
  JsonArray *list =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++) {
    JsonObject *one = json_array_get_object_element (list, i);
    char *property = read_property_id (text_of (one, "id"));

    if (property != NULL)
      g_hash_table_insert (event->properties, property, g_strdup (text_of (one, "value")));
  }
}

static gboolean
is_midnight (gint64 instant_s, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = base_zone_new (zone_name, NULL);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant_s);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_get_hour (local) == 0 && g_date_time_get_minute (local) == 0;
}

/* NULL, or the error. */
static const char *
read_event (JsonObject *body, SimEvent *event)
{
  const char *from_zone = NULL;
  const char *until_zone = NULL;
  const char *shown = text_of (body, "showAs");
  const char *code = read_moment (body, "start", &from_zone, &event->from_s);

  if (code == NULL)
    code = read_moment (body, "end", &until_zone, &event->until_s);
  if (code != NULL)
    return code;
  event->is_all_day = json_object_get_boolean_member_with_default (body, "isAllDay", FALSE);
  if (event->is_all_day &&
      (strcmp (from_zone, until_zone) != 0 || !is_midnight (event->from_s, from_zone) ||
       !is_midnight (event->until_s, until_zone)))
    return "ErrorInvalidPropertySet";
  if (event->until_s < event->from_s)
    return "ErrorCalendarEndDateIsEarlierThanStartDate";

  event->subject = g_strdup (text_of (body, "subject") != NULL ? text_of (body, "subject") : "");
  event->zone = g_strdup (from_zone);
  event->shown = g_strdup ("Busy");
  for (guint i = 0; shown != NULL && i < G_N_ELEMENTS (shown_words); i++)
    if (g_ascii_strcasecmp (shown_words[i][0], shown) == 0) {
      g_free (event->shown);
      event->shown = g_strdup (shown_words[i][1]);
    }
  read_properties (body, event);
  return NULL;
}

static SimGraphAnswer
create_event (const SimGraphAsk *ask, guint person)
{
  SimEvent *event;
  const char *code;
  SimGraphAnswer answer;

  if (ask->body == NULL || !ask->is_json)
    return sim_graph_refuse (ask, 400, "RequestBodyRead", "There is no JSON object in the body.");

  event = sim_calendar_add (ask->world->calendar, person);
  code = read_event (ask->body, event);
  if (code != NULL) {
    event->is_removed = TRUE;
    return sim_graph_refuse (ask, 400, code, "The event cannot be like this.");
  }
  answer = sim_graph_answer (show_event (ask, event));
  answer.status = 201;
  return answer;
}

static SimGraphAnswer
delete_event (const SimGraphAsk *ask, guint person)
{
  SimEvent *event = sim_calendar_find (ask->world->calendar, person, sim_graph_ask_step (ask, 3));

  if (event == NULL)
    return sim_graph_refuse (ask, 404, "ErrorItemNotFound",
                             "The specified object was not found in the store.");
  event->is_removed = TRUE;
  return (SimGraphAnswer){ .status = 204, .retry_after = -1 };
}

SimGraphAnswer
sim_graph_events (const SimGraphAsk *ask)
{
  SimGraphAnswer refusal = { 0 };
  guint person;

  if (!sim_graph_find_mailbox (ask, &person, &refusal))
    return refusal;
  if (strcmp (ask->method, "POST") == 0)
    return create_event (ask, person);
  return strcmp (ask->method, "DELETE") == 0 ? delete_event (ask, person)
                                             : list_events (ask, person);
}
