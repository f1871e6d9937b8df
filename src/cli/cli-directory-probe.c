/* cli-directory-probe.c - directory probe: every check of a directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "checks-plan.h"
#include "cli-commands.h"
#include "cli-directory-options.h"
#include "cli-secrets.h"
#include "cli-verify.h"
#include "session-directory.h"

#include <glib/gi18n-lib.h>

/* A draft that nobody keeps. With a domain and no --profile, no profile is looked at: its password
 * is not for whatever is typed here. */
static ExchangeProfile *
find_base (CliContext *context, SessionCore *core, const char *domain, GError **error)
{
  g_autofree char *ticket = NULL;

  if (domain == NULL || context->profile != NULL)
    return session_core_find_profile (core, context->profile, error);

  ticket = session_directory_ticket_upn ();
  return exchange_profile_new (&(ExchangeProfile){ .name = (char *) domain, .admin_upn = ticket });
}

static ExchangeProfile *
make_draft (CliContext *context, SessionCore *core, const CliDirectoryOptions *options,
            const char *domain, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-directory" };
  g_autoptr (ExchangeProfile) base = find_base (context, core, domain, error);
  g_autofree char *ca_pem = NULL;
  ExchangeProfile draft;

  if (base == NULL)
    return NULL;

  draft = *base;
  if (domain != NULL)
    draft.directory = (char *) domain;
  if (*draft.directory == '\0') {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts, "the profile names no directory");
    return NULL;
  }
  if (!cli_directory_options_apply (context, options, &draft, &ca_pem, error))
    return NULL;
  return exchange_profile_new (&draft);
}

/* NULL without an error: there is none, a ticket may do. */
static BaseSecret *
get_password (BaseCall *call, SessionCore *core, const CliDirectoryOptions *options,
              ExchangeProfile *draft, GError **error)
{
  if (options->has_password_stdin)
    return cli_secrets_read (error);
  if (options->user != NULL && draft->directory_auth != EXCHANGE_DIRECTORY_AUTH_TICKET)
    return cli_secrets_ask (options->user, error);
  /* A keyring that does not answer leaves the ticket. */
  return session_core_find_password (core, call, draft, SESSION_PASSWORD_DIRECTORY, NULL);
}

static CliExit
probe (CliContext *context, const CliDirectoryOptions *options, const char *domain)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (SessionCore) core = NULL;
  g_autoptr (ExchangeProfile) draft = NULL;
  g_autoptr (BaseSecret) password = NULL;
  g_autoptr (ChecksPlan) plan = NULL;
  CliExit status;

  core = cli_context_open_core (context, &status);
  if (core == NULL)
    return status;
  draft = make_draft (context, core, options, domain, &error);
  if (draft != NULL && exchange_profile_validate (draft, EXCHANGE_PROFILE_PART_DIRECTORY, &error))
    password = get_password (call, core, options, draft, &error);
  if (error != NULL)
    return cli_context_fail (context, error);

  plan = session_directory_plan_checks (core, draft, &(SessionPasswords){ .directory = password });
  return cli_verify_plan (
      context, call,
      &(CliVerify){ .key = "directory", .name = draft->directory, .profile = draft, .plan = plan });
}

CliExit
cli_directory_command (CliContext *context, int argc, char **argv)
{
  g_auto (CliDirectoryOptions) options = { 0 };
  GOptionEntry entries[CLI_DIRECTORY_ENTRIES + 1] = { 0 };
  CliDirectoryOptions words;
  ExchangeProfile nothing = { 0 };
  g_autofree char *no_ca = NULL;
  g_autoptr (GError) error = NULL;
  CliExit status;

  cli_directory_options_entries (&options, entries);
  if (!cli_context_parse (
          context, entries, _ ("probe [DOMAIN]"),
          _ ("Checks a directory step by step: controllers, each way to log in, what "
             "is there. DOMAIN needs no connection to be kept; else the one in use "
             "is checked."),
          &argc, &argv, &status))
    return status;
  if (argc < 2 || !g_str_equal (argv[1], "probe"))
    return cli_context_misuse (_ ("say what to do: probe"));
  if (argc > 3)
    return cli_context_misuse (_ ("one domain at most"));

  words = (CliDirectoryOptions){ .auth = options.auth };
  if (!cli_directory_options_apply (context, &words, &nothing, &no_ca, &error))
    return cli_context_misuse ("%s", error->message);
  return probe (context, &options, argv[2]);
}
