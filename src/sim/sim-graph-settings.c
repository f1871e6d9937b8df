/* sim-graph-settings.c - mailboxSettings: reading, and changing what a PATCH names
 *
 * Written from Microsoft's reference of mailboxSettings, automaticRepliesSetting and
 * dateTimeTimeZone. A window stands there whatever the status is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-graph.h"

#include "base-zone.h"
#include "oof-change.h"

#include <string.h>

#define HOUR_S (60 * 60)
#define MOST_REPLY_BYTES (128 * 1024)
#define CONTEXT "https://graph.microsoft.com/v1.0/$metadata#users('%s')/mailboxSettings%s%s"

static const char *const status_names[] = {
  [OOF_MODE_OFF] = "disabled",
  [OOF_MODE_ON] = "alwaysEnabled",
  [OOF_MODE_SCHEDULED] = "scheduled",
  NULL,
};
static const char *const audience_names[] = {
  [OOF_AUDIENCE_NONE] = "none",
  [OOF_AUDIENCE_KNOWN] = "contactsOnly",
  [OOF_AUDIENCE_ALL] = "all",
  NULL,
};

JsonObject *
sim_graph_moment (GDateTime *when, const char *zone_name, const char *said)
{
  g_autoptr (GTimeZone) zone = base_zone_new (zone_name, NULL);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (when, zone);
  g_autofree char *text = g_date_time_format (local, "%Y-%m-%dT%H:%M:%S.0000000");
  JsonObject *moment = json_object_new ();

  json_object_set_string_member (moment, "dateTime", text);
  json_object_set_string_member (moment, "timeZone", said);
  return moment;
}

static JsonObject *
make_moment (const SimGraphAsk *ask, GDateTime *when)
{
  const char *name = ask->zone != NULL ? ask->zone : "UTC";

  return sim_graph_moment (when, name, name);
}

static JsonObject *
make_replies (const SimGraphAsk *ask, guint person)
{
  g_autoptr (OofState) state = sim_world_read (ask->world, person);
  g_autoptr (GDateTime) now = sim_world_now (ask->world);
  gint64 hour_s = g_date_time_to_unix (now) / HOUR_S * HOUR_S;
  g_autoptr (GDateTime) from =
      state->from != NULL ? g_date_time_ref (state->from) : g_date_time_new_from_unix_utc (hour_s);
  g_autoptr (GDateTime) until =
      state->until != NULL ? g_date_time_ref (state->until) : g_date_time_add_days (from, 1);
  JsonObject *replies = json_object_new ();

  json_object_set_string_member (replies, "status", status_names[state->mode]);
  json_object_set_string_member (replies, "externalAudience", audience_names[state->audience]);
  json_object_set_string_member (replies, "internalReplyMessage", state->inside);
  json_object_set_string_member (replies, "externalReplyMessage", state->outside);
  json_object_set_object_member (replies, "scheduledStartDateTime", make_moment (ask, from));
  json_object_set_object_member (replies, "scheduledEndDateTime", make_moment (ask, until));
  return replies;
}

static JsonObject *
make_language (void)
{
  JsonObject *language = json_object_new ();

  json_object_set_string_member (language, "locale", "en-US");
  json_object_set_string_member (language, "displayName", "English (United States)");
  return language;
}

/* Who may not be seen has none. */
static JsonObject *
make_hours (const SimGraphAsk *ask, guint person)
{
  static const char *const words[] = { "monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday" };
  SimHours hours = sim_world_hours (ask->world, person);
  g_autofree char *from =
      g_strdup_printf ("%02u:%02u:00.0000000", hours.from_min / 60, hours.from_min % 60);
  g_autofree char *until =
      g_strdup_printf ("%02u:%02u:00.0000000", hours.until_min / 60 % 24, hours.until_min % 60);
  JsonObject *object = json_object_new ();
  JsonArray *days = json_array_new ();
  JsonObject *zone = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if ((hours.days >> i & 1) != 0)
      json_array_add_string_element (days, words[i]);
  json_object_set_array_member (object, "daysOfWeek", days);
  json_object_set_string_member (object, "startTime", from);
  json_object_set_string_member (object, "endTime", until);
  json_object_set_string_member (zone, "name", hours.zone);
  json_object_set_object_member (object, "timeZone", zone);
  return object;
}

static JsonObject *
make_settings (const SimGraphAsk *ask, guint person)
{
  JsonObject *settings = json_object_new ();

  json_object_set_string_member (settings, "timeZone", sim_world_zone (ask->world, person));
  json_object_set_string_member (settings, "delegateMeetingMessageDeliveryOptions",
                                 "sendToDelegateOnly");
  json_object_set_string_member (settings, "dateFormat", "yyyy-MM-dd");
  json_object_set_string_member (settings, "timeFormat", "HH:mm");
  json_object_set_string_member (settings, "userPurpose", sim_graph_purpose (ask->world, person));
  json_object_set_object_member (settings, "automaticRepliesSetting", make_replies (ask, person));
  if (sim_world_hours (ask->world, person).days != 0)
    json_object_set_object_member (settings, "workingHours", make_hours (ask, person));
  json_object_set_object_member (settings, "language", make_language ());
  return settings;
}

static void
set_context (const SimGraphAsk *ask, JsonObject *object, const char *property)
{
  g_autofree char *context = g_strdup_printf (CONTEXT, sim_graph_ask_step (ask, 1),
                                              *property != '\0' ? "/" : "", property);

  json_object_set_string_member (object, "@odata.context", context);
}

/* One property: an object stands for itself, a plain value is wrapped. */
static SimGraphAnswer
answer_property (const SimGraphAsk *ask, JsonObject *settings, const char *property)
{
  JsonNode *node = json_object_get_member (settings, property);
  JsonObject *answer;

  if (node == NULL)
    return sim_graph_refuse (ask, 400, "RequestBroker--ParseUri",
                             "Resource not found for the segment.");
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    answer = json_object_ref (json_node_get_object (node));
  } else {
    answer = json_object_new ();
    json_object_set_member (answer, "value", json_node_copy (node));
  }
  set_context (ask, answer, property);
  return sim_graph_answer (answer);
}

static SimGraphAnswer
get_settings (const SimGraphAsk *ask, guint person)
{
  const char *property = sim_graph_ask_step (ask, 3);
  g_autoptr (JsonObject) settings = NULL;

  if (ask->zone != NULL) {
    g_autoptr (GTimeZone) zone = base_zone_new (ask->zone, NULL);

    if (zone == NULL)
      return sim_graph_refuse (ask, 400, "InvalidTimeZone", "The time zone is not known.");
  }
  settings = make_settings (ask, person);
  if (*property != '\0')
    return answer_property (ask, settings, property);

  sim_graph_select (ask, settings);
  set_context (ask, settings, "");
  return sim_graph_answer (g_steal_pointer (&settings));
}

/* What is wrong with a PATCH: a code, static; NULL: nothing. */
typedef struct
{
  OofChange *change;
  const char *zone; /* of the mailbox; NULL: not named */
  const char *problem;
} Patch;

/* NULL: not there, or not text (then there is a problem). */
static const char *
read_text (Patch *patch, JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);

  patch->problem = "RequestBodyRead";
  return NULL;
}

/* The reference has the words of enumerations in one case, servers take any. */
static gboolean
read_word (Patch *patch, JsonObject *object, const char *name, const char *const *names, int *ret)
{
  const char *text = read_text (patch, object, name);

  if (text == NULL)
    return FALSE;
  for (int i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], text) == 0) {
      *ret = i;
      return TRUE;
    }
  patch->problem = "RequestBodyRead";
  return FALSE;
}

/* "2026-12-21T16:00:00.0000000" and a zone; the text has no offset. */
static GDateTime *
read_moment (Patch *patch, JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonObject *moment;
  const char *text;
  const char *zone_name;
  g_autoptr (GTimeZone) zone = NULL;
  GDateTime *when = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    patch->problem = "RequestBodyRead";
    return NULL;
  }
  moment = json_node_get_object (node);
  text = read_text (patch, moment, "dateTime");
  zone_name = read_text (patch, moment, "timeZone");
  if (text == NULL || strlen (text) < 19 || strpbrk (text + 19, "Z+-") != NULL) {
    patch->problem = "RequestBodyRead";
    return NULL;
  }
  zone = base_zone_new (zone_name != NULL ? zone_name : "UTC", NULL);
  if (zone == NULL)
    patch->problem = "InvalidTimeZone";
  else if ((when = base_time_parse (text, zone, NULL)) == NULL)
    patch->problem = "RequestBodyRead";
  return when;
}

static void
read_replies (Patch *patch, JsonObject *replies)
{
  OofChange *change = patch->change;
  int mode = 0;
  int audience = 0;

  change->has_mode = read_word (patch, replies, "status", status_names, &mode);
  change->mode = (OofMode) mode;
  change->has_audience = read_word (patch, replies, "externalAudience", audience_names, &audience);
  change->audience = (OofAudience) audience;
  change->inside = g_strdup (read_text (patch, replies, "internalReplyMessage"));
  change->outside = g_strdup (read_text (patch, replies, "externalReplyMessage"));
  change->from = read_moment (patch, replies, "scheduledStartDateTime");
  change->until = read_moment (patch, replies, "scheduledEndDateTime");
}

static void
read_patch (Patch *patch, JsonObject *body)
{
  JsonNode *replies = json_object_get_member (body, "automaticRepliesSetting");

  patch->zone = read_text (patch, body, "timeZone");
  if (patch->zone != NULL) {
    g_autoptr (GTimeZone) zone = base_zone_new (patch->zone, NULL);

    if (zone == NULL)
      patch->problem = "InvalidTimeZone";
  }
  if (replies == NULL)
    return;
  if (JSON_NODE_HOLDS_OBJECT (replies))
    read_replies (patch, json_node_get_object (replies));
  else
    patch->problem = "RequestBodyRead";
}

static const char *
judge (const SimGraphAsk *ask, const OofState *state, const OofChange *change)
{
  g_autoptr (GDateTime) now = sim_world_now (ask->world);

  if (strlen (state->inside) > MOST_REPLY_BYTES || strlen (state->outside) > MOST_REPLY_BYTES)
    return "ErrorMessageSizeExceeded";
  /* Only a window that is asked for is looked at. */
  if (state->mode == OOF_MODE_SCHEDULED &&
      (change->has_mode || change->from != NULL || change->until != NULL) &&
      (state->from == NULL || state->until == NULL ||
       g_date_time_compare (state->from, state->until) >= 0 ||
       g_date_time_compare (now, state->until) >= 0))
    return "ErrorInvalidScheduledOofDuration";
  return NULL;
}

static SimGraphAnswer
apply (const SimGraphAsk *ask, guint person, const Patch *patch)
{
  g_autoptr (GDateTime) now = sim_world_now (ask->world);
  g_autoptr (OofState) before = sim_world_read (ask->world, person);
  g_autoptr (OofState) after = oof_change_apply (patch->change, before, now);
  const char *problem = judge (ask, after, patch->change);
  JsonObject *settings;

  if (problem != NULL)
    return sim_graph_refuse (ask, 400, problem, "The automatic replies cannot be set to this.");

  if (patch->zone != NULL)
    sim_world_set_zone (ask->world, person, patch->zone);
  if (json_object_has_member (ask->body, "automaticRepliesSetting")) {
    sim_world_write (ask->world, person, after);
    sim_counters_written (ask->world->counters, person);
  }
  settings = make_settings (ask, person);
  set_context (ask, settings, "");
  return sim_graph_answer (settings);
}

static SimGraphAnswer
set_settings (const SimGraphAsk *ask, guint person)
{
  Patch patch = { NULL };
  SimGraphAnswer answer;

  if (*sim_graph_ask_step (ask, 3) != '\0')
    return sim_graph_refuse (ask, 400, "ErrorInvalidRequest",
                             "The OData request is not supported.");
  if (ask->body == NULL || !ask->is_json)
    return sim_graph_refuse (ask, 400, "RequestBodyRead", "There is no JSON object in the body.");

  patch.change = oof_change_new ();
  read_patch (&patch, ask->body);
  answer = patch.problem != NULL
               ? sim_graph_refuse (ask, 400, patch.problem, "A property has an odd value.")
               : apply (ask, person, &patch);
  oof_change_unref (patch.change);
  return answer;
}

gboolean
sim_graph_find_mailbox (const SimGraphAsk *ask, guint *ret, SimGraphAnswer *ret_refusal)
{
  *ret = sim_graph_find_user (ask->world, sim_graph_ask_step (ask, 1));
  if (*ret == SIM_NOBODY)
    *ret_refusal = sim_graph_refuse (ask, 404, "ErrorInvalidUser",
                                     "The requested user is not found in the organization.");
  else if (!sim_graph_may_act (ask->world, *ret))
    *ret_refusal = sim_graph_refuse (ask, 403, "ErrorAccessDenied",
                                     "Access is denied. Check credentials and try again.");
  else if (sim_people_home (ask->world->people, *ret) == SIM_HOME_PREMISES)
    *ret_refusal =
        sim_graph_refuse (ask, 404, "MailboxNotEnabledForRESTAPI",
                          "The mailbox is either inactive, soft-deleted, or is hosted on-premise.");
  else
    return TRUE;
  return FALSE;
}

SimGraphAnswer
sim_graph_settings (const SimGraphAsk *ask)
{
  SimGraphAnswer refusal = { 0 };
  guint person;

  if (!sim_graph_find_mailbox (ask, &person, &refusal))
    return refusal;
  if (strcmp (ask->method, "GET") == 0)
    return get_settings (ask, person);
  if (strcmp (ask->method, "PATCH") == 0)
    return set_settings (ask, person);
  return sim_graph_refuse (ask, 405, "BadRequest", "The method is not allowed here.");
}
