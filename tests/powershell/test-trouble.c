/* test-trouble.c - a console at a server that refuses, forgets, is full, talks nonsense or says
 * nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scene.h"

static Scene *
begin (void)
{
  return scene_new (stage_new ("--people", "10", NULL), NULL);
}

static void
assert_all_closed (Scene *scene)
{
  g_assert_cmpint (scene_count (scene, "powershell-delete"), ==,
                   scene_count (scene, "powershell-create"));
}

/* Whoever signs in wrongly or may not. */
static void
test_opening (void)
{
  static const struct
  {
    const char *match;
    const char *action;
    BaseErrorCode code;
    const char *reason;
  } rows[] = {
    { "powershell-create", "\"status\":401", BASE_ERROR_AUTH, "powershell-refused" },
    { "powershell-create", "\"status\":403", BASE_ERROR_FORBIDDEN, "powershell-not-allowed" },
    { "powershell-create", "\"status\":404", BASE_ERROR_UNSUPPORTED, "powershell-not-there" },
    { "powershell-create", "\"status\":503", BASE_ERROR_BUSY, "powershell-stopped" },
    { "powershell-create", "\"redirect\":\"https://evil.example/\"", BASE_ERROR_UNSUPPORTED,
      "powershell-redirect" },
    { "powershell-create", "\"fault\":\"5\"", BASE_ERROR_FORBIDDEN, "powershell-not-allowed" },
    { "powershell-create", "\"fault\":\"2150858811\"", BASE_ERROR_UNSUPPORTED, "powershell-other" },
    { "powershell-create", "\"fault\":\"2150859161\"", BASE_ERROR_UNSUPPORTED,
      "powershell-redirect" },
    { "powershell-create", "\"fault\":\"shells\"", BASE_ERROR_THROTTLED, "powershell-shells" },
    { "powershell-create", "\"fault\":\"quota\"", BASE_ERROR_THROTTLED, "powershell-quota" },
    { "powershell-create", "\"fault\":\"99\"", BASE_ERROR_REJECTED, "powershell-error" },
    { "powershell-create", "\"reset\":true", BASE_ERROR_OFFLINE, "closed" },
    { "powershell-create", "\"cut_after\":100", BASE_ERROR_OFFLINE, "closed" },
    { "powershell-receive", "\"fault\":\"2150858843\"", BASE_ERROR_BUSY, "powershell-shell-lost" },
    { "powershell-receive", "\"fault\":\"5\"", BASE_ERROR_FORBIDDEN, "powershell-not-allowed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (Scene) scene = begin ();
    g_autofree char *match = g_strdup_printf ("\"operation\":\"%s\",\"nth\":1", rows[i].match);
    g_autoptr (GError) error = NULL;

    g_test_message ("%s %s", rows[i].match, rows[i].action);
    stage_fault (scene->stage, match, rows[i].action);
    g_assert_null (powershell_console_open (scene->call, &scene->place, &error));
    scene_assert_error (error, rows[i].code, rows[i].reason);
    if (g_str_equal (rows[i].reason, "powershell-quota"))
      g_assert_cmpuint (base_error_facts (error)->wait_ms, ==, 2000);
    if (g_str_equal (rows[i].match, "powershell-receive"))
      assert_all_closed (scene);
  }
}

static void
test_password (void)
{
  g_autoptr (Scene) scene = begin ();
  g_autoptr (GError) error = NULL;

  base_secret_unref (scene->password);
  scene->password = base_secret_new ("wrong", -1);
  scene->place.http.secret = scene->password;
  g_assert_null (powershell_console_open (scene->call, &scene->place, &error));
  scene_assert_error (error, BASE_ERROR_AUTH, "powershell-refused");
  g_assert_cmpint (stage_count (scene->stage, "failed_log_ins"), ==, 1);
  g_assert_null (strstr (error->message, "wrong"));
}

/* Nothing new is no error, and is asked again; also while it opens. */
static void
test_quiet (void)
{
  g_autoptr (Scene) scene = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellResult) result = NULL;

  stage_fault (scene->stage, "\"operation\":\"powershell-receive\",\"nth\":1",
               "\"fault\":\"2150858793\"");
  scene_open (scene);
  stage_fault (scene->stage, "\"operation\":\"powershell-receive\",\"from\":1,\"to\":3",
               "\"fault\":\"2150858793\"");
  result = scene_run (scene, POWERSHELL_GET_ACCEPTED_DOMAIN, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->objects->len, ==, 1);
}

static void
test_lost (void)
{
  g_autoptr (Scene) scene = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellResult) first = NULL;
  g_autoptr (PowershellResult) second = NULL;
  g_autoptr (PowershellCommand) set =
      powershell_command_new (POWERSHELL_SET_MAILBOX_AUTO_REPLY_CONFIGURATION);

  scene_open (scene);
  stage_fault (scene->stage, "\"operation\":\"powershell-command\",\"nth\":1",
               "\"fault\":\"2150858843\"");
  first = scene_run (scene, POWERSHELL_GET_ACCEPTED_DOMAIN, NULL, NULL, &error);
  g_assert_no_error (error);
  stage_fault (scene->stage, "\"operation\":\"powershell-receive\",\"nth\":1",
               "\"fault\":\"2150858843\"");
  second = scene_run (scene, POWERSHELL_GET_ACCEPTED_DOMAIN, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (scene_count (scene, "powershell-create"), ==, 3);

  /* What may have changed something already is not done twice. */
  stage_fault (scene->stage, "\"operation\":\"powershell-receive\",\"nth\":1",
               "\"fault\":\"2150858843\"");
  powershell_command_put_text (set, "Identity", "oofadmin@corp.example");
  powershell_command_put_message (set, "InternalMessage", "x");
  g_assert_null (powershell_console_run (scene->console, scene->call, set, &error));
  scene_assert_error (error, BASE_ERROR_BUSY, "powershell-shell-lost");
  g_assert_cmpint (stage_count (scene->stage, "writes"), ==, 1);
}

static void
test_records (void)
{
  static const struct
  {
    const char *action;
    BaseErrorCode code;
    const char *reason;
  } rows[] = {
    { "\"fault\":\"CommandNotFoundException\"", BASE_ERROR_FORBIDDEN, "powershell-no-cmdlet" },
    { "\"fault\":\"ManagementObjectNotFoundException\"", BASE_ERROR_NOT_FOUND,
      "powershell-no-object" },
    { "\"fault\":\"OverBudgetException\"", BASE_ERROR_THROTTLED, "powershell-quota" },
    { "\"fault\":\"SomethingElse\"", BASE_ERROR_REJECTED, "powershell-error" },
    { "\"response_error\":\"ManagementObjectNotFoundException\"", BASE_ERROR_NOT_FOUND,
      "powershell-no-object" },
  };
  g_autoptr (Scene) scene = begin ();
  g_autoptr (PowershellResult) both = NULL;
  g_autoptr (GError) why = NULL;

  scene_open (scene);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", rows[i].action);
    stage_fault (scene->stage, "\"operation\":\"Get-AcceptedDomain\",\"nth\":1", rows[i].action);
    g_assert_null (scene_run (scene, POWERSHELL_GET_ACCEPTED_DOMAIN, NULL, NULL, &error));
    scene_assert_error (error, rows[i].code, rows[i].reason);
  }

  /* An error beside what was found does not hide it. */
  stage_fault (scene->stage, "\"operation\":\"Get-RemoteDomain\",\"nth\":1",
               "\"response_error\":\"SomethingElse\",\"executed\":true");
  both = scene_run (scene, POWERSHELL_GET_REMOTE_DOMAIN, NULL, NULL, &why);
  g_assert_no_error (why);
  g_assert_cmpuint (both->objects->len, ==, 1);
  g_assert_cmpuint (both->problems->len, ==, 1);
}

/* Nobody but the administrator has these cmdlets; everybody has their own mailbox. */
static void
test_without_roles (void)
{
  g_autoptr (Scene) scene =
      scene_new (stage_new ("--people", "10", "--seed", "1", NULL), "alice.fox@corp.example");
  g_autoptr (PowershellResult) own = NULL;
  g_autoptr (GError) error = NULL;

  scene_open (scene);
  g_assert_null (scene_run (scene, POWERSHELL_GET_EXCHANGE_SERVER, NULL, NULL, &error));
  scene_assert_error (error, BASE_ERROR_FORBIDDEN, "powershell-no-cmdlet");
  g_assert_cmpstr (base_error_facts (error)->account, ==, "alice.fox@corp.example");
  g_clear_error (&error);
  g_assert_null (scene_run (scene, POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION, "Identity",
                            "oofadmin@corp.example", &error));
  scene_assert_error (error, BASE_ERROR_NOT_FOUND, "powershell-no-object");
  g_clear_error (&error);
  own = scene_run (scene, POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION, "Identity",
                   "alice.fox@corp.example", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (own->objects->len, ==, 1);
}

/* The user's 19th shell is refused, and each of the others can be taken away. */
static void
test_full (void)
{
  g_autoptr (Scene) scene = begin ();
  PowershellConsole *consoles[18];
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (consoles); i++) {
    consoles[i] = powershell_console_open (scene->call, &scene->place, &error);
    g_assert_no_error (error);
  }
  g_assert_null (powershell_console_open (scene->call, &scene->place, &error));
  scene_assert_error (error, BASE_ERROR_THROTTLED, "powershell-shells");
  for (gsize i = 0; i < G_N_ELEMENTS (consoles); i++)
    powershell_console_close (consoles[i], scene->call);
  scene_open (scene);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static gpointer
cancel_later (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GSource) source = g_timeout_source_new (200);

  g_source_set_callback (source, cancel_cb, data, NULL);
  g_source_attach (source, context);
  while (!g_cancellable_is_cancelled (data))
    g_main_context_iteration (context, TRUE);
  return NULL;
}

/* Cancelled in the middle of a cmdlet: at once. The shell, with what may run in it, is taken away
 * before the next cmdlet, and in the end. */
static void
test_cancel (void)
{
  g_autoptr (Scene) scene = begin ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (BaseCall) call = base_call_new (NULL, cancellable, 0);
  g_autoptr (PowershellCommand) command = powershell_command_new (POWERSHELL_GET_ACCEPTED_DOMAIN);
  g_autoptr (PowershellResult) again = NULL;
  g_autoptr (GError) error = NULL;
  PowershellConsole *console = powershell_console_open (call, &scene->place, &error);
  GThread *thread;
  gint64 begin_us = g_get_monotonic_time ();

  g_assert_no_error (error);
  stage_fault (scene->stage, "\"operation\":\"powershell-receive\",\"nth\":1", "\"slow_ms\":60000");
  thread = g_thread_new ("cancel", cancel_later, cancellable);
  g_assert_null (powershell_console_run (console, call, command, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, POWERSHELL_CLOSE_MS * 1000);
  g_thread_join (thread);
  g_assert_cmpint (scene_count (scene, "powershell-signal"), ==, 0);
  g_clear_error (&error);
  again = powershell_console_run (console, scene->call, command, &error);
  g_assert_no_error (error);
  g_assert_cmpint (scene_count (scene, "powershell-delete"), ==, 1);
  powershell_console_close (console, call);
  assert_all_closed (scene);
}

/* The simulator's answers to Receive, with nothing in them. */
static HttpReply *
send_emptied (BaseCall *call, const HttpServer *server, const HttpRequest *request, gpointer data,
              GError **error)
{
  HttpReply *reply = http_send (call, server, request, error);
  guint *n_emptied = data;
  const char *from, *to;
  GString *body;

  if (reply == NULL || *n_emptied == G_MAXUINT)
    return reply;

  body = g_string_new_len (g_bytes_get_data (reply->body, NULL),
                           (gssize) g_bytes_get_size (reply->body));
  from = strstr (body->str, "<r:ReceiveResponse>");
  to = strstr (body->str, "</r:ReceiveResponse>");
  if (from != NULL && to != NULL) {
    ++*n_emptied;
    from += strlen ("<r:ReceiveResponse>");
    g_string_erase (body, from - body->str, to - from);
  }
  g_bytes_unref (reply->body);
  reply->body = g_string_free_to_bytes (body);
  return reply;
}

/* It neither ends nor keeps us busy. */
static void
test_empty (void)
{
  g_autoptr (Scene) scene = begin ();
  guint n_emptied = G_MAXUINT; /* not yet */
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 1000);
  g_autoptr (PowershellCommand) command = powershell_command_new (POWERSHELL_GET_ACCEPTED_DOMAIN);
  g_autoptr (GError) error = NULL;

  scene->place.send = send_emptied;
  scene->place.send_data = &n_emptied;
  scene_open (scene);
  n_emptied = 0;
  g_assert_null (powershell_console_run (scene->console, call, command, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
  g_assert_cmpuint (n_emptied, >, 1);
  g_assert_cmpuint (n_emptied, <=, 1000 / POWERSHELL_PAUSE_MS + 1);
}

/* A server that never ends is left when the call's time is over. */
static void
test_deadline (void)
{
  g_autoptr (Scene) scene = begin ();
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 700);
  g_autoptr (PowershellCommand) command = powershell_command_new (POWERSHELL_GET_ACCEPTED_DOMAIN);
  g_autoptr (GError) error = NULL;
  PowershellConsole *console = powershell_console_open (call, &scene->place, &error);

  g_assert_no_error (error);
  stage_fault (scene->stage, "\"operation\":\"powershell-receive\"", "\"fault\":\"2150858793\"");
  g_assert_null (powershell_console_run (console, call, command, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_OFFLINE);
  powershell_console_close (console, call);
  assert_all_closed (scene);
}

/* Every kind of nonsense, at every place. */
static void
test_garbage (void)
{
  static const char *const operations[] = { "powershell-create", "powershell-command",
                                            "powershell-receive" };
  static const char *const kinds[] = { "empty",           "html-page",       "malformed-xml",
                                       "deep-xml",        "entity-bomb",     "bad-utf8",
                                       "external-entity", "wrong-namespace", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    for (gsize k = 0; kinds[k] != NULL; k++) {
      g_autoptr (Scene) scene = begin ();
      g_autofree char *match = g_strdup_printf ("\"operation\":\"%s\"", operations[i]);
      g_autofree char *action = g_strdup_printf ("\"garbage\":\"%s\"", kinds[k]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s", operations[i], kinds[k]);
      stage_fault (scene->stage, match, action);
      scene->console = powershell_console_open (scene->call, &scene->place, &error);
      if (scene->console != NULL)
        g_assert_null (scene_run (scene, POWERSHELL_GET_ACCEPTED_DOMAIN, NULL, NULL, &error));
      scene_assert_error (error, BASE_ERROR_PROTOCOL, "powershell-answer");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/powershell/trouble/opening", test_opening);
  g_test_add_func ("/powershell/trouble/password", test_password);
  g_test_add_func ("/powershell/trouble/quiet", test_quiet);
  g_test_add_func ("/powershell/trouble/lost", test_lost);
  g_test_add_func ("/powershell/trouble/records", test_records);
  g_test_add_func ("/powershell/trouble/without-roles", test_without_roles);
  g_test_add_func ("/powershell/trouble/full", test_full);
  g_test_add_func ("/powershell/trouble/cancel", test_cancel);
  g_test_add_func ("/powershell/trouble/deadline", test_deadline);
  g_test_add_func ("/powershell/trouble/empty", test_empty);
  g_test_add_func ("/powershell/trouble/garbage", test_garbage);
  return g_test_run ();
}
