/* cli-profile-add.c - profile add
 *
 * The password comes on standard input, or is asked for at the terminal; never in argv, where
 * everybody on the machine reads it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "cli-profile.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

typedef struct
{
  char *kind;
  char *server;
  char *ews_url;
  char *ca;
  char *auth;
  char *admin;
  char *test_mailbox;
  gboolean has_password_stdin;
  gboolean is_replacing;
  int jobs;
} Options;

static void
free_options (Options *self)
{
  g_free (self->kind);
  g_free (self->server);
  g_free (self->ews_url);
  g_free (self->ca);
  g_free (self->auth);
  g_free (self->admin);
  g_free (self->test_mailbox);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, free_options)

static BaseSecret *
ask_at_terminal (const char *admin, GError **error)
{
  struct termios before;
  struct termios silent;
  BaseSecret *password;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return NULL;

  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  /* Translators: a prompt; %s is an address */
  g_printerr (_ ("Password of %s: "), admin);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  password = base_secret_read_line (STDIN_FILENO, error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");
  return password;
}

/* NULL without an error when there is to be none (Kerberos). */
static BaseSecret *
get_password (const Options *options, ExchangeAuth auth, GError **error)
{
  if (options->has_password_stdin)
    return base_secret_read_line (STDIN_FILENO, error);
  if (auth == EXCHANGE_AUTH_NEGOTIATE || !isatty (STDIN_FILENO))
    return NULL;
  return ask_at_terminal (options->admin, error);
}

static ExchangeProfile *
make_profile (const Options *options, const char *name, const char *id, int kind, int auth,
              GError **error)
{
  g_autofree char *ca_pem = NULL;
  gsize length = 0;

  if (options->ca != NULL && !g_file_get_contents (options->ca, &ca_pem, &length, error))
    return NULL;

  return exchange_profile_new (&(ExchangeProfile){ .id = (char *) id,
                                                   .name = (char *) name,
                                                   .kind = (ExchangeKind) kind,
                                                   .server = options->server,
                                                   .ews_url = options->ews_url,
                                                   .ca_pem = ca_pem,
                                                   .auth = (ExchangeAuth) auth,
                                                   .admin_upn = options->admin,
                                                   .test_mailbox = options->test_mailbox,
                                                   .jobs = (guint) options->jobs });
}

static gboolean
add (CliContext *context, SessionCore *core, const Options *options, const char *name, int kind,
     int auth, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (ExchangeProfile) former = session_core_find_profile (core, name, NULL);
  g_autoptr (ExchangeProfile) profile = NULL;
  g_autoptr (BaseSecret) password = NULL;
  g_autofree char *in_use = NULL;
  GError *problem = NULL;

  if (former != NULL && !options->is_replacing) {
    base_error_set (error, BASE_ERROR_REJECTED,
                    _ ("There is a connection “%s” already; --replace changes it."), name);
    return FALSE;
  }
  profile = make_profile (options, name, former != NULL ? former->id : NULL, kind, auth, error);
  if (profile == NULL || !exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ALL, error))
    return FALSE;
  if (kind != EXCHANGE_KIND_ON_PREMISES) {
    base_error_set (error, BASE_ERROR_UNSUPPORTED,
                    "only on-premises servers can be connected to by this version");
    return FALSE;
  }

  password = get_password (options, profile->auth, &problem);
  if (problem != NULL) {
    g_propagate_error (error, problem);
    return FALSE;
  }
  in_use = session_core_profile_in_use (core, NULL);
  return session_core_keep_profile (core, call, profile, &(SessionPasswords){ .admin = password },
                                    error) &&
         (in_use != NULL || session_core_use_profile (core, profile, error));
}

CliExit
cli_profile_add (CliContext *context, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &options.kind,
      N_ ("on-premises (the others are to come)"), N_ ("KIND") },
    { "server", 's', 0, G_OPTION_ARG_STRING, &options.server, N_ ("Server’s name or IP address"),
      N_ ("HOST") },
    { "ews-url", 0, 0, G_OPTION_ARG_STRING, &options.ews_url,
      N_ ("Address of the web service (made from the server’s name)"), N_ ("URL") },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &options.ca,
      N_ ("Certificates of a private authority, PEM"), N_ ("FILE") },
    { "auth", 0, 0, G_OPTION_ARG_STRING, &options.auth, N_ ("auto, negotiate, ntlm or basic"),
      N_ ("METHOD") },
    { "admin", 'u', 0, G_OPTION_ARG_STRING, &options.admin,
      N_ ("User principal name of the account that impersonates"), N_ ("UPN") },
    { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &options.has_password_stdin,
      N_ ("Read the password from standard input, one line"), NULL },
    { "test-mailbox", 0, 0, G_OPTION_ARG_STRING, &options.test_mailbox,
      N_ ("Mailbox on which verification proves the rights"), N_ ("MAILBOX") },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
      N_ ("Requests at the same time (1 to 32, default 4)"), N_ ("N") },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &options.is_replacing,
      N_ ("Change the connection of this name"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (SessionCore) core = NULL;
  g_autoptr (GError) error = NULL;
  int kind = EXCHANGE_KIND_ON_PREMISES;
  int auth = EXCHANGE_AUTH_AUTO;
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("NAME"),
                          _ ("Keeps a connection, and its password in the keyring."), &argc, &argv,
                          &status))
    return status;
  if (argc != 2)
    return cli_context_misuse (_ ("give the connection one name"));
  if (options.jobs < 0 || options.jobs > EXCHANGE_MOST_JOBS)
    return cli_context_misuse (_ ("--jobs takes a number from 1 to 32"));
  if (options.admin == NULL || (options.server == NULL && options.ews_url == NULL))
    return cli_context_misuse (_ ("--admin and --server (or --ews-url) are needed"));
  if (!cli_context_take_word (exchange_kind_names, options.kind, "--kind", &kind, &error) ||
      !cli_context_take_word (exchange_auth_names, options.auth, "--auth", &auth, &error))
    return cli_context_misuse ("%s", error->message);

  core = cli_context_open_core (context, &status);
  if (core == NULL)
    return status;
  if (!add (context, core, &options, argv[1], kind, auth, &error))
    return cli_context_fail (context, error);

  g_printerr (_ ("Kept. “absentiactl --profile %s verify” checks the connection.\n"), argv[1]);
  return CLI_EXIT_OK;
}
