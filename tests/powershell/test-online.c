/* test-online.c - cmdlets as JSON: what is sent to the admin endpoint, and what its answers are
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-online.h"

#include "base-error.h"

#include <string.h>

typedef struct
{
  int status;
  const char *answer;
  const char *retry_after;
} Line;

typedef struct
{
  const Line *lines;
  guint n;
  guint next;
  guint refused; /* tokens */
  char *body;    /* the last request's */
  char *anchor;
} Server;

static BaseSecret *
get_token (BaseCall *call, gpointer data, GError **error)
{
  g_autofree char *text = g_strdup_printf ("token-%u", ((Server *) data)->refused);

  return base_secret_new (text, -1);
}

static void
refuse_token (BaseSecret *token, gpointer data)
{
  ((Server *) data)->refused++;
}

static HttpReply *
send_cb (BaseCall *call, const HttpServer *http, const HttpRequest *request, gpointer data,
         GError **error)
{
  Server *self = data;
  const Line *line = &self->lines[self->next++];
  HttpReply *reply = g_new0 (HttpReply, 1);
  gsize size;
  const char *bytes = g_bytes_get_data (request->body, &size);

  g_assert_cmpuint (self->next, <=, self->n);
  g_assert_cmpint (http->auth, ==, HTTP_AUTH_BEARER);
  g_assert_cmpstr (http->url, ==, "https://admin.example/adminapi/beta/corp.example/InvokeCommand");
  g_free (self->body);
  self->body = g_strndup (bytes, size);
  g_free (self->anchor);
  self->anchor = NULL;
  for (guint i = 0; request->headers[i] != NULL; i++)
    if (g_str_has_prefix (request->headers[i], "X-AnchorMailbox: "))
      self->anchor = g_strdup (request->headers[i] + strlen ("X-AnchorMailbox: "));
  reply->status = line->status;
  reply->body = g_bytes_new (line->answer, strlen (line->answer));
  reply->challenges = g_new0 (char *, 1);
  reply->cookies = g_new0 (char *, 1);
  reply->request_id = g_strdup ("id-1");
  reply->retry_after = g_strdup (line->retry_after);
  return reply;
}

static PowershellResult *
run (Server *server, const PowershellCommand *command, const char *mailbox, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 5000);
  g_autofree char *url = powershell_online_url ("https://admin.example/", "corp.example");
  const PowershellOnline place = { .http = { .url = url },
                                   .tenant = "corp.example",
                                   .account = "app-1",
                                   .get_token = get_token,
                                   .refuse_token = refuse_token,
                                   .token_data = server,
                                   .send = send_cb,
                                   .send_data = server };

  return powershell_online_run (call, &place, command, mailbox, error);
}

static void
clear (Server *server)
{
  g_assert_cmpuint (server->next, ==, server->n);
  g_free (server->body);
  g_free (server->anchor);
}

static PowershellCommand *
make_get (const char *mailbox)
{
  PowershellCommand *command =
      powershell_command_new (POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION);

  powershell_command_put_text (command, "Identity", mailbox);
  return command;
}

static void
test_get (void)
{
  static const Line line = { 200,
                             "{\"value\":[{\"CreateOOFEvent\":true,\"OOFEventSubject\":null,"
                             "\"N\":7,\"List\":[\"a\",{\"b\":false}],\"F\":1.5}]}",
                             NULL };
  Server server = { .lines = &line, .n = 1 };
  g_autoptr (PowershellCommand) command = make_get ("ann@x.example");
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellResult) result = run (&server, command, "ann@x.example", &error);
  const PowershellValue *object;
  const PowershellValue *items;
  gboolean is_true = FALSE;
  gint64 number = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (server.body, ==,
                   "{\"CmdletInput\":{\"CmdletName\":\"Get-MailboxAutoReplyConfiguration\","
                   "\"Parameters\":{\"Identity\":\"ann@x.example\"}}}");
  g_assert_cmpstr (server.anchor, ==, "UPN:ann@x.example");
  g_assert_cmpuint (result->objects->len, ==, 1);
  g_assert_cmpstr (result->request_id, ==, "id-1");
  object = result->objects->pdata[0];
  g_assert_true (
      powershell_value_boolean (powershell_value_property (object, "createOOFevent"), &is_true));
  g_assert_true (is_true);
  g_assert_true (powershell_value_integer (powershell_value_property (object, "N"), &number));
  g_assert_cmpint (number, ==, 7);
  items = powershell_value_property (object, "List");
  g_assert_cmpuint (powershell_value_n_items (items), ==, 2);
  g_assert_cmpint (powershell_value_kind (powershell_value_property (object, "OOFEventSubject")),
                   ==, POWERSHELL_NIL);
  clear (&server);
}

/* Texts are data, whatever they look like; and an empty answer is a success. */
static void
test_set (void)
{
  static const Line line = { 204, "", NULL };
  Server server = { .lines = &line, .n = 1 };
  g_autoptr (GDateTime) when = g_date_time_new_utc (2026, 12, 21, 16, 0, 0);
  g_autoptr (PowershellCommand) command =
      powershell_command_new (POWERSHELL_SET_MAILBOX_AUTO_REPLY_CONFIGURATION);
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellResult) result = NULL;

  powershell_command_put_text (command, "Identity", "ann@x.example");
  powershell_command_put_switch (command, "CreateOOFEvent", TRUE);
  powershell_command_put_message (command, "OOFEventSubject", "\"; Remove-Mailbox $x `");
  powershell_command_put_date (command, "StartTime", when);
  result = run (&server, command, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->objects->len, ==, 0);
  g_assert_cmpstr (server.body, ==,
                   "{\"CmdletInput\":{\"CmdletName\":\"Set-MailboxAutoReplyConfiguration\","
                   "\"Parameters\":{\"Confirm\":false,\"Identity\":\"ann@x.example\","
                   "\"CreateOOFEvent\":true,\"OOFEventSubject\":\"\\\"; Remove-Mailbox $x `\","
                   "\"StartTime\":\"2026-12-21T16:00:00Z\"}}}");
  g_assert_true (g_str_has_suffix (server.anchor, "@corp.example"));
  clear (&server);
}

#define ERROR(message) "{\"error\":{\"code\":\"c\",\"details\":[{\"message\":\"" message "\"}]}}"

static void
test_refusals (void)
{
  static const struct
  {
    Line line;
    BaseErrorCode code;
    const char *reason;
    const char *words; /* in the message; NULL: any */
    guint64 wait_ms;
  } rows[] = {
    { { 200, "{\"value\":[],\"@odata.nextLink\":\"https://evil.example\"}", NULL },
      BASE_ERROR_PROTOCOL,
      "powershell-answer",
      NULL,
      0 },
    { { 200, "{\"value\":{}}", NULL }, BASE_ERROR_PROTOCOL, "powershell-answer", NULL, 0 },
    { { 200, "<html>", NULL }, BASE_ERROR_PROTOCOL, "powershell-answer", NULL, 0 },
    { { 404,
        ERROR ("Ex1|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|"
               "The object 'x' was not found."),
        NULL },
      BASE_ERROR_NOT_FOUND,
      "powershell-no-object",
      "The object 'x' was not found.",
      0 },
    { { 404, "", NULL }, BASE_ERROR_UNSUPPORTED, "admin-not-there", NULL, 0 },
    { { 403, "The role is not there.", NULL }, BASE_ERROR_FORBIDDEN, "admin-role", NULL, 0 },
    { { 400, ERROR ("no parts"), NULL }, BASE_ERROR_REJECTED, "powershell-error", "no parts", 0 },
    { { 400, "{\"error\":{\"innererror\":{\"internalException\":{\"message\":\"deep\"}}}}", NULL },
      BASE_ERROR_REJECTED,
      "powershell-error",
      "deep",
      0 },
    { { 429, "", "7" }, BASE_ERROR_THROTTLED, "online-throttled", NULL, 7000 },
    { { 503, "", "2" }, BASE_ERROR_THROTTLED, "online-throttled", NULL, 2000 },
    { { 503, "", NULL }, BASE_ERROR_BUSY, "powershell-busy", NULL, 0 },
    { { 302, "", NULL }, BASE_ERROR_PROTOCOL, "powershell-answer", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    Server server = { .lines = &rows[i].line, .n = 1 };
    g_autoptr (PowershellCommand) command = make_get ("ann@x.example");
    g_autoptr (GError) error = NULL;
    g_autoptr (PowershellResult) result = run (&server, command, NULL, &error);

    g_test_message ("%u", i);
    g_assert_null (result);
    g_assert_error (error, BASE_ERROR, (int) rows[i].code);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
    g_assert_cmpuint (base_error_facts (error)->wait_ms, ==, rows[i].wait_ms);
    if (rows[i].words != NULL)
      g_assert_cmpstr (error->message, ==, rows[i].words);
    clear (&server);
  }
}

static void
test_token (void)
{
  static const Line lines[] = { { 401, "", NULL }, { 200, "{\"value\":[]}", NULL } };
  static const Line again[] = { { 401, "", NULL }, { 401, "", NULL } };
  Server server = { .lines = lines, .n = 2 };
  Server other = { .lines = again, .n = 2 };
  g_autoptr (PowershellCommand) command = make_get ("ann@x.example");
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellResult) result = run (&server, command, NULL, &error);
  g_autoptr (PowershellResult) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (server.refused, ==, 1);
  none = run (&other, command, NULL, &error);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_AUTH);
  clear (&server);
  clear (&other);
}

/* Without an identity a server would show, or change, everybody. */
static void
test_nobody (void)
{
  Server server = { .n = 0 };
  g_autoptr (PowershellCommand) command =
      powershell_command_new (POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION);
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellResult) result = run (&server, command, NULL, &error);

  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  clear (&server);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/powershell/online/get", test_get);
  g_test_add_func ("/powershell/online/set", test_set);
  g_test_add_func ("/powershell/online/refusals", test_refusals);
  g_test_add_func ("/powershell/online/token", test_token);
  g_test_add_func ("/powershell/online/nobody", test_nobody);
  return g_test_run ();
}
