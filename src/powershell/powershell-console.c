/* powershell-console.c - an open console: requests, cookies, the shell
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-console.h"

#include "base-text.h"
#include "powershell-console-private.h"
#include "powershell-fragment.h"
#include "powershell-message.h"

#include <string.h>

#define MOST_COOKIES 50
#define MOST_COOKIE_BYTES 4096
#define MOST_OPENING_ANSWERS 50

static HttpReply *
send_by_http (BaseCall *call, const HttpServer *server, const HttpRequest *request, gpointer data,
              GError **error)
{
  return http_send (call, server, request, error);
}

void
powershell_result_free (PowershellResult *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->objects);
  g_ptr_array_unref (self->warnings);
  g_ptr_array_unref (self->problems);
  g_free (self->request_id);
  g_free (self);
}

static PowershellConsole *
make_console (const PowershellPlace *place)
{
  PowershellConsole *self = g_new0 (PowershellConsole, 1);
  g_autoptr (GUri) uri = g_uri_parse (place->http.url, G_URI_FLAGS_ENCODED, NULL);
  PowershellGuid session = powershell_guid_random ();

  self->place = *place;
  if (self->place.send == NULL)
    self->place.send = send_by_http;
  self->host = g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "");
  self->session_id = powershell_guid_to_text (&session);
  self->cookies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->next_object = 1;
  return self;
}

static void
free_console (PowershellConsole *self)
{
  g_free (self->host);
  g_free (self->session_id);
  g_hash_table_unref (self->cookies);
  g_free (self->shell_id);
  g_free (self->version);
  g_free (self);
}

PowershellOrigin
powershell_console_origin (const PowershellConsole *self)
{
  return (PowershellOrigin){ .host = self->host, .account = self->place.http.user };
}

guint64
powershell_console_number (PowershellConsole *self)
{
  return self->next_object++;
}

static void
keep_cookies (PowershellConsole *self, const HttpReply *reply)
{
  for (gsize i = 0; reply->cookies != NULL && reply->cookies[i] != NULL; i++) {
    const char *equals = strchr (reply->cookies[i], '=');

    if (equals == NULL || equals == reply->cookies[i] ||
        strlen (reply->cookies[i]) > MOST_COOKIE_BYTES)
      continue;
    if (g_hash_table_size (self->cookies) < MOST_COOKIES)
      g_hash_table_insert (self->cookies,
                           g_strndup (reply->cookies[i], (gsize) (equals - reply->cookies[i])),
                           g_strdup (equals + 1));
  }
}

/* The header line, or NULL when there are no cookies. Caller frees. */
static char *
show_cookies (const PowershellConsole *self)
{
  GString *line = g_string_new ("Cookie: ");
  gsize empty = line->len;
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->cookies);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_string_append_printf (line, "%s%s=%s", line->len > empty ? "; " : "", (char *) name,
                            (char *) value);
  return g_string_free (line, line->len == empty);
}

static HttpReply *
send_ask (PowershellConsole *self, BaseCall *call, const PowershellAsk *ask, GError **error)
{
  g_autofree char *cookies = show_cookies (self);
  const char *const headers[] = { "Content-Type: application/soap+xml;charset=UTF-8",
                                  "Accept-Encoding: identity",
                                  "Connection: Keep-Alive",
                                  "User-Agent: Absentia/" ABSENTIA_VERSION,
                                  cookies,
                                  NULL };
  g_autoptr (GBytes) body = powershell_ask_encode (ask, error);
  const HttpRequest request = { .headers = headers,
                                .body = body,
                                .label = powershell_action_names[ask->action] };
  HttpReply *reply;

  if (body == NULL)
    return NULL;

  reply = self->place.send (call, &self->place.http, &request, self->place.send_data, error);
  if (reply != NULL)
    keep_cookies (self, reply);
  return reply;
}

gboolean
powershell_console_ask (PowershellConsole *self, BaseCall *call, PowershellAction action,
                        const char *command_id, GBytes *payload, PowershellAnswer *ret,
                        GError **error)
{
  PowershellGuid message = powershell_guid_random ();
  g_autofree char *message_id = powershell_guid_to_text (&message);
  g_autofree char *wish = powershell_guid_to_text (&self->pool);
  const PowershellAsk ask = { .action = action,
                              .url = self->place.http.url,
                              .session_id = self->session_id,
                              .message_id = message_id,
                              .shell_id = self->shell_id != NULL ? self->shell_id : wish,
                              .command_id = command_id,
                              .payload = payload };
  g_autoptr (HttpReply) reply = send_ask (self, call, &ask, error);
  PowershellOrigin origin = powershell_console_origin (self);

  if (reply == NULL)
    return FALSE;

  origin.status = reply->status;
  origin.request_id = reply->request_id;
  return powershell_status_check (reply, &origin, error) &&
         powershell_answer_decode (&ask, reply->body, &origin, ret, error);
}

void
powershell_console_ask_last (PowershellConsole *self, BaseCall *call, PowershellAction action,
                             const char *command_id)
{
  gboolean is_over = !base_call_check (call, NULL);
  g_autoptr (BaseCall) last = base_call_new (
      base_call_locals (call), is_over ? NULL : base_call_cancellable (call), POWERSHELL_CLOSE_MS);
  g_auto (PowershellAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;

  if (!powershell_console_ask (self, last, action, command_id, NULL, &answer, &error))
    g_debug ("%s: %s", powershell_action_names[action], error->message);
}

typedef struct
{
  PowershellConsole *console;
  gboolean is_open;
} Opening;

static gboolean
take_pool_message (GBytes *bytes, gpointer data, GError **error)
{
  Opening *opening = data;
  g_auto (PowershellMessage) message = { 0 };
  PowershellOrigin origin = powershell_console_origin (opening->console);
  const PowershellValue *state;
  const PowershellValue *record;
  const char *version;
  gint64 number;

  if (!powershell_message_read (bytes, &message, error))
    return FALSE;

  if (message.type == POWERSHELL_APPLICATION_PRIVATE_DATA) {
    const PowershellValue *arguments =
        powershell_value_property (message.body, "ApplicationPrivateData");
    const PowershellValue *found =
        powershell_value_entry (powershell_value_entry (arguments, "PSVersionTable"), "PSVersion");

    version = found != NULL ? powershell_value_text (found) : NULL;
    if (version != NULL && opening->console->version == NULL)
      opening->console->version = base_text_for_display (version, 40);
  }
  if (message.type != POWERSHELL_RUNSPACEPOOL_STATE)
    return TRUE;

  state = powershell_value_property (message.body, "RunspaceState");
  if (state == NULL || !powershell_value_integer (state, &number)) {
    powershell_error_set_answer (error, "a state of the console without a number");
    return FALSE;
  }
  opening->is_open |= number == POWERSHELL_POOL_OPENED;
  if (number != POWERSHELL_POOL_CLOSED && number != POWERSHELL_POOL_BROKEN)
    return TRUE;

  record = powershell_value_property (message.body, "ExceptionAsErrorRecord");
  if (record != NULL)
    powershell_record_set (record, "Create", &origin, error);
  else
    powershell_error_set_answer (error, "the server could not open the console");
  return FALSE;
}

static gboolean
push_pieces (PowershellJoiner *joiner, const PowershellAnswer *answer, GError **error)
{
  for (guint i = 0; i < answer->pieces->len; i++) {
    gsize size;
    const guint8 *bytes = g_bytes_get_data (answer->pieces->pdata[i], &size);

    if (!powershell_joiner_push (joiner, bytes, size, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
wait_until_open (PowershellConsole *self, BaseCall *call, GError **error)
{
  Opening opening = { .console = self };
  g_autoptr (PowershellJoiner) joiner = powershell_joiner_new (take_pool_message, &opening);

  for (guint i = 0; i < MOST_OPENING_ANSWERS && !opening.is_open; i++) {
    g_auto (PowershellAnswer) answer = { NULL };
    g_autoptr (GError) why = NULL;

    if (!powershell_console_ask (self, call, POWERSHELL_RECEIVE, NULL, NULL, &answer, &why)) {
      if (powershell_error_is (why, "powershell-quiet") &&
          base_call_wait (call, POWERSHELL_PAUSE_MS, error))
        continue;
      if (error != NULL && *error == NULL)
        g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
    if (!push_pieces (joiner, &answer, error))
      return FALSE;
  }
  if (!opening.is_open)
    powershell_error_set_answer (error, "the console never opened");
  return opening.is_open;
}

static void
append_fragments (GByteArray *out, PowershellConsole *self, PowershellMessageType type,
                  PowershellValue *body)
{
  g_autoptr (PowershellValue) taken = body;
  g_autoptr (GBytes) message = powershell_message_write (type, &self->pool, NULL, taken);
  g_autoptr (GPtrArray) fragments =
      powershell_fragment_split (powershell_console_number (self), message);

  for (guint i = 0; i < fragments->len; i++)
    g_byte_array_append (out, g_bytes_get_data (fragments->pdata[i], NULL),
                         (guint) g_bytes_get_size (fragments->pdata[i]));
}

gboolean
powershell_console_begin (PowershellConsole *self, BaseCall *call, GError **error)
{
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GBytes) payload = NULL;
  g_auto (PowershellAnswer) answer = { NULL };

  self->pool = powershell_guid_random ();
  self->next_object = 1;
  append_fragments (out, self, POWERSHELL_SESSION_CAPABILITY, powershell_message_capability ());
  append_fragments (out, self, POWERSHELL_INIT_RUNSPACEPOOL, powershell_message_init_pool ());
  payload = g_byte_array_free_to_bytes (out);
  if (!powershell_console_ask (self, call, POWERSHELL_CREATE, NULL, payload, &answer, error))
    return FALSE;

  self->shell_id = g_steal_pointer (&answer.id);
  if (wait_until_open (self, call, error))
    return TRUE;

  powershell_console_end (self, call);
  return FALSE;
}

void
powershell_console_end (PowershellConsole *self, BaseCall *call)
{
  if (self->shell_id != NULL)
    powershell_console_ask_last (self, call, POWERSHELL_DELETE, NULL);
  g_clear_pointer (&self->shell_id, g_free);
  self->is_spoiled = FALSE;
}

PowershellConsole *
powershell_console_open (BaseCall *call, const PowershellPlace *place, GError **error)
{
  PowershellConsole *self = make_console (place);

  if (powershell_console_begin (self, call, error))
    return self;

  free_console (self);
  return NULL;
}

void
powershell_console_close (PowershellConsole *self, BaseCall *call)
{
  if (self == NULL)
    return;

  powershell_console_end (self, call);
  free_console (self);
}

void
powershell_console_abandon (PowershellConsole *self)
{
  if (self != NULL)
    free_console (self);
}

const char *
powershell_console_version (const PowershellConsole *self)
{
  return self->version;
}
