/* sim-oauth.c - the login server of Microsoft 365: its addresses, its refusals
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-oauth-private.h"

#include "sim-reply-head.h"

#include "wire-json.h"

#include <string.h>

#define LOGIN_PATH "/devicelogin"
#define REALM_PATH "/getuserrealm.srf"

void
sim_grant_free (gpointer data)
{
  SimGrant *grant = data;

  g_free (grant->user);
  g_free (grant->scope);
  g_free (grant->redirect);
  g_free (grant->challenge);
  g_free (grant->nonce);
  g_free (grant->user_code);
  g_free (grant);
}

SimOauth *
sim_oauth_new (SimWorld *world)
{
  SimOauth *self = g_new0 (SimOauth, 1);

  self->world = world;
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sim_grant_free);
  self->devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sim_grant_free);
  self->refreshes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sim_grant_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
sim_oauth_free (SimOauth *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->devices);
  g_hash_table_unref (self->refreshes);
  g_hash_table_unref (self->seen);
  g_free (self);
}

const char *
sim_oauth_param (const SimOauthAsk *ask, const char *name)
{
  const char *value = g_hash_table_lookup (ask->form, name);

  return value != NULL ? value : "";
}

/* OAuth's word for a number; the others are "invalid_grant". */
static const struct
{
  int number;
  const char *word;
} words_of[] = {
  { 90002, "invalid_tenant" },          { 90038, "invalid_request" },
  { 700016, "unauthorized_client" },    { 7000112, "unauthorized_client" },
  { 7000215, "invalid_client" },        { 7000222, "invalid_client" },
  { 7000218, "invalid_client" },        { 700025, "invalid_client" },
  { 700027, "invalid_client" },         { 700024, "invalid_client" },
  { 50012, "invalid_client" },          { 50013, "invalid_client" },
  { 500011, "invalid_resource" },       { 650052, "invalid_resource" },
  { 70011, "invalid_scope" },           { 900144, "invalid_request" },
  { 9002325, "invalid_request" },       { 70003, "unsupported_grant_type" },
  { 50076, "interaction_required" },    { 50079, "interaction_required" },
  { 90033, "temporarily_unavailable" }, { 50011, "invalid_request" },
};

static SimOauthAnswer
refuse (const SimOauthAsk *ask, const char *word, int number, const char *words)
{
  SimOauthAnswer answer = { .status = strcmp (word, "invalid_client") == 0 ? 401 : 400,
                            .body = json_object_new () };
  g_autoptr (GDateTime) now = sim_world_now (ask->oauth->world);
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H:%M:%SZ");
  g_autofree char *trace = g_uuid_string_random ();
  g_autofree char *correlation = g_uuid_string_random ();
  g_autofree char *code = g_strdup_printf ("AADSTS%d", number);
  g_autofree char *description =
      g_strdup_printf ("%s: %s Trace ID: %s Correlation ID: %s Timestamp: %s", code, words, trace,
                       correlation, time);
  JsonArray *codes = json_array_new ();

  sim_counters_refused (ask->oauth->world->counters, code);
  json_array_add_int_element (codes, number);
  json_object_set_string_member (answer.body, "error", word);
  json_object_set_string_member (answer.body, "error_description", description);
  json_object_set_array_member (answer.body, "error_codes", codes);
  json_object_set_string_member (answer.body, "timestamp", time);
  json_object_set_string_member (answer.body, "trace_id", trace);
  json_object_set_string_member (answer.body, "correlation_id", correlation);
  return answer;
}

SimOauthAnswer
sim_oauth_refuse (const SimOauthAsk *ask, int number, const char *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (words_of); i++)
    if (words_of[i].number == number)
      return refuse (ask, words_of[i].word, number, words);
  return refuse (ask, "invalid_grant", number, words);
}

SimOauthAnswer
sim_oauth_refuse_word (const SimOauthAsk *ask, const char *word, int number)
{
  return refuse (ask, word, number, "The sign-in with the code is not done.");
}

static void
set_url (JsonObject *object, const char *name, const char *base, const char *path)
{
  g_autofree char *url = g_strdup_printf ("%s/" SIM_TENANT "%s", base, path);

  json_object_set_string_member (object, name, url);
}

static SimOauthAnswer
configuration (const SimOauthAsk *ask)
{
  SimOauthAnswer answer = { .status = 200, .body = json_object_new () };
  JsonArray *types = json_array_new ();

  set_url (answer.body, "issuer", ask->base, "/v2.0");
  set_url (answer.body, "token_endpoint", ask->base, "/oauth2/v2.0/token");
  set_url (answer.body, "authorization_endpoint", ask->base, "/oauth2/v2.0/authorize");
  set_url (answer.body, "device_authorization_endpoint", ask->base, "/oauth2/v2.0/devicecode");
  set_url (answer.body, "jwks_uri", ask->base, "/discovery/v2.0/keys");
  json_array_add_string_element (types, "code");
  json_object_set_array_member (answer.body, "response_types_supported", types);
  json_object_set_null_member (answer.body, "tenant_region_sub_scope");
  json_object_set_string_member (answer.body, "cloud_instance_name", "localhost");
  json_object_set_string_member (answer.body, "msgraph_host", ask->base + strlen ("https://"));
  return answer;
}

static SimOauthAnswer
keys (const SimOauthAsk *ask)
{
  return (SimOauthAnswer){ .status = 200, .body = sim_tokens_keys (ask->oauth->world->tokens) };
}

/* What the sign-in page asks of an address: whose it is. Anybody may. */
static SimOauthAnswer
realm (const SimOauthAsk *ask)
{
  SimOauthAnswer answer = { .status = 200, .body = json_object_new () };
  const char *login = sim_oauth_param (ask, "login");
  const char *at = strrchr (login, '@');
  const char *domain = at != NULL ? at + 1 : login;
  gboolean is_known = g_ascii_strcasecmp (domain, SIM_DOMAIN) == 0;

  json_object_set_int_member (answer.body, "State", 4);
  json_object_set_int_member (answer.body, "UserState", 1);
  json_object_set_string_member (answer.body, "Login", login);
  json_object_set_string_member (answer.body, "NameSpaceType", is_known ? "Managed" : "Unknown");
  if (is_known) {
    json_object_set_string_member (answer.body, "DomainName", domain);
    json_object_set_string_member (answer.body, "FederationBrandName", "Corp Example Ltd");
    json_object_set_string_member (answer.body, "CloudInstanceName", "localhost");
  }
  return answer;
}

/* What answers with JSON. */
static const struct
{
  const char *path; /* behind the tenant */
  const char *method;
  const char *name; /* in the faults and the counters */
  SimOauthAnswer (*answer) (const SimOauthAsk *ask);
} endpoints[] = {
  { "/v2.0/.well-known/openid-configuration", "GET", "oauth-configuration", configuration },
  { "/discovery/v2.0/keys", "GET", "oauth-keys", keys },
  { "/oauth2/v2.0/token", "POST", "oauth-token", sim_oauth_token },
  { "/oauth2/v2.0/devicecode", "POST", "oauth-devicecode", sim_oauth_device_code },
};

/* What a browser sees. */
static const struct
{
  const char *path;
  void (*serve) (const SimOauthAsk *ask);
} pages[] = {
  { "/oauth2/v2.0/authorize", sim_oauth_authorize },
  { "/adminconsent", sim_oauth_consent },
};

/* Behind the tenant; NULL when there is nothing. */
static const char *
find_rest (const char *path)
{
  return *path == '/' ? strchr (path + 1, '/') : NULL;
}

gboolean
sim_oauth_is_path (const char *path)
{
  const char *rest = find_rest (path);

  if (strcmp (path, LOGIN_PATH) == 0 || g_ascii_strcasecmp (path, REALM_PATH) == 0)
    return TRUE;
  for (guint i = 0; rest != NULL && i < G_N_ELEMENTS (endpoints); i++)
    if (strcmp (rest, endpoints[i].path) == 0)
      return TRUE;
  for (guint i = 0; rest != NULL && i < G_N_ELEMENTS (pages); i++)
    if (strcmp (rest, pages[i].path) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_tenant (const char *path)
{
  static const char *const names[] = { SIM_TENANT, SIM_DOMAIN, "organizations", "common" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize length = strlen (names[i]);

    if (g_ascii_strncasecmp (path + 1, names[i], length) == 0 && path[1 + length] == '/')
      return TRUE;
  }
  return FALSE;
}

/* Its clock is the organisation's. */
static void
send_answer (const SimOauthAsk *ask, const SimOauthAnswer *answer, gint64 slow_ms)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (ask->turn->message);
  char *text = wire_json_to_text (answer->body);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  g_autoptr (GDateTime) now = sim_world_now (ask->oauth->world);
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);

  soup_server_message_set_status (ask->turn->message, answer->status, NULL);
  soup_message_headers_replace (headers, "Date", date);
  soup_message_headers_replace (headers, "Cache-Control", "no-store, no-cache");
  sim_reply_head_body (ask->turn->message, "application/json; charset=utf-8", bytes);
  sim_turn_finish (ask->turn, slow_ms);
}

/* "AADSTS7000222" of a rule as a refusal, else the status or what the rule wants. */
static void
serve_action (const SimOauthAsk *ask, const SimAction *action, SimOauthAnswer *answer)
{
  if (action->kind == SIM_ACTION_FAULT || action->kind == SIM_ACTION_RESPONSE_ERROR) {
    const char *digits = g_str_has_prefix (action->text, "AADSTS") ? action->text + 6 : "90033";

    json_object_unref (answer->body);
    *answer = sim_oauth_refuse (ask, (int) MIN (g_ascii_strtoull (digits, NULL, 10), G_MAXINT),
                                "This was asked for by the faults of the practice range.");
    send_answer (ask, answer, action->slow_ms);
  } else if (action->kind == SIM_ACTION_ANSWER) {
    send_answer (ask, answer, action->slow_ms);
  } else {
    char *text = wire_json_to_text (answer->body);
    g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
    const SimAnswer shown = { .status = (int) answer->status, .body = bytes };

    sim_turn_set_action (ask->turn, action, &shown);
    sim_turn_finish (ask->turn, action->slow_ms);
  }
}

/* As the faults and the counters know it by name. */
static void
serve_json (const SimOauthAsk *ask, const char *name, const char *method, SimOauthAnswer answer)
{
  SimWorld *world = ask->oauth->world;
  const SimAction *action =
      sim_faults_meet (world->faults, name, sim_oauth_param (ask, "client_id"));

  sim_counters_operation (world->counters, name);
  if (strcmp (soup_server_message_get_method (ask->turn->message), method) != 0)
    sim_turn_set_status (ask->turn, SOUP_STATUS_METHOD_NOT_ALLOWED);
  else if (action != NULL)
    serve_action (ask, action, &answer);
  else
    send_answer (ask, &answer, 0);
  json_object_unref (answer.body);
}

static void
serve_endpoint (const SimOauthAsk *ask, guint i, const char *path)
{
  serve_json (ask, endpoints[i].name, endpoints[i].method,
              is_tenant (path) ? endpoints[i].answer (ask)
                               : sim_oauth_refuse (ask, 90002, "The tenant was not found."));
}

static GHashTable *
read_form (SimTurn *turn)
{
  SoupServerMessage *message = turn->message;
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text =
      g_bytes_get_size (body) > 0
          ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body))
          : g_strdup (g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "");

  return soup_form_decode (text);
}

void
sim_oauth_serve (SimOauth *self, SimTurn *turn)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (turn->message));
  const char *rest = find_rest (path);
  g_autofree char *base = sim_reply_head_base (turn->message);
  g_autoptr (GHashTable) form = read_form (turn);
  const SimOauthAsk ask = { .oauth = self, .turn = turn, .base = base, .form = form };

  if (strcmp (path, LOGIN_PATH) == 0) {
    sim_oauth_device_login (&ask);
    return;
  }
  if (g_ascii_strcasecmp (path, REALM_PATH) == 0) {
    serve_json (&ask, "oauth-realm", "GET", realm (&ask));
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    if (g_strcmp0 (rest, endpoints[i].path) == 0) {
      serve_endpoint (&ask, i, path);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (rest, pages[i].path) == 0)
      pages[i].serve (&ask);
}
