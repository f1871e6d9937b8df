/* cli-main.c - absentiactl: finds the command and runs it
 *
 * Ctrl+C cancels what is under way, at once; a second one ends the program on the spot (the journal
 * knows what was begun).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-main.h"

#include "cli-commands.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

static const struct
{
  const char *name;
  CliRun run;
  const char *what;
} commands[] = {
  { "profile", cli_profile, N_ ("add, list, show, use or remove connections") },
  { "verify", cli_verify, N_ ("check the connection step by step") },
  { "directory", cli_directory_command, N_ ("check a directory (Active Directory)") },
  { "test", cli_test, N_ ("prove the right to act for mailboxes") },
  { "locations", cli_locations, N_ ("list the domains of the directory") },
  { "check-names", cli_check_names, N_ ("say who names are in the directory") },
  { "people", cli_people, N_ ("list who has a mailbox") },
  { "items", cli_items, N_ ("keep the absences that are planned") },
  { "templates", cli_templates, N_ ("keep the texts that absences share") },
  { "holidays", cli_holidays, N_ ("keep calendars of public holidays") },
  { "rules", cli_rules, N_ ("keep what says which of several absences goes out") },
  { "replies", cli_replies, N_ ("take over the replies that people have, or protect them") },
  { "show", cli_show, N_ ("show the automatic replies that Exchange holds") },
  { "set", cli_set, N_ ("set, change or switch off automatic replies") },
  { "doctor", cli_doctor, N_ ("say which reply would leave a mailbox, and what stops it") },
  { "calendar", cli_calendar, N_ ("show or set calendar options of Exchange Online") },
  { "plan", cli_plan, N_ ("say who has which reply when, and why") },
  { "apply", cli_apply, N_ ("bring mailboxes in step with the plan") },
  { "engine", cli_engine, N_ ("keep them in step, as a service") },
  { "undo", cli_undo, N_ ("put back what a run replaced") },
  { "report", cli_report, N_ ("tell who is out, and other things to know") },
  { "settings", cli_settings, N_ ("keep what is used where nobody says otherwise") },
  { "notify", cli_notify, N_ ("say who gets an e-mail when something goes wrong") },
  { "history", cli_history, N_ ("show what was written, and what was there before") },
  { "bench", cli_bench, N_ ("measure what a mailbox costs, on this computer alone") },
  { "support", cli_support, N_ ("collect what somebody who helps wants to know") },
  { "demo", cli_demo, N_ ("play the whole story against a simulated organisation") },
};

static void
print_help (void)
{
  g_print ("%s\n\n",
           _ ("Usage: absentiactl [--profile NAME] [--json] [--verbose] COMMAND …\n\n"
              "Manages the automatic replies (out of office) of an Exchange organisation."));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-12s %s\n", commands[i].name, _ (commands[i].what));
  g_print ("\n%s\n",
           _ ("“absentiactl COMMAND --help” tells about a command.\n"
              "Exit status: 0 all well, 1 something failed, 2 wrong usage, 3 credentials refused,\n"
              "4 server not reachable, 5 finished in part, 130 cancelled."));
}

static gpointer
wait_for_signal (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t signals;
  int caught;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigwait (&signals, &caught);
  g_cancellable_cancel (cancellable);
  /* The next one ends the program on the spot. */
  pthread_sigmask (SIG_UNBLOCK, &signals, NULL);
  return NULL;
}

/* All threads but one leave the signals alone. */
static void
watch_signals (GCancellable *cancellable)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  signal (SIGPIPE, SIG_IGN);
  g_thread_unref (g_thread_new ("signals", wait_for_signal, cancellable));
}

/* The index of the command in argv; 0 when there is none. Only --profile takes a value that could
 * look like one. */
static int
find_command (int argc, char **argv)
{
  for (int i = 1; i < argc; i++) {
    if (g_str_equal (argv[i], "--profile") || g_str_equal (argv[i], "-p"))
      i++;
    else if (argv[i][0] != '-')
      return i;
  }
  return 0;
}

/* argv with the command first and the general options at the end of its own, so that "profile add"
 * has its second word where it looks for it; behind "--" there are no options. Caller frees the
 * array. */
static char **
put_command_first (int argc, char **argv, int command)
{
  char **args = g_new0 (char *, argc + 1);
  int end = command + 1;
  int n = 0;

  while (end < argc && !g_str_equal (argv[end], "--"))
    end++;
  for (int i = command; i < end; i++)
    args[n++] = argv[i];
  for (int i = 1; i < command; i++)
    args[n++] = argv[i];
  for (int i = end; i < argc; i++)
    args[n++] = argv[i];
  return args;
}

static gboolean
has_word (int argc, char **argv, const char *word)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], word))
      return TRUE;
  return FALSE;
}

static CliExit
run_command (CliContext *context, int argc, char **argv, int command)
{
  g_autofree char **args = put_command_first (argc, argv, command);
  CliExit status;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, args[0])) {
      context->is_verbose = has_word (argc, argv, "--verbose") || has_word (argc, argv, "-v");
      g_log_set_debug_enabled (context->is_verbose);
      status = commands[i].run (context, argc - 1, args);
      /* A full disk or a reader that went away: what was printed did not arrive. */
      if ((fflush (stdout) != 0 || ferror (stdout)) && status == CLI_EXIT_OK)
        return CLI_EXIT_FAILED;
      return status;
    }

  return cli_context_misuse (_ ("there is no command “%s”"), args[0]);
}

int
cli_main (int argc, char **argv)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  CliContext context = { .cancellable = cancellable };
  int command = find_command (argc, argv);
  CliExit status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ABSENTIA_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_set_prgname ("absentiactl");
  g_log_writer_default_set_use_stderr (TRUE);
  watch_signals (cancellable);

  if (command > 0) {
    status = run_command (&context, argc, argv, command);
    g_free (context.profile);
    return (int) status;
  }
  if (has_word (argc, argv, "--version")) {
    g_print ("absentiactl %s\n", ABSENTIA_VERSION);
    return CLI_EXIT_OK;
  }
  print_help ();
  return has_word (argc, argv, "--help") || has_word (argc, argv, "-h") ? CLI_EXIT_OK
                                                                        : CLI_EXIT_USAGE;
}
