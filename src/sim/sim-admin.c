/* sim-admin.c - the admin endpoint of Exchange Online
 *
 * Written from what others send it and read of it (the ExoHelper module, the CIPP portal), not from
 * our client.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-admin.h"

#include "sim-objects.h"
#include "sim-reply-head.h"
#include "wire-json.h"

#include "base-time.h"

#include <string.h>

#define PLACE "/adminapi/beta/"
#define CMDLET "/InvokeCommand"
#define NOT_FOUND "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException"
#define A_PAGE 1000

/* What Graph has no word for; texts are NULL where nothing was set. */
typedef struct
{
  gboolean creates_event;
  gboolean declines_future;
  gboolean declines_events;
  gboolean declines_all;
  char *subject;
  char *message;
} Calendar;

struct _SimAdmin
{
  SimWorld *world;
  GHashTable *calendars; /* person → Calendar */
};

typedef struct
{
  SimAdmin *admin;
  SimTurn *turn;
  JsonObject *parameters; /* borrowed */
} Ask;

static void
free_calendar (gpointer data)
{
  Calendar *self = data;

  g_free (self->subject);
  g_free (self->message);
  g_free (self);
}

SimAdmin *
sim_admin_new (SimWorld *world)
{
  SimAdmin *self = g_new0 (SimAdmin, 1);

  self->world = world;
  self->calendars = g_hash_table_new_full (NULL, NULL, NULL, free_calendar);
  return self;
}

void
sim_admin_free (SimAdmin *self)
{
  g_hash_table_unref (self->calendars);
  g_free (self);
}

gboolean
sim_admin_is_path (const char *path)
{
  return g_str_has_prefix (path, PLACE);
}

static void
send_json (SimTurn *turn, guint status, JsonObject *body)
{
  char *text = wire_json_to_text (body);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  soup_server_message_set_status (turn->message, status, NULL);
  sim_reply_head_body (turn->message, "application/json;odata.metadata=minimal;charset=utf-8",
                       bytes);
  sim_turn_finish (turn, 0);
}

static void
refuse (SimTurn *turn, guint status, const char *code, const char *class, const char *words)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autofree char *message = g_strdup_printf ("Ex6F9304|%s|%s", class, words);
  JsonObject *error = json_object_new ();
  JsonArray *details = json_array_new ();
  JsonObject *detail = json_object_new ();

  sim_counters_refused (turn->world->counters, code);
  json_object_set_string_member (detail, "code", "Context");
  json_object_set_string_member (detail, "message", message);
  json_array_add_object_element (details, detail);
  json_object_set_string_member (error, "code", code);
  json_object_set_string_member (error, "message", "Error executing cmdlet");
  json_object_set_array_member (error, "details", details);
  json_object_set_object_member (body, "error", error);
  send_json (turn, status, body);
}

/* Takes the array. next: whether there is another page. */
static void
answer (SimTurn *turn, JsonArray *values, gboolean has_next)
{
  g_autoptr (JsonObject) body = json_object_new ();

  json_object_set_array_member (body, "value", values);
  if (has_next)
    json_object_set_string_member (
        body, "@odata.nextLink", "https://outlook.office365.com" PLACE "x" CMDLET "?$skiptoken=1");
  json_object_set_array_member (body, "@adminapi.warnings", json_array_new ());
  send_json (turn, 200, body);
}

/* FALSE with an answer when the mailbox does not exist, or is not in Exchange Online. */
static gboolean
find_person (const Ask *ask, const char *identity, guint *ret)
{
  const SimPeople *people = ask->admin->world->people;
  g_autofree char *words =
      g_strdup_printf ("The operation couldn't be performed because object '%s' couldn't be found "
                       "on 'EURPR01A001.PROD.OUTLOOK.COM'.",
                       identity);

  *ret = sim_people_find (people, identity);
  if (*ret != SIM_NOBODY && sim_people_home (people, *ret) != SIM_HOME_PREMISES)
    return TRUE;

  refuse (ask->turn, 404, "NotFound", NOT_FOUND, words);
  return FALSE;
}

static void
put_date (JsonObject *object, const char *name, GDateTime *when)
{
  g_autofree char *text = when != NULL ? g_date_time_format (when, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  json_object_set_string_member (object, name, text != NULL ? text : "2026-01-01T00:00:00Z");
}

static JsonObject *
show (const Ask *ask, guint person)
{
  static const char *const states[] = { "Disabled", "Enabled", "Scheduled" };
  static const char *const audiences[] = { "None", "Known", "All" };
  SimWorld *world = ask->admin->world;
  const Calendar *calendar = g_hash_table_lookup (ask->admin->calendars, GUINT_TO_POINTER (person));
  static const Calendar usual = { 0 };
  g_autoptr (OofState) state = sim_world_read (world, person);
  JsonObject *object = json_object_new ();

  if (calendar == NULL)
    calendar = &usual;
  json_object_set_string_member (object, "AutoReplyState", states[state->mode]);
  json_object_set_boolean_member (object, "CreateOOFEvent", calendar->creates_event);
  json_object_set_boolean_member (object, "AutoDeclineFutureRequestsWhenOOF",
                                  calendar->declines_future);
  json_object_set_boolean_member (object, "DeclineEventsForScheduledOOF",
                                  calendar->declines_events);
  json_object_set_boolean_member (object, "DeclineAllEventsForScheduledOOF",
                                  calendar->declines_all);
  json_object_set_string_member (object, "DeclineMeetingMessage",
                                 calendar->message != NULL ? calendar->message : "");
  if (calendar->subject != NULL)
    json_object_set_string_member (object, "OOFEventSubject", calendar->subject);
  else
    json_object_set_null_member (object, "OOFEventSubject");
  put_date (object, "StartTime", state->from);
  put_date (object, "EndTime", state->until);
  json_object_set_string_member (object, "ExternalAudience", audiences[state->audience]);
  json_object_set_string_member (object, "InternalMessage", state->inside);
  json_object_set_string_member (object, "ExternalMessage", state->outside);
  json_object_set_string_member (object, "Identity", sim_people_address (world->people, person));
  return object;
}

static void
get_reply (Ask *ask)
{
  const char *identity = wire_json_string (ask->parameters, "ask", "Identity", NULL);
  JsonArray *values;
  guint count = sim_people_count (ask->admin->world->people);
  guint person = 0;

  if (identity != NULL && *identity != '\0' && !find_person (ask, identity, &person))
    return;

  values = json_array_new ();
  if (identity != NULL && *identity != '\0') {
    json_array_add_object_element (values, show (ask, person));
    answer (ask->turn, values, FALSE);
    return;
  }
  for (guint i = 0; i < MIN (count, A_PAGE); i++) /* everybody */
    json_array_add_object_element (values, show (ask, i));
  answer (ask->turn, values, count > A_PAGE);
}

static void
take_flag (const Ask *ask, const char *name, gboolean *ret)
{
  JsonNode *node = json_object_get_member (ask->parameters, name);

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    *ret = json_node_get_boolean (node);
}

static void
take_text (const Ask *ask, const char *name, char **ret)
{
  const char *text = wire_json_string (ask->parameters, "ask", name, NULL);

  if (text == NULL)
    return;
  g_free (*ret);
  *ret = g_strdup (text);
}

static Calendar *
open_calendar (SimAdmin *self, guint person)
{
  Calendar *calendar = g_hash_table_lookup (self->calendars, GUINT_TO_POINTER (person));

  if (calendar == NULL) {
    calendar = g_new0 (Calendar, 1);
    g_hash_table_insert (self->calendars, GUINT_TO_POINTER (person), calendar);
  }
  return calendar;
}

/* Only what concerns the calendar: the reply itself is Graph's. */
static void
set_reply (Ask *ask)
{
  const char *identity = wire_json_string (ask->parameters, "ask", "Identity", NULL);
  Calendar *calendar;
  guint person;

  if (identity == NULL || *identity == '\0') {
    refuse (ask->turn, 400, "BadRequest", "System.Management.Automation.ParameterBindingException",
            "Cannot bind argument to parameter 'Identity' because it is an empty string.");
    return;
  }
  if (!find_person (ask, identity, &person))
    return;

  calendar = open_calendar (ask->admin, person);
  take_flag (ask, "CreateOOFEvent", &calendar->creates_event);
  take_flag (ask, "AutoDeclineFutureRequestsWhenOOF", &calendar->declines_future);
  take_flag (ask, "DeclineEventsForScheduledOOF", &calendar->declines_events);
  take_flag (ask, "DeclineAllEventsForScheduledOOF", &calendar->declines_all);
  take_text (ask, "OOFEventSubject", &calendar->subject);
  take_text (ask, "DeclineMeetingMessage", &calendar->message);
  answer (ask->turn, json_array_new (), FALSE);
}

static void
get_objects (Ask *ask, const char *name, const char *parameter)
{
  const char *identity = wire_json_string (ask->parameters, "ask", parameter, NULL);
  guint person = SIM_NOBODY;

  if (*parameter == '\0' || find_person (ask, identity != NULL ? identity : "", &person))
    answer (ask->turn, sim_objects_find (ask->admin->world, name, person), FALSE);
}

static const struct
{
  const char *name;
  void (*run) (Ask *ask);
} cmdlets[] = {
  { "Get-MailboxAutoReplyConfiguration", get_reply },
  { "Set-MailboxAutoReplyConfiguration", set_reply },
};

/* NULL when the token is none of ours, or for something else. */
static JsonObject *
read_token (SimTurn *turn)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (turn->message), "Authorization");

  return header != NULL && g_str_has_prefix (header, "Bearer ")
             ? sim_tokens_check (turn->world->tokens, header + strlen ("Bearer "),
                                 SIM_RESOURCE_ADMIN)
             : NULL;
}

static gboolean
has_role (JsonObject *claims)
{
  JsonNode *node = json_object_get_member (claims, "roles");
  JsonArray *roles =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; roles != NULL && i < json_array_get_length (roles); i++)
    if (strcmp (json_array_get_string_element (roles, i), "Exchange.ManageAsApp") == 0)
      return TRUE;
  return FALSE;
}

static void
run (SimAdmin *self, SimTurn *turn, const char *name, JsonObject *parameters)
{
  Ask ask = { self, turn, parameters };
  const char *identity = wire_json_string (parameters, "ask", "Identity", NULL);
  g_autofree char *operation = g_strconcat ("admin-", name, NULL);
  const SimAction *action =
      sim_faults_meet (self->world->faults, operation, identity != NULL ? identity : "");

  sim_counters_operation (self->world->counters, operation);
  if (action != NULL) {
    static const SimAnswer nothing = { .status = 200 };

    sim_turn_set_action (turn, action, &nothing);
    sim_turn_finish (turn, action->slow_ms);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (cmdlets); i++)
    if (g_ascii_strcasecmp (cmdlets[i].name, name) == 0) {
      cmdlets[i].run (&ask);
      return;
    }
  if (sim_objects_parameter (name) != NULL) {
    get_objects (&ask, name, sim_objects_parameter (name));
    return;
  }
  refuse (turn, 403, "Forbidden", "System.UnauthorizedAccessException",
          "The cmdlet is not in a role of the caller.");
}

/* The object below name; NULL when there is none. */
static JsonObject *
below (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
serve_body (SimAdmin *self, SimTurn *turn)
{
  g_autoptr (GBytes) bytes =
      soup_message_body_flatten (soup_server_message_get_request_body (turn->message));
  g_autoptr (JsonObject) body =
      wire_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "request", NULL);
  JsonObject *input = below (body, "CmdletInput");
  const char *name =
      input != NULL ? wire_json_string (input, "CmdletInput", "CmdletName", NULL) : NULL;
  JsonObject *parameters = below (input, "Parameters");

  if (name == NULL || parameters == NULL)
    refuse (turn, 400, "BadRequest", "System.ArgumentException", "CmdletInput is missing.");
  else
    run (self, turn, name, parameters);
}

void
sim_admin_serve (SimAdmin *self, SimTurn *turn)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (turn->message));
  g_autoptr (JsonObject) claims = read_token (turn);

  if (!g_str_equal (path, PLACE SIM_TENANT CMDLET) ||
      strcmp (soup_server_message_get_method (turn->message), "POST") != 0) {
    sim_turn_set_status (turn, SOUP_STATUS_NOT_FOUND);
  } else if (claims == NULL) {
    sim_counters_failed_log_in (turn->world->counters);
    sim_turn_set_status (turn, SOUP_STATUS_UNAUTHORIZED);
  } else if (!has_role (claims)) {
    refuse (turn, 403, "Forbidden", "System.UnauthorizedAccessException",
            "The role assigned to application isn't supported in this scenario.");
  } else {
    serve_body (self, turn);
  }
}
