/* cli-context.c - what every command gets
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-context.h"

#include "base-error.h"
#include "session-explain.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#define SILENCE_S 10 /* shorter ones are nobody's concern */

gboolean
cli_context_parse (CliContext *context, const GOptionEntry *entries, const char *what,
                   const char *summary, int *argc, char ***argv, CliExit *ret_exit)
{
  gboolean is_json = context->output == CLI_OUTPUT_JSON;
  gboolean is_help = FALSE;
  const GOptionEntry general[] = {
    { "profile", 'p', 0, G_OPTION_ARG_STRING, &context->profile, N_ ("The connection to use"),
      N_ ("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, N_ ("Print JSON, for programs"), NULL },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &context->is_verbose,
      N_ ("Tell more: details of errors, the traffic"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &is_help, N_ ("Show this help"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) options = g_option_context_new (what);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("absentiactl %s", (*argv)[0]);
  g_autofree char *help = NULL;

  g_set_prgname (name);
  g_option_context_set_help_enabled (options, FALSE);
  g_option_context_set_translation_domain (options, GETTEXT_PACKAGE);
  g_option_context_set_summary (options, summary);
  if (entries != NULL)
    g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (options, general, GETTEXT_PACKAGE);

  if (!g_option_context_parse (options, argc, argv, &error)) {
    *ret_exit = cli_context_misuse ("%s", error->message);
    return FALSE;
  }
  if (is_help) {
    help = g_option_context_get_help (options, TRUE, NULL);
    g_print ("%s", help);
    *ret_exit = CLI_EXIT_OK;
    return FALSE;
  }
  context->output = is_json ? CLI_OUTPUT_JSON : CLI_OUTPUT_TEXT;
  return TRUE;
}

gboolean
cli_context_take_word (const char *const *words, const char *word, const char *option, int *ret,
                       GError **error)
{
  g_autofree char *known = NULL;

  if (word == NULL)
    return TRUE;

  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word)) {
      *ret = i;
      return TRUE;
    }

  known = g_strjoinv (", ", (char **) words);
  /* Translators: an option, what was given to it, and the words that it takes */
  base_error_set (error, BASE_ERROR_REJECTED, _ ("%s does not take “%s”, but one of: %s"), option,
                  word, known);
  return FALSE;
}

GOptionEntry
cli_context_jobs_option (int *ret)
{
  return (GOptionEntry){ "jobs",           'j', 0,
                         G_OPTION_ARG_INT, ret, N_ ("Requests at the same time (1 to 32)"),
                         N_ ("N") };
}

gboolean
cli_context_jobs_fit (int jobs)
{
  if (jobs >= 0 && jobs <= EXCHANGE_MOST_JOBS)
    return TRUE;

  cli_context_misuse (_ ("--jobs takes a number from 1 to 32"));
  return FALSE;
}

CliExit
cli_context_misuse (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("absentiactl: %s\n", message);
  /* Translators: %s is the command, such as "absentiactl set" */
  g_printerr (_ ("Try “%s --help”.\n"), g_get_prgname ());
  return CLI_EXIT_USAGE;
}

CliExit
cli_context_exit_of (const GError *error)
{
  if (error == NULL)
    return CLI_EXIT_OK;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CLI_EXIT_CANCELLED;
  if (g_error_matches (error, BASE_ERROR, BASE_ERROR_AUTH))
    return CLI_EXIT_AUTH;
  if (g_error_matches (error, BASE_ERROR, BASE_ERROR_OFFLINE))
    return CLI_EXIT_OFFLINE;
  return CLI_EXIT_FAILED;
}

CliExit
cli_context_fail (CliContext *context, const GError *error)
{
  g_autofree char *sentence = session_explain (error);
  g_autofree char *remedy = session_remedy (error);
  g_autofree char *detail = session_detail (error);

  g_printerr ("absentiactl: %s\n", sentence);
  if (remedy != NULL)
    g_printerr ("  → %s\n", remedy);
  if (context->is_verbose)
    g_printerr ("%s\n", detail);
  return cli_context_exit_of (error);
}

SessionCore *
cli_context_open_core (CliContext *context, CliExit *ret_exit)
{
  g_autoptr (GError) error = NULL;
  SessionCore *core = session_core_new (NULL, SESSION_SECRETS_KEYRING, &error);

  if (core == NULL)
    *ret_exit = cli_context_fail (context, error);
  return core;
}

/* That a server is silent is said once each time that it begins. */
static void
watch_cb (guint seconds, gpointer data)
{
  CliContext *context = data;

  cli_progress_tick (context->progress);
  if (seconds >= SILENCE_S && context->silence_s < SILENCE_S) {
    cli_progress_hide (context->progress, STDERR_FILENO);
    g_printerr (ngettext ("The server has not answered for %u second. It is waited for.\n",
                          "The server has not answered for %u seconds. It is waited for.\n",
                          seconds),
                seconds);
    cli_progress_show (context->progress, STDERR_FILENO);
  }
  context->silence_s = seconds;
}

CliOrg *
cli_context_open_org (CliContext *context, int jobs, CliExit *ret_exit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BaseCall) call = base_call_new (NULL, context->cancellable, 0);
  g_autoptr (SessionCore) core = cli_context_open_core (context, ret_exit);
  g_autoptr (ExchangeProfile) profile = NULL;
  SessionOrg *org = NULL;

  if (core == NULL)
    return NULL;

  profile = session_core_find_profile (core, context->profile, &error);
  if (profile != NULL && jobs > 0) {
    ExchangeProfile draft = *profile;
    ExchangeProfile *wider;

    draft.jobs = (guint) jobs;
    wider = exchange_profile_new (&draft);
    exchange_profile_unref (profile);
    profile = wider;
  }
  if (profile != NULL)
    org = session_core_open_org (core, call, profile, &error);
  if (org == NULL)
    *ret_exit = cli_context_fail (context, error);
  else
    session_org_watch (org, watch_cb, context);
  return org;
}
