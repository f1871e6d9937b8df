/* sim-server.c - the Exchange server itself: HTTPS on loopback
 *
 * A request is answered as soon as it has come, and the answer held back until its latency is over:
 * no thread waits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-server.h"

#include "sim-admin.h"
#include "sim-autodiscover.h"
#include "sim-delay.h"
#include "sim-dump.h"
#include "sim-ews.h"
#include "sim-graph.h"
#include "sim-oauth.h"
#include "sim-powershell-sealed.h"
#include "sim-reply-head.h"
#include "sim-throttle.h"
#include "sim-turn.h"

#include <libsoup/soup.h>
#include <string.h>

#define EWS_PATH "/EWS/Exchange.asmx"
#define MOST_REQUEST_BYTES (64 * 1024 * 1024)

struct _SimServer
{
  SimWorld *world;
  SoupServer *soup;
  SimDelay *delay;
  SimPowershell *powershell;
  SimSealed *sealed; /* NULL without a keytab */
  SimAdmin *admin;
  SimGraph *graph;
  SimOauth *oauth;
  SimThrottle throttle;
  guint n_hostile; /* where the hostile character is in its rounds */
  guint n_dumped;
};

static SimAnswer
execute (SimTurn *self, SimAsk *ask)
{
  SimAnswer answer = sim_ews_answer (ask);

  if (answer.code != NULL)
    sim_counters_refused (self->world->counters, answer.code);
  return answer;
}

static SimAnswer
make_error (SimTurn *self, SimAsk *ask, const SimAction *action)
{
  const SimFaultFacts facts = { .backoff_ms = action->wait };

  sim_counters_refused (self->world->counters, action->text);
  return action->kind == SIM_ACTION_FAULT ? sim_ews_fault (ask, action->text, &facts)
                                          : sim_ews_refuse (ask, action->text);
}

static gboolean
is_error (const SimAction *action)
{
  return action->kind == SIM_ACTION_FAULT || action->kind == SIM_ACTION_RESPONSE_ERROR;
}

/* What a rule of the faults makes of a request. */
static void
serve_action (SimTurn *self, SimAsk *ask, const SimAction *action, SimAnswer *answer)
{
  if (action->is_executed || sim_action_shows_answer (action))
    *answer = execute (self, ask);
  if (is_error (action)) {
    sim_answer_clear (answer);
    *answer = make_error (self, ask, action);
  }
  sim_turn_set_action (self, action, answer);
  sim_turn_finish (self, action->slow_ms);
}

static void
dump_both (SimServer *self, const SimAsk *ask, GBytes *request, const SimAnswer *answer)
{
  const char *folder = self->world->options->dump;
  gsize size;
  gconstpointer data;

  if (folder == NULL || answer->body == NULL || ask->doc == NULL)
    return;

  self->n_dumped++;
  data = g_bytes_get_data (request, &size);
  sim_dump (folder, self->n_dumped, ask->operation, "request", data, size);
  data = g_bytes_get_data (answer->body, &size);
  sim_dump (folder, self->n_dumped, ask->operation, "answer", data, size);
}

/* The budget of the throttling character: TRUE when it is used up, and answered so. */
static gboolean
is_throttled (SimServer *self, SimTurn *turn, const SimAsk *ask)
{
  g_auto (SimAnswer) answer = { 0 };
  SimFaultFacts facts = { NULL };

  if (self->world->options->character != SIM_CHARACTER_THROTTLING)
    return FALSE;

  if (sim_counters_at_once (self->world->counters) > self->throttle.budget.at_once)
    answer = sim_ews_fault (ask, "ErrorExceededConnectionCount", NULL);
  else if ((facts.backoff_ms = sim_throttle_take (&self->throttle, turn->came_us)) > 0)
    answer = sim_ews_fault (ask, "ErrorServerBusy", &facts);
  else
    return FALSE;

  sim_counters_refused (self->world->counters, answer.code);
  sim_counters_in_back_off (self->world->counters, &self->throttle);
  sim_turn_set_answer (turn, &answer);
  sim_turn_finish (turn, 0);
  return TRUE;
}

/* Exchange finds the mailbox server by this header; without it an impersonated request goes astray
 * first. */
static void
count_anchor (SimTurn *turn, const SimAsk *ask)
{
  const char *anchor = soup_message_headers_get_one (
      soup_server_message_get_request_headers (turn->message), "X-AnchorMailbox");

  if (sim_ask_impersonates (ask) &&
      (anchor == NULL || g_ascii_strcasecmp (anchor, ask->target) != 0))
    sim_counters_unanchored (turn->world->counters);
}

static void
serve_ews (SimServer *self, SimTurn *turn, guint caller)
{
  SimWorld *world = self->world;
  SoupMessageBody *body = soup_server_message_get_request_body (turn->message);
  g_autoptr (GBytes) request = soup_message_body_flatten (body);
  g_autoptr (SimAsk) ask =
      sim_ask_new (world, caller, g_bytes_get_data (request, NULL), g_bytes_get_size (request));
  g_auto (SimAnswer) answer = { 0 };
  const SimAction *action;

  sim_counters_operation (world->counters, sim_ews_name (ask));
  count_anchor (turn, ask);
  if (is_throttled (self, turn, ask))
    return;

  action = sim_faults_meet (world->faults, ask->operation, ask->target);
  if (action != NULL) {
    serve_action (turn, ask, action, &answer);
  } else if (world->options->character == SIM_CHARACTER_HOSTILE) {
    sim_turn_set_garbage (turn, (SimGarbage) (self->n_hostile++ % (SIM_GARBAGE_SILENCE + 1)));
    sim_turn_finish (turn, 0);
  } else {
    answer = execute (turn, ask);
    sim_turn_set_answer (turn, &answer);
    sim_turn_finish (turn, 0);
  }
  dump_both (self, ask, request, &answer);
}

static void
serve_autodiscover (SimServer *self, SimTurn *turn, const char *path)
{
  SimWorld *world = self->world;
  g_autoptr (GBytes) request =
      soup_message_body_flatten (soup_server_message_get_request_body (turn->message));
  g_autofree char *target = sim_autodiscover_target (request);
  g_autofree char *base = sim_reply_head_base (turn->message);
  const SimAction *action = sim_faults_meet (world->faults, "Autodiscover", target);
  g_auto (SimAnswer) answer = { 0 };

  sim_counters_operation (world->counters, "Autodiscover");
  if (action != NULL &&
      (action->kind == SIM_ACTION_REDIRECT_ADDRESS || action->kind == SIM_ACTION_REDIRECT_URL))
    answer =
        sim_autodiscover_redirect (path, action->kind == SIM_ACTION_REDIRECT_ADDRESS, action->text);
  else
    answer = sim_autodiscover_answer (world, base, path, request);

  if (action != NULL)
    sim_turn_set_action (turn, action, &answer);
  else
    sim_turn_set_answer (turn, &answer);
  sim_turn_finish (turn, action != NULL ? action->slow_ms : 0);
}

static void
refuse_log_in (SimTurn *turn, SimLogin login)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (turn->message);

  if (login != SIM_LOGIN_MISSING)
    sim_counters_failed_log_in (turn->world->counters);
  sim_turn_set_status (turn, SOUP_STATUS_UNAUTHORIZED);
  soup_message_headers_append (headers, "WWW-Authenticate", "Basic realm=\"localhost\"");
  soup_message_headers_append (headers, "WWW-Authenticate",
                               "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\", "
                               "token_types=\"app_asserted_user_v1\"");
  sim_turn_finish (turn, 0);
}

static void
request_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer user_data)
{
  SimServer *self = user_data;
  g_autoptr (SimTurn) turn = sim_turn_new (self->world, self->delay, message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  guint caller = SIM_NOBODY;
  gboolean is_autodiscover;
  SimLogin login;

  sim_reply_head_write (message);
  sim_reply_head_log (message, self->world->counters);
  if (sim_powershell_is_path (path)) {
    sim_powershell_serve (self->powershell, turn);
    return;
  }
  if (sim_admin_is_path (path)) {
    sim_admin_serve (self->admin, turn);
    return;
  }
  if (sim_graph_is_path (path)) {
    sim_graph_serve (self->graph, turn);
    return;
  }
  if (sim_oauth_is_path (path)) {
    sim_oauth_serve (self->oauth, turn);
    return;
  }
  is_autodiscover = sim_autodiscover_is_path (path);
  if (!is_autodiscover && g_ascii_strcasecmp (path, EWS_PATH) != 0) {
    sim_turn_set_status (turn, SOUP_STATUS_NOT_FOUND);
    return;
  }

  login = sim_accounts_log_in (self->world->accounts,
                               soup_message_headers_get_one (headers, "Authorization"), &caller);
  if (login != SIM_LOGIN_OK)
    refuse_log_in (turn, login);
  else if (strcmp (soup_server_message_get_method (message), "POST") != 0)
    sim_turn_set_status (turn, SOUP_STATUS_METHOD_NOT_ALLOWED);
  else if (is_autodiscover)
    serve_autodiscover (self, turn, path);
  else
    serve_ews (self, turn, caller);
}

static void
gone_cb (gpointer data, GObject *where_the_socket_was)
{
  SimServer *self = data;

  sim_counters_forget_connection (self->world->counters, where_the_socket_was);
}

/* Refuses what is too large before it is read, and counts connections. */
static void
early_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query,
          gpointer user_data)
{
  SimServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GSocket *socket = soup_server_message_get_socket (message);

  if (sim_counters_connection (self->world->counters, socket))
    g_object_weak_ref (G_OBJECT (socket), gone_cb, self);

  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED)
    soup_server_message_set_status (message, SOUP_STATUS_LENGTH_REQUIRED, NULL);
  else if (soup_message_headers_get_content_length (headers) > MOST_REQUEST_BYTES)
    soup_server_message_set_status (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
}

/* On both loopback addresses; on a machine without IPv6, on the one there is. */
static gboolean
listen_local (SoupServer *soup, guint port, GError **error)
{
  return soup_server_listen_local (soup, port, SOUP_SERVER_LISTEN_HTTPS, NULL) ||
         soup_server_listen_local (soup, port,
                                   SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, error);
}

SimServer *
sim_server_new (SimWorld *world, GTlsCertificate *certificate, GError **error)
{
  g_autoptr (SimServer) self = g_new0 (SimServer, 1);

  self->world = world;
  self->delay = sim_delay_new ();
  self->powershell = sim_powershell_new (world);
  self->admin = sim_admin_new (world);
  self->graph = sim_graph_new (world);
  self->oauth = sim_oauth_new (world);
  sim_throttle_init (&self->throttle, &world->options->budget, g_get_monotonic_time ());
  self->soup = soup_server_new ("tls-certificate", certificate, "server-header",
                                "Microsoft-IIS/10.0 (simulated)", NULL);
  soup_server_add_early_handler (self->soup, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  if (!listen_local (self->soup, (guint) world->options->port, error))
    return NULL;
  if (world->options->keytab != NULL) {
    self->sealed = sim_sealed_new (world, self->powershell, self->delay, world->options->keytab,
                                   world->options->powershell_port, error);
    if (self->sealed == NULL)
      return NULL;
  }
  return g_steal_pointer (&self);
}

void
sim_server_free (SimServer *self)
{
  if (self == NULL)
    return;

  sim_sealed_free (self->sealed);
  sim_delay_free (self->delay);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  sim_powershell_free (self->powershell);
  sim_graph_free (self->graph);
  sim_admin_free (self->admin);
  sim_oauth_free (self->oauth);
  g_free (self);
}

int
sim_server_port (const SimServer *self)
{
  GSList *uris = soup_server_get_uris (self->soup);
  int port = g_uri_get_port (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}

int
sim_server_sealed_port (const SimServer *self)
{
  return self->sealed != NULL ? sim_sealed_port (self->sealed) : 0;
}
