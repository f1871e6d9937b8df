/* cli-profile-add.c - profile add
 *
 * Passwords come on standard input, one a line, or are asked for at the terminal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "cli-directory-options.h"
#include "cli-file.h"
#include "cli-online-options.h"
#include "cli-profile-find.h"
#include "cli-profile.h"
#include "cli-secrets.h"
#include "cli-sign-in.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_ENTRIES 48

typedef struct
{
  char *kind;
  char *server;
  char *ews_url;
  char *ca;
  char *auth;
  char *version;
  char *path;
  char *console;
  char *admin;
  char *test_mailbox;
  char *directory;
  char *autodiscover;
  char **confirmed;
  CliDirectoryOptions how;
  CliOnlineOptions online;
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
  g_free (self->version);
  g_free (self->path);
  g_free (self->console);
  g_free (self->admin);
  g_free (self->test_mailbox);
  g_free (self->directory);
  g_free (self->autodiscover);
  g_strfreev (self->confirmed);
  cli_directory_options_clear (&self->how);
  cli_online_options_clear (&self->online);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, free_options)

/* The server's name and the address made of it belong together: a new one of either replaces
 * both. */
static void
take_server (const Options *options, ExchangeProfile *draft)
{
  if (options->server == NULL && options->ews_url == NULL)
    return;

  draft->server = options->server;
  draft->ews_url = options->ews_url;
  draft->build = draft->offered = NULL; /* of the one before */
}

static gboolean
take_words (const Options *options, ExchangeProfile *draft, GError **error)
{
  int kind = (int) draft->kind;
  int auth = (int) draft->auth;
  int version = (int) draft->version;
  int path = (int) draft->path;

  if (!cli_context_take_word (exchange_kind_names, options->kind, "--kind", &kind, error) ||
      !cli_context_take_word (exchange_auth_names, options->auth, "--auth", &auth, error) ||
      !cli_context_take_word (exchange_version_names, options->version, "--version", &version,
                              error) ||
      !cli_context_take_word (exchange_path_names, options->path, "--path", &path, error))
    return FALSE;

  draft->kind = (ExchangeKind) kind;
  draft->auth = (ExchangeAuth) auth;
  draft->version = (ExchangeVersion) version;
  draft->path = (ExchangePath) path;
  return TRUE;
}

/* What was given, over what former (may be NULL) holds. */
static ExchangeProfile *
make_profile (CliContext *context, const Options *options, const char *name,
              const ExchangeProfile *former, GError **error)
{
  ExchangeProfile draft = { 0 };
  g_autofree char *ca_pem = NULL;
  g_autofree char *directory_ca_pem = NULL;
  g_autofree char *certificate = NULL;

  if (former != NULL)
    draft = *former;
  draft.name = (char *) name;
  take_server (options, &draft);
  if (!take_words (options, &draft, error) ||
      !cli_directory_options_apply (context, &options->how, &draft, &directory_ca_pem, error) ||
      (options->ca != NULL && (ca_pem = cli_file_read_ca (context, options->ca, error)) == NULL))
    return NULL;

  cli_online_options_apply (&options->online, &draft, &certificate);
  if (ca_pem != NULL)
    draft.ca_pem = ca_pem;
  if (options->console != NULL)
    draft.console = options->console;
  if (options->admin != NULL)
    draft.admin_upn = options->admin;
  if (options->test_mailbox != NULL)
    draft.test_mailbox = options->test_mailbox;
  if (options->jobs != 0)
    draft.jobs = (guint) options->jobs;
  if (options->directory != NULL)
    draft.directory = options->directory;
  return exchange_profile_new (&draft);
}

/* NULL without an error when there is to be none (Kerberos), or when the kept one stays. */
static BaseSecret *
get_admin_password (const Options *options, const ExchangeProfile *profile,
                    const ExchangeProfile *former, GError **error)
{
  if (options->has_password_stdin)
    return cli_secrets_read (error);
  if (!exchange_profile_is_on_premises (profile) || profile->auth == EXCHANGE_AUTH_NEGOTIATE ||
      (former != NULL && options->admin == NULL))
    return NULL;
  return cli_secrets_ask (profile->admin_upn, error);
}

/* As above; the administrator's will do when the directory is asked as nobody else. */
static BaseSecret *
get_directory_password (const Options *options, const ExchangeProfile *profile,
                        const ExchangeProfile *former, GError **error)
{
  if (options->how.has_password_stdin)
    return cli_secrets_read (error);
  if (*profile->directory == '\0' || *profile->directory_user == '\0' ||
      profile->directory_auth == EXCHANGE_DIRECTORY_AUTH_TICKET ||
      g_ascii_strcasecmp (profile->directory_user, profile->admin_upn) == 0 ||
      (former != NULL && options->how.user == NULL))
    return NULL;
  return cli_secrets_ask (profile->directory_user, error);
}

/* ret: the caller clears it, also after FALSE. */
static gboolean
get_passwords (const Options *options, const ExchangeProfile *profile,
               const ExchangeProfile *former, SessionPasswords *ret, GError **error)
{
  GError *problem = NULL;

  ret->admin = get_admin_password (options, profile, former, &problem);
  if (problem == NULL)
    ret->directory = get_directory_password (options, profile, former, &problem);
  if (problem == NULL)
    ret->client = cli_online_options_secret (&options->online, profile, former, &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static gboolean
keep (CliContext *context, SessionCore *core, ExchangeProfile *profile,
      const SessionPasswords *passwords, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autofree char *in_use = session_core_profile_in_use (core, NULL);

  return session_core_keep_profile (core, call, profile, passwords, error) &&
         (in_use != NULL || session_core_use_profile (core, profile, error));
}

/* With --autodiscover there is no address to be checked before it is found. */
static gboolean
check_profile (const Options *options, const ExchangeProfile *profile, GError **error)
{
  if (options->autodiscover == NULL)
    return exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ALL, error);

  return exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ADMIN, error) &&
         exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_ONLINE, error) &&
         exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_DIRECTORY, error) &&
         exchange_profile_validate (profile, EXCHANGE_PROFILE_PART_NAME, error);
}

/* Where that was asked for. */
static gboolean
sign_in (CliContext *context, const Options *options, ExchangeProfile **profile,
         SessionPasswords *passwords, GError **error)
{
  int way = 0;

  if (options->online.sign_in == NULL || !exchange_profile_is_online (*profile))
    return TRUE;
  return cli_context_take_word (cli_sign_in_names, options->online.sign_in, "--sign-in", &way,
                                error) &&
         cli_sign_in (context, way, profile, &passwords->client, error);
}

static gboolean
add (CliContext *context, SessionCore *core, const Options *options, const char *name,
     GError **error)
{
  g_autoptr (ExchangeProfile) former = session_core_find_profile (core, name, NULL);
  g_autoptr (ExchangeProfile) profile = NULL;
  g_auto (SessionPasswords) passwords = { NULL };

  if (former != NULL && !options->is_replacing) {
    base_error_set (error, BASE_ERROR_REJECTED,
                    _ ("There is a connection “%s” already; --replace changes it."), name);
    return FALSE;
  }
  profile = make_profile (context, options, name, former, error);
  if (profile == NULL || !check_profile (options, profile, error) ||
      !get_passwords (options, profile, former, &passwords, error) ||
      !sign_in (context, options, &profile, &passwords, error))
    return FALSE;

  if (options->autodiscover != NULL) {
    g_autoptr (ExchangeProfile) draft = g_steal_pointer (&profile);

    profile = cli_profile_find (context, core, draft, &passwords, options->autodiscover,
                                (const char *const *) options->confirmed, error);
    if (profile == NULL)
      return FALSE;
  }
  return keep (context, core, profile, &passwords, error);
}

/* What a new connection of that kind cannot do without; NULL when it is all there. */
static const char *
find_missing (const Options *options, const ExchangeProfile *kind)
{
  if (exchange_profile_is_online (kind) &&
      (options->online.tenant == NULL || options->online.client_id == NULL))
    return _ ("--tenant and --client-id are needed");
  if (exchange_profile_is_on_premises (kind) &&
      (options->admin == NULL ||
       (options->server == NULL && options->ews_url == NULL && options->autodiscover == NULL)))
    return _ ("--admin and --server, --ews-url or --autodiscover are needed");
  return NULL;
}

/* What can be said without looking at a store or a file. */
static gboolean
check_options (CliContext *context, const Options *options, CliExit *ret_exit)
{
  ExchangeProfile nothing = { 0 };
  CliDirectoryOptions words = { .auth = options->how.auth };
  g_autoptr (GError) error = NULL;
  g_autofree char *no_ca = NULL;
  int way = 0;
  const char *missing;

  if (!cli_context_jobs_fit (options->jobs)) {
    *ret_exit = CLI_EXIT_USAGE;
    return FALSE;
  }
  if (!take_words (options, &nothing, &error)) {
    *ret_exit = cli_context_misuse ("%s", error->message);
    return FALSE;
  }
  missing = options->is_replacing ? NULL : find_missing (options, &nothing);
  if (missing != NULL) {
    *ret_exit = cli_context_misuse ("%s", missing);
    return FALSE;
  }
  if (!cli_context_take_word (cli_sign_in_names, options->online.sign_in, "--sign-in", &way,
                              &error)) {
    *ret_exit = cli_context_misuse ("%s", error->message);
    return FALSE;
  }
  if (options->online.sign_in != NULL &&
      (options->online.has_secret_stdin || options->online.certificate != NULL)) {
    *ret_exit =
        cli_context_misuse (_ ("--sign-in takes the place of --certificate and --secret-stdin"));
    return FALSE;
  }
  if (options->autodiscover != NULL && (options->server != NULL || options->ews_url != NULL)) {
    *ret_exit = cli_context_misuse (_ ("--autodiscover finds what --server and --ews-url say"));
    return FALSE;
  }
  if (!cli_directory_options_apply (context, &words, &nothing, &no_ca, &error)) {
    *ret_exit = cli_context_misuse ("%s", error->message);
    return FALSE;
  }
  return TRUE;
}

CliExit
cli_profile_add (CliContext *context, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry main_entries[] = {
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &options.kind,
      N_ ("on-premises (as it is when nothing is said), online or hybrid"), N_ ("KIND") },
    { "server", 's', 0, G_OPTION_ARG_STRING, &options.server, N_ ("Server’s name or IP address"),
      N_ ("HOST") },
    { "ews-url", 0, 0, G_OPTION_ARG_STRING, &options.ews_url,
      N_ ("Address of the web service (made from the server’s name)"), N_ ("URL") },
    { "autodiscover", 'a', 0, G_OPTION_ARG_STRING, &options.autodiscover,
      N_ ("Find the web service for this mail address (--verbose tells each step)"),
      N_ ("ADDRESS") },
    { "confirm-host", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.confirmed,
      N_ ("A host outside the mail domain that may be asked, too"), N_ ("HOST") },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &options.ca,
      N_ ("Certificates of a private authority, PEM"), N_ ("FILE") },
    { "auth", 0, 0, G_OPTION_ARG_STRING, &options.auth, N_ ("auto, negotiate, ntlm or basic"),
      N_ ("METHOD") },
    { "version", 0, 0, G_OPTION_ARG_STRING, &options.version,
      N_ ("Which Exchange it is: auto (found out), 2007-sp1 … 2016, 2019 or se"), N_ ("VERSION") },
    { "path", 0, 0, G_OPTION_ARG_STRING, &options.path,
      N_ ("ews, or powershell where the web service is closed"), N_ ("PATH") },
    { "console", 0, 0, G_OPTION_ARG_STRING, &options.console,
      N_ ("Server or address of the PowerShell console, when not that of the web service"),
      N_ ("HOST") },
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
    { "directory", 0, 0, G_OPTION_ARG_STRING, &options.directory,
      N_ ("Active Directory: a domain, or a domain controller"), N_ ("DOMAIN") },
  };
  GOptionEntry entries[MOST_ENTRIES] = { 0 };
  g_autoptr (SessionCore) core = NULL;
  g_autoptr (GError) error = NULL;
  CliExit status;

  G_STATIC_ASSERT (G_N_ELEMENTS (main_entries) + CLI_DIRECTORY_ENTRIES + CLI_ONLINE_ENTRIES <
                   MOST_ENTRIES);
  memcpy (entries, main_entries, sizeof main_entries);
  cli_directory_options_entries (&options.how, entries + G_N_ELEMENTS (main_entries));
  cli_online_options_entries (&options.online,
                              entries + G_N_ELEMENTS (main_entries) + CLI_DIRECTORY_ENTRIES);
  if (!cli_context_parse (context, entries, _ ("NAME"),
                          _ ("Keeps a connection, and its passwords in the keyring."), &argc, &argv,
                          &status))
    return status;
  if (argc != 2)
    return cli_context_misuse (_ ("give the connection one name"));
  if (!check_options (context, &options, &status))
    return status;

  core = cli_context_open_core (context, &status);
  if (core == NULL)
    return status;
  if (!add (context, core, &options, argv[1], &error))
    return cli_context_fail (context, error);

  g_printerr (_ ("Kept. “absentiactl --profile %s verify” checks the connection.\n"), argv[1]);
  return CLI_EXIT_OK;
}
