/* cli-notify.c - notify: who gets an e-mail when something goes wrong
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-commands.h"
#include "cli-file.h"
#include "cli-print.h"
#include "session-mail.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

typedef struct
{
  char *server;
  int port;
  char *tls;
  char *user;
  char *from;
  char *to;
  char *ca;
  int threshold;
  int period;
  char *tell;
  gboolean password_stdin;
} Options;

static void
clear_options (Options *self)
{
  g_free (self->server);
  g_free (self->tls);
  g_free (self->user);
  g_free (self->from);
  g_free (self->to);
  g_free (self->ca);
  g_free (self->tell);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static void
take_text (char **to, const char *given)
{
  if (given == NULL)
    return;

  g_free (*to);
  *to = g_strdup (given);
}

/* "failed,stopped", "all", "none". */
static gboolean
take_kinds (const char *words, SessionMailSettings *settings, GError **error)
{
  g_auto (GStrv) kinds = NULL;
  gboolean is_all;

  if (words == NULL)
    return TRUE;

  is_all = g_str_equal (words, "all");
  kinds = g_strsplit (is_all || g_str_equal (words, "none") ? "" : words, ",", -1);
  for (guint i = 0; i < SESSION_N_NOTIFY; i++)
    settings->tells[i] =
        is_all || g_strv_contains ((const char *const *) kinds, session_notify_names[i]);
  for (gsize i = 0; kinds[i] != NULL; i++)
    if (*kinds[i] != '\0' && !g_strv_contains (session_notify_names, kinds[i])) {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("--tell does not know “%s”; it is failed, stopped, gap, ending, drift, all "
                      "or none"),
                   kinds[i]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
take_options (CliContext *context, const Options *options, SessionMailSettings *settings,
              GError **error)
{
  g_autofree char *ca = NULL;

  take_text (&settings->host, options->server);
  take_text (&settings->tls, options->tls);
  take_text (&settings->user, options->user);
  take_text (&settings->from, options->from);
  take_text (&settings->to, options->to);
  if (options->port >= 0)
    settings->port = (guint) options->port;
  if (options->threshold >= 0)
    settings->threshold = (guint) options->threshold;
  if (options->period >= 0)
    settings->period_min = (guint) options->period;
  if (options->ca != NULL && *options->ca != '\0' &&
      (ca = cli_file_read_text (context, options->ca, error)) == NULL)
    return FALSE;
  if (options->ca != NULL)
    take_text (&settings->ca_pem, ca != NULL ? ca : "");
  return take_kinds (options->tell, settings, error);
}

static JsonArray *
list_kinds (const SessionMailSettings *settings)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < SESSION_N_NOTIFY; i++)
    if (settings->tells[i])
      json_array_add_string_element (list, session_notify_names[i]);
  return list;
}

static void
print_json (const SessionMailSettings *settings, gboolean has_password)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "server", settings->host);
  json_object_set_int_member (object, "port", settings->port);
  json_object_set_string_member (object, "tls", settings->tls);
  json_object_set_string_member (object, "user", settings->user);
  json_object_set_boolean_member (object, "has_password", has_password);
  json_object_set_string_member (object, "from", settings->from);
  json_object_set_string_member (object, "to", settings->to);
  json_object_set_boolean_member (object, "has_ca", *settings->ca_pem != '\0');
  json_object_set_int_member (object, "threshold", settings->threshold);
  json_object_set_int_member (object, "period", settings->period_min);
  json_object_set_array_member (object, "tell", list_kinds (settings));
  cli_print_json (object);
}

static void
print_text (const SessionMailSettings *settings, gboolean has_password)
{
  if (*settings->host == '\0') {
    g_print ("%s\n", _ ("Nobody gets an e-mail: no mail server is set."));
    return;
  }
  g_print (_ ("Mail server: %s\n"), settings->host);
  if (settings->port != 0)
    g_print (_ ("Port: %u\n"), settings->port);
  g_print (_ ("TLS: %s\n"), settings->tls);
  if (*settings->user != '\0')
    g_print (has_password ? _ ("Logs in as: %s\n") : _ ("Logs in as: %s (there is no password)\n"),
             settings->user);
  g_print (_ ("Sender: %s\n"), settings->from);
  g_print (_ ("Recipients: %s\n"), settings->to);
  g_print (_ ("Told from so many mailboxes on: %u\n"), settings->threshold);
  g_print (_ ("Minutes between two messages, at least: %u\n"), settings->period_min);
  g_print ("%s", _ ("Told are:"));
  for (guint i = 0; i < SESSION_N_NOTIFY; i++)
    if (settings->tells[i])
      g_print (" %s", session_notify_names[i]);
  g_print ("\n");
}

static CliExit
show (CliContext *context, SessionCore *core, BaseCall *call, const SessionMailSettings *settings)
{
  gboolean has_password = *settings->user != '\0' && session_mail_has_password (core, call);

  if (context->output == CLI_OUTPUT_JSON)
    print_json (settings, has_password);
  else
    print_text (settings, has_password);
  return CLI_EXIT_OK;
}

static CliExit
set (CliContext *context, SessionCore *core, BaseCall *call, const Options *options,
     SessionMailSettings *settings)
{
  g_autoptr (BaseSecret) password = NULL;
  g_autoptr (GError) error = NULL;

  if (!take_options (context, options, settings, &error))
    return cli_context_misuse ("%s", error->message);
  if (options->password_stdin) {
    password = base_secret_read_line (STDIN_FILENO, &error);
    if (password == NULL)
      return cli_context_fail (context, error);
  }
  if (!session_mail_save (core, call, settings, password, &error))
    return cli_context_fail (context, error);
  return show (context, core, call, settings);
}

static CliExit
run (CliContext *context, const char *verb, const Options *options)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_auto (SessionMailSettings) settings = { 0 };
  g_autoptr (SessionCore) core = NULL;
  g_autoptr (GError) error = NULL;
  CliExit status;

  core = cli_context_open_core (context, &status);
  if (core == NULL)
    return status;
  if (!session_mail_load (core, &settings, &error))
    return cli_context_fail (context, error);

  if (g_str_equal (verb, "show"))
    return show (context, core, call, &settings);
  if (g_str_equal (verb, "set"))
    return set (context, core, call, options, &settings);
  if (!g_str_equal (verb, "test"))
    return cli_context_misuse (_ ("notify what? show, set or test"));

  if (!session_mail_test (core, call, &settings, NULL, &error))
    return cli_context_fail (context, error);
  g_printerr (_ ("A test message is on its way to %s.\n"), settings.to);
  return CLI_EXIT_OK;
}

CliExit
cli_notify (CliContext *context, int argc, char **argv)
{
  g_auto (Options) options = { .port = -1, .threshold = -1, .period = -1 };
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &options.server,
      N_ ("Mail server; empty: nobody gets an e-mail"), N_ ("HOST") },
    { "port", 0, 0, G_OPTION_ARG_INT, &options.port, N_ ("Port; 0: the usual one"), N_ ("PORT") },
    { "tls", 0, 0, G_OPTION_ARG_STRING, &options.tls,
      N_ ("starttls, tls, or none for a server that asks for no password"), N_ ("HOW") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &options.user, N_ ("Log in as; empty: nobody logs in"),
      N_ ("NAME") },
    { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &options.password_stdin,
      N_ ("Read the password from standard input; it goes to the keyring"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("The sender"), N_ ("ADDRESS") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("The recipients, apart by commas"),
      N_ ("ADDRESSES") },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &options.ca,
      N_ ("Certificate of a private authority, as PEM; empty: the system’s"), N_ ("FILE") },
    { "threshold", 0, 0, G_OPTION_ARG_INT, &options.threshold,
      N_ ("Tell from so many mailboxes on"), N_ ("N") },
    { "period", 0, 0, G_OPTION_ARG_INT, &options.period,
      N_ ("At most one message in so many minutes"), N_ ("MINUTES") },
    { "tell", 0, 0, G_OPTION_ARG_STRING, &options.tell,
      N_ ("What is told: failed, stopped, gap, ending, drift, apart by commas; all; none"),
      N_ ("WHAT") },
    G_OPTION_ENTRY_NULL
  };
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("show|set|test"),
                          _ ("Who gets an e-mail when mailboxes could not be written, the engine "
                             "stopped by itself, or a secret ends soon."),
                          &argc, &argv, &status))
    return status;
  if (argc > 2)
    return cli_context_misuse (_ ("“%s” is too much here"), argv[2]);
  return run (context, argc > 1 ? argv[1] : "show", &options);
}
