/* powershell-online.c - Exchange Online's admin endpoint
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-online.h"

#include "base-error.h"
#include "base-time.h"
#include "powershell-error.h"
#include "powershell-json.h"
#include "wire-json.h"

#include <string.h>

/* Whose server answers when it is about no mailbox: one that every tenant has. */
#define SYSTEM_MAILBOX "APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@"

char *
powershell_online_url (const char *base, const char *tenant)
{
  g_autofree char *escaped = g_uri_escape_string (tenant, NULL, FALSE);
  gsize length = strlen (base);

  while (length > 0 && base[length - 1] == '/')
    length--;
  return g_strdup_printf ("%.*s/adminapi/beta/%s/InvokeCommand", (int) length, base, escaped);
}

static HttpReply *
send_with (BaseCall *call, const PowershellOnline *place, const PowershellCommand *command,
           const char *mailbox, BaseSecret *token, GError **error)
{
  g_autoptr (JsonObject) object = powershell_json_encode (command);
  char *text = wire_json_to_text (object);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
  g_autofree char *guid = g_uuid_string_random ();
  g_autofree char *id = g_strconcat ("client-request-id: ", guid, NULL);
  g_autofree char *name = g_strconcat ("X-CmdletName: ", powershell_command_name (command), NULL);
  g_autofree char *anchor =
      mailbox != NULL ? g_strconcat ("X-AnchorMailbox: UPN:", mailbox, NULL)
                      : g_strconcat ("X-AnchorMailbox: " SYSTEM_MAILBOX, place->tenant, NULL);
  const char *const headers[] = {
    "Content-Type: application/json", "Accept: application/json", id, name, anchor, NULL
  };
  const HttpRequest request = { .headers = headers,
                                .body = body,
                                .flags = powershell_command_writes (command) ? HTTP_ONCE : 0,
                                .label = powershell_command_name (command) };
  HttpServer http = place->http;

  http.auth = HTTP_AUTH_BEARER;
  http.secret = token;
  return place->send != NULL ? place->send (call, &http, &request, place->send_data, error)
                             : http_send (call, &http, &request, error);
}

/* A token that is refused is asked for anew, once. */
static HttpReply *
ask (BaseCall *call, const PowershellOnline *place, const PowershellCommand *command,
     const char *mailbox, GError **error)
{
  HttpReply *reply = NULL;

  for (int i = 0; i < 2; i++) {
    g_autoptr (BaseSecret) token = place->get_token (call, place->token_data, error);

    g_clear_pointer (&reply, http_reply_free);
    if (token == NULL)
      return NULL;
    reply = send_with (call, place, command, mailbox, token, error);
    if (reply == NULL || reply->status != 401)
      break;
    place->refuse_token (token, place->token_data);
  }
  return reply;
}

static const BaseErrorRow statuses[] = {
  { 400, BASE_ERROR_REJECTED, "powershell-error" },
  { 401, BASE_ERROR_AUTH, "admin-token" },
  { 403, BASE_ERROR_FORBIDDEN, "admin-role" },
  { 404, BASE_ERROR_UNSUPPORTED, "admin-not-there" },
  { 408, BASE_ERROR_BUSY, "powershell-busy" },
  { 429, BASE_ERROR_THROTTLED, "online-throttled" },
  { 503, BASE_ERROR_BUSY, "powershell-busy" },
  { 504, BASE_ERROR_BUSY, "powershell-busy" },
};

static gboolean
is_no_object (const char *class)
{
  return class != NULL && strstr (class, "ManagementObjectNotFoundException") != NULL;
}

static void
set_refusal (const PowershellOnline *place, const HttpReply *reply, JsonObject *body,
             GError **error)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  static const BaseErrorRow other = { 0, BASE_ERROR_PROTOCOL, "powershell-answer" };
  static const BaseErrorRow no_object = { 0, BASE_ERROR_NOT_FOUND, "powershell-no-object" };
  static const BaseErrorRow later = { 0, BASE_ERROR_THROTTLED, "online-throttled" };
  const BaseErrorRow *row = base_error_row (statuses, G_N_ELEMENTS (statuses), reply->status);
  guint64 wait_ms = http_reply_wait_ms (reply, now);
  g_autofree char *class = NULL;
  g_autofree char *words = powershell_json_words (body, &class);

  if (row == NULL)
    row = &other;
  if (is_no_object (class))
    row = &no_object;
  else if (wait_ms > 0 && row->code == BASE_ERROR_BUSY)
    row = &later;
  base_error_set_facts (error, row->code,
                        &(BaseErrorFacts){ .reason = row->reason,
                                           .server_code = class,
                                           .request_id = reply->request_id,
                                           .account = place->account,
                                           .http_status = reply->status,
                                           .wait_ms = wait_ms },
                        "%s", words != NULL ? words : "the admin endpoint refused it");
}

static PowershellResult *
read_reply (const PowershellOnline *place, const HttpReply *reply, const char *name, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (reply->body, &size);
  g_autoptr (GError) why = NULL;
  g_autoptr (JsonObject) body = size > 0 ? wire_json_parse (data, size, name, &why) : NULL;
  PowershellResult *result;

  if (reply->status / 100 != 2) {
    set_refusal (place, reply, body, error); /* also where it is a plain text */
    return NULL;
  }
  if (why != NULL) {
    powershell_error_set_answer (error, "%s", why->message);
    return NULL;
  }

  result = powershell_json_decode (body, error);
  if (result != NULL)
    result->request_id = g_strdup (reply->request_id);
  return result;
}

PowershellResult *
powershell_online_run (BaseCall *call, const PowershellOnline *place,
                       const PowershellCommand *command, const char *mailbox, GError **error)
{
  g_autoptr (HttpReply) reply = NULL;

  if (!powershell_command_check (command, error))
    return NULL;
  reply = ask (call, place, command, mailbox, error);
  return reply != NULL ? read_reply (place, reply, powershell_command_name (command), error) : NULL;
}
