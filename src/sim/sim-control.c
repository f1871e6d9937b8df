/* sim-control.c - the strings behind the stage
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-control.h"

#include "sim-ldap-change.h"
#include "sim-mailbox-json.h"
#include "sim-objects.h"

#include "base-error.h"
#include "wire-json.h"

#include <libsoup/soup.h>
#include <string.h>

#define MOST_BODY_BYTES (16 * 1024 * 1024)

struct _SimControl
{
  SimWorld *world;
  SoupServer *soup;
  BaseSecret *token;
  void (*stop) (gpointer data);
  gpointer data;
};

/* What was asked; NULL members are not there. */
typedef struct
{
  SimControl *self;
  JsonObject *body;
  const char *address; /* of the query */
} Ask;

/* Each returns the answer, or NULL with an error. */

static JsonObject *
get_counters (const Ask *ask, GError **error)
{
  SimWorld *world = ask->self->world;
  JsonObject *object = sim_counters_to_json (world->counters);
  JsonObject *wrong = json_object_new ();
  g_autoptr (GList) suspects = sim_accounts_suspects (world->accounts);

  for (GList *item = suspects; item != NULL; item = item->next) {
    guint person = GPOINTER_TO_UINT (item->data);

    json_object_set_int_member (wrong, sim_people_address (world->people, person),
                                sim_accounts_wrong (world->accounts, person));
  }
  json_object_set_object_member (object, "wrong_passwords", wrong);
  return object;
}

static JsonObject *
delete_counters (const Ask *ask, GError **error)
{
  sim_counters_reset (ask->self->world->counters);
  return json_object_new ();
}

static JsonObject *
get_log (const Ask *ask, GError **error)
{
  return sim_counters_log_to_json (ask->self->world->counters);
}

static JsonObject *
get_faults (const Ask *ask, GError **error)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "faults", sim_faults_count (ask->self->world->faults));
  return object;
}

static JsonObject *
post_faults (const Ask *ask, GError **error)
{
  return sim_faults_add (ask->self->world->faults, ask->body, error) ? get_faults (ask, error)
                                                                     : NULL;
}

static JsonObject *
delete_faults (const Ask *ask, GError **error)
{
  sim_faults_clear (ask->self->world->faults);
  return get_faults (ask, error);
}

static JsonObject *
get_clock (const Ask *ask, GError **error)
{
  g_autoptr (GDateTime) now = sim_world_now (ask->self->world);
  g_autofree char *text = base_time_format_utc (now);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "now", text);
  return object;
}

static JsonObject *
post_clock (const Ask *ask, GError **error)
{
  const char *text = wire_json_need_string (ask->body, "clock", "now", error);
  g_autoptr (GDateTime) now = text != NULL ? base_time_parse (text, NULL, error) : NULL;

  if (now == NULL)
    return NULL;

  sim_world_set_now (ask->self->world, now);
  return get_clock (ask, error);
}

static JsonObject *
get_mailbox (const Ask *ask, GError **error)
{
  return sim_mailbox_to_json (ask->self->world, ask->address, error);
}

static JsonObject *
post_mailbox (const Ask *ask, GError **error)
{
  return sim_mailbox_set_json (ask->self->world, ask->body, error);
}

static guint
find_person (const Ask *ask, const char *address, GError **error)
{
  guint person = address != NULL ? sim_people_find (ask->self->world->people, address) : SIM_NOBODY;

  if (person == SIM_NOBODY)
    base_error_set (error, BASE_ERROR_NOT_FOUND, "calendar: “address” names nobody");
  return person;
}

static JsonObject *
get_calendar (const Ask *ask, GError **error)
{
  guint person = find_person (ask, ask->address, error);

  return person != SIM_NOBODY ? sim_calendar_to_json (ask->self->world->calendar, person) : NULL;
}

/* As the owner would. */
static JsonObject *
post_calendar (const Ask *ask, GError **error)
{
  const char *address = wire_json_need_string (ask->body, "calendar", "address", error);
  guint person = address != NULL ? find_person (ask, address, error) : SIM_NOBODY;
  SimCalendar *calendar = ask->self->world->calendar;

  if (person == SIM_NOBODY || !sim_calendar_change (calendar, person, ask->body, error))
    return NULL;
  return sim_calendar_to_json (calendar, person);
}

static JsonObject *
post_account (const Ask *ask, GError **error)
{
  return sim_ldap_change_account (ask->self->world, ask->body, error);
}

static JsonObject *
post_person (const Ask *ask, GError **error)
{
  return sim_ldap_change_person (ask->self->world, ask->body, error);
}

static JsonObject *
post_objects (const Ask *ask, GError **error)
{
  return sim_objects_put_json (ask->self->world, ask->body, error);
}

static JsonObject *
get_organization (const Ask *ask, GError **error)
{
  return sim_organization_to_json (&ask->self->world->organization);
}

static JsonObject *
post_organization (const Ask *ask, GError **error)
{
  SimOrganization *organization = &ask->self->world->organization;

  return sim_organization_set_json (organization, ask->body, error)
             ? sim_organization_to_json (organization)
             : NULL;
}

static JsonObject *
post_shutdown (const Ask *ask, GError **error)
{
  ask->self->stop (ask->self->data);
  return json_object_new ();
}

static const struct
{
  const char *method;
  const char *path;
  JsonObject *(*answer) (const Ask *ask, GError **error);
} verbs[] = {
  { "GET", "/counters", get_counters },
  { "DELETE", "/counters", delete_counters },
  { "GET", "/log", get_log },
  { "GET", "/faults", get_faults },
  { "POST", "/faults", post_faults },
  { "DELETE", "/faults", delete_faults },
  { "GET", "/clock", get_clock },
  { "POST", "/clock", post_clock },
  { "GET", "/mailbox", get_mailbox },
  { "POST", "/mailbox", post_mailbox },
  { "GET", "/calendar", get_calendar },
  { "POST", "/calendar", post_calendar },
  { "POST", "/account", post_account },
  { "POST", "/person", post_person },
  { "GET", "/organization", get_organization },
  { "POST", "/organization", post_organization },
  { "POST", "/objects", post_objects },
  { "POST", "/shutdown", post_shutdown },
};

static void
respond (SoupServerMessage *message, guint status, JsonObject *object)
{
  char *text = wire_json_to_text (object);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, text,
                                    strlen (text));
}

static void
respond_error (SoupServerMessage *message, guint status, const char *words)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "error", words);
  respond (message, status, object);
}

static gboolean
is_authorized (const SimControl *self, SoupServerMessage *message)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");

  return header != NULL && g_str_has_prefix (header, "Bearer ") &&
         sim_accounts_is_secret (self->token, header + strlen ("Bearer "));
}

/* The body of a POST. */
static JsonObject *
read_body (SoupServerMessage *message, GError **error)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);

  if (g_bytes_get_size (bytes) == 0)
    return json_object_new ();
  return wire_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "request",
                          error);
}

static void
request_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer user_data)
{
  SimControl *self = user_data;
  const char *method = soup_server_message_get_method (message);
  g_autoptr (JsonObject) body = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (!is_authorized (self, message)) {
    respond_error (message, SOUP_STATUS_UNAUTHORIZED, "the control token is missing or wrong");
    return;
  }

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].path, path) == 0 && strcmp (verbs[i].method, method) == 0) {
      const char *address = query != NULL ? g_hash_table_lookup (query, "address") : NULL;

      body = read_body (message, &error);
      if (body != NULL)
        answer = verbs[i].answer (&(Ask){ self, body, address }, &error);
      if (answer != NULL)
        respond (message, SOUP_STATUS_OK, answer);
      else
        respond_error (message, SOUP_STATUS_BAD_REQUEST, error->message);
      return;
    }
  respond_error (message, SOUP_STATUS_NOT_FOUND, "there is no such thing to control");
}

static void
early_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
          gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED)
    soup_server_message_set_status (message, SOUP_STATUS_LENGTH_REQUIRED, NULL);
  else if (soup_message_headers_get_content_length (headers) > MOST_BODY_BYTES)
    soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
}

SimControl *
sim_control_new (SimWorld *world, void (*stop) (gpointer data), gpointer data, GError **error)
{
  g_autoptr (SimControl) self = g_new0 (SimControl, 1);

  self->world = world;
  self->stop = stop;
  self->data = data;
  self->token = sim_accounts_new_secret ();
  self->soup = soup_server_new ("server-header", NULL, NULL);
  soup_server_add_early_handler (self->soup, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  if (!soup_server_listen_local (self->soup, (guint) world->options->control_port,
                                 SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
sim_control_free (SimControl *self)
{
  if (self == NULL)
    return;

  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  base_secret_unref (self->token);
  g_free (self);
}

int
sim_control_port (const SimControl *self)
{
  GSList *uris = soup_server_get_uris (self->soup);
  int port = g_uri_get_port (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}

BaseSecret *
sim_control_token (const SimControl *self)
{
  return self->token;
}
