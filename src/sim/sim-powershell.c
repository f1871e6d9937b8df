/* sim-powershell.c - /PowerShell/
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-powershell.h"

#include "sim-powershell-envelope.h"
#include "sim-powershell-shell.h"
#include "sim-reply-head.h"

#include <string.h>

#define COOKIE "X-BackEndCookie2"
#define LOST "2150858843"
#define QUIET "2150858793"
#define BAD_SCHEMA "2150858817"
#define MOST_STREAMS 3

struct _SimPowershell
{
  SimWorld *world;
  SimShells *shells;
  guint n_hostile; /* where the hostile character is in its rounds */
};

/* One request. */
typedef struct
{
  SimPowershell *self;
  guint caller;
  gboolean has_cookie;
  SimShellAsk ask;
} Turn;

SimPowershell *
sim_powershell_new (SimWorld *world)
{
  SimPowershell *self = g_new0 (SimPowershell, 1);

  self->world = world;
  self->shells = sim_shells_new (world);
  return self;
}

void
sim_powershell_free (SimPowershell *self)
{
  if (self == NULL)
    return;

  sim_shells_free (self->shells);
  g_free (self);
}

gboolean
sim_powershell_is_path (const char *path)
{
  return g_ascii_strcasecmp (path, "/powershell/") == 0 ||
         g_ascii_strcasecmp (path, "/powershell") == 0;
}

/* Each returns the inside of the body; NULL with the code of a fault. */

static char *
create (Turn *turn, const char **ret_code)
{
  SimShell *shell = sim_shells_add (turn->self->shells, turn->caller, turn->ask.shell_id);
  g_autofree char *id = NULL;

  if (shell == NULL) {
    *ret_code = "shells";
    return NULL;
  }
  if (!sim_shell_open (shell, turn->ask.payload, turn->ask.size)) {
    sim_shells_remove (turn->self->shells, shell);
    *ret_code = BAD_SCHEMA;
    return NULL;
  }
  id = g_markup_escape_text (shell->id, -1);
  return g_strdup_printf (
      "<x:ResourceCreated><a:Address>http://localhost/PowerShell/</"
      "a:Address><a:ReferenceParameters>"
      "<w:ResourceURI>http://schemas.microsoft.com/powershell/Microsoft.Exchange</w:ResourceURI>"
      "<w:SelectorSet><w:Selector Name=\"ShellId\">%s</w:Selector></w:SelectorSet>"
      "</a:ReferenceParameters></x:ResourceCreated>",
      id);
}

static char *
command (Turn *turn, SimShell *shell, const char **ret_code)
{
  const char *id = turn->ask.command_id != NULL ? turn->ask.command_id : "";
  SimRunning *running = sim_shell_add (shell, id);
  g_autofree char *escaped = g_markup_escape_text (id, -1);

  if (!sim_shell_push (shell, turn->self->world, running, turn->ask.payload, turn->ask.size)) {
    *ret_code = BAD_SCHEMA;
    return NULL;
  }
  return g_strdup_printf ("<r:CommandResponse><r:CommandId>%s</r:CommandId></r:CommandResponse>",
                          escaped);
}

static char *
send_more (Turn *turn, SimShell *shell, const char **ret_code)
{
  SimRunning *running = sim_shell_find (shell, turn->ask.command_id);

  if (running == NULL ||
      !sim_shell_push (shell, turn->self->world, running, turn->ask.payload, turn->ask.size)) {
    *ret_code = running == NULL ? LOST : BAD_SCHEMA;
    return NULL;
  }
  return g_strdup ("<r:SendResponse/>");
}

static void
append_stream (GString *out, GByteArray *outgoing, guint length, const char *command_id)
{
  g_autofree char *text = g_base64_encode (outgoing->data, length);
  g_autofree char *attribute =
      command_id != NULL ? g_markup_printf_escaped (" CommandId=\"%s\"", command_id) : NULL;

  g_string_append_printf (out, "<r:Stream Name=\"stdout\"%s>%s</r:Stream>",
                          attribute != NULL ? attribute : "", text);
  g_byte_array_remove_range (outgoing, 0, length);
}

static char *
receive (Turn *turn, SimShell *shell, const char **ret_code)
{
  const char *id = turn->ask.command_id;
  SimRunning *running = sim_shell_find (shell, id);
  GByteArray *outgoing = running != NULL ? running->outgoing : shell->outgoing;
  GString *out;

  if (id != NULL && running == NULL) {
    *ret_code = LOST;
    return NULL;
  }
  if (outgoing->len == 0 && (running == NULL || !running->has_ended)) {
    *ret_code = QUIET;
    return NULL;
  }

  out = g_string_new ("<r:ReceiveResponse>");
  for (guint i = 0; i < MOST_STREAMS && outgoing->len > 0; i++) {
    guint length = 1 + shell->n_received++ * 37 % 1900;

    append_stream (out, outgoing, MIN (outgoing->len, length), id);
  }
  if (running != NULL && running->has_ended && outgoing->len == 0) {
    g_autofree char *done = g_markup_printf_escaped (
        "<r:CommandState CommandId=\"%s\" "
        "State=\"http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/Done\">"
        "<r:ExitCode>0</r:ExitCode></r:CommandState>",
        id);

    g_string_append (out, done);
  }
  return g_string_free (g_string_append (out, "</r:ReceiveResponse>"), FALSE);
}

static char *
execute (Turn *turn, const char **ret_code)
{
  SimShells *shells = turn->self->shells;
  SimShell *shell;

  if (turn->ask.action == SIM_SHELL_CREATE)
    return create (turn, ret_code);

  shell = turn->has_cookie ? sim_shells_find (shells, turn->caller, turn->ask.shell_id) : NULL;
  if (shell == NULL) {
    *ret_code = LOST;
    return NULL;
  }
  switch (turn->ask.action) {
  case SIM_SHELL_COMMAND:
    return command (turn, shell, ret_code);
  case SIM_SHELL_SEND:
    return send_more (turn, shell, ret_code);
  case SIM_SHELL_RECEIVE:
    return receive (turn, shell, ret_code);
  case SIM_SHELL_SIGNAL:
    sim_shell_remove (shell, turn->ask.command_id);
    return g_strdup ("<r:SignalResponse/>");
  default:
    sim_shells_remove (shells, shell);
    return g_strdup ("");
  }
}

static SimAnswer
fault (Turn *turn, const char *code)
{
  SimShell *shell = strcmp (code, LOST) == 0
                        ? sim_shells_find (turn->self->shells, turn->caller, turn->ask.shell_id)
                        : NULL;

  if (shell != NULL)
    sim_shells_remove (turn->self->shells, shell);
  return (SimAnswer){ .status = 500, .body = sim_shell_fault (&turn->ask, code), .code = code };
}

static SimAnswer
answer_turn (Turn *turn)
{
  const char *code = NULL;
  g_autofree char *inner = execute (turn, &code);

  if (inner == NULL)
    return fault (turn, code);
  return (SimAnswer){ .status = 200, .body = sim_shell_answer (&turn->ask, inner) };
}

static void
set_answer (SimTurn *turn, const SimAnswer *answer)
{
  if (answer->code != NULL)
    sim_counters_refused (turn->world->counters, answer->code);
  soup_server_message_set_status (turn->message, (guint) answer->status, NULL);
  sim_reply_head_body (turn->message, "application/soap+xml;charset=UTF-8", answer->body);
}

/* What a rule of the faults makes of a request. */
static void
serve_action (SimTurn *turn, Turn *asked, const SimAction *action)
{
  gboolean is_fault = action->kind == SIM_ACTION_FAULT || action->kind == SIM_ACTION_RESPONSE_ERROR;
  g_auto (SimAnswer) answer = { 0 };

  if (action->is_executed || sim_action_shows_answer (action))
    answer = answer_turn (asked);
  if (is_fault) {
    sim_answer_clear (&answer);
    answer = fault (asked, action->text);
  }
  if (is_fault || action->kind == SIM_ACTION_ANSWER)
    set_answer (turn, &answer);
  else
    sim_turn_set_action (turn, action, &answer);
  sim_turn_finish (turn, action->slow_ms);
}

static void
refuse_log_in (SimTurn *turn, SimLogin login)
{
  if (login != SIM_LOGIN_MISSING)
    sim_counters_failed_log_in (turn->world->counters);
  sim_turn_set_status (turn, SOUP_STATUS_UNAUTHORIZED);
  soup_message_headers_append (soup_server_message_get_response_headers (turn->message),
                               "WWW-Authenticate", "Basic realm=\"localhost\"");
  sim_turn_finish (turn, 0);
}

static void
serve (SimTurn *turn, Turn *asked)
{
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (turn->message));
  const char *code = sim_shell_ask_parse (body, &asked->ask);
  const char *name = sim_shell_action_names[asked->ask.action];
  const SimAction *action;
  g_auto (SimAnswer) answer = { 0 };

  if (code != NULL) {
    answer = fault (asked, code);
    set_answer (turn, &answer);
    sim_turn_finish (turn, 0);
    return;
  }

  sim_counters_operation (turn->world->counters, name);
  action = sim_faults_meet (turn->world->faults, name, "");
  if (action != NULL) {
    serve_action (turn, asked, action);
    return;
  }
  if (turn->world->options->character == SIM_CHARACTER_HOSTILE) {
    sim_turn_set_garbage (turn,
                          (SimGarbage) (asked->self->n_hostile++ % (SIM_GARBAGE_SILENCE + 1)));
    sim_turn_finish (turn, 0);
    return;
  }
  answer = answer_turn (asked);
  set_answer (turn, &answer);
  sim_turn_finish (turn, 0);
}

void
sim_powershell_serve_as (SimPowershell *self, SimTurn *turn, guint caller)
{
  const char *cookies = soup_message_headers_get_list (
      soup_server_message_get_request_headers (turn->message), "Cookie");
  Turn asked = { .self = self, .caller = caller };

  asked.has_cookie = cookies != NULL && strstr (cookies, COOKIE "=sim-mbx01") != NULL;
  soup_message_headers_append (soup_server_message_get_response_headers (turn->message),
                               "Set-Cookie",
                               COOKIE "=sim-mbx01; path=/PowerShell; secure; HttpOnly");
  serve (turn, &asked);
  sim_shell_ask_clear (&asked.ask);
}

void
sim_powershell_serve (SimPowershell *self, SimTurn *turn)
{
  const char *authorization = soup_message_headers_get_one (
      soup_server_message_get_request_headers (turn->message), "Authorization");
  SimLogin login = SIM_LOGIN_MISSING;
  guint caller = SIM_NOBODY;

  if (authorization != NULL && g_ascii_strncasecmp (authorization, "Basic ", 6) == 0)
    login = sim_accounts_log_in (self->world->accounts, authorization, &caller);
  if (login == SIM_LOGIN_OK)
    sim_powershell_serve_as (self, turn, caller);
  else
    refuse_log_in (turn, login);
}
