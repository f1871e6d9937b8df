/* cli-show.c - show and test: reading many mailboxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-bulk.h"
#include "cli-commands.h"

#include <glib/gi18n-lib.h>

static CliExit
read_many (CliContext *context, SessionVerb verb, const char *summary, int argc, char **argv)
{
  int jobs = 0;
  const GOptionEntry entries[] = { { "jobs", 'j', 0, G_OPTION_ARG_INT, &jobs,
                                     N_ ("Requests at the same time (1 to 32)"), N_ ("N") },
                                   G_OPTION_ENTRY_NULL };
  CliBulk bulk = { .verb = verb };
  CliExit status;

  if (!cli_context_parse (context, entries, _ ("MAILBOX…  (“-”: addresses on standard input)"),
                          summary, &argc, &argv, &status))
    return status;
  if (argc < 2)
    return cli_context_misuse (_ ("name at least one mailbox, or “-”"));
  if (jobs < 0 || jobs > EXCHANGE_MOST_JOBS)
    return cli_context_misuse (_ ("--jobs takes a number from 1 to 32"));

  bulk.jobs = jobs;
  bulk.mailboxes = argv + 1;
  return cli_bulk_run (context, &bulk);
}

CliExit
cli_show (CliContext *context, int argc, char **argv)
{
  return read_many (context, SESSION_VERB_SHOW,
                    _ ("Shows the automatic replies that Exchange holds now."), argc, argv);
}

CliExit
cli_test (CliContext *context, int argc, char **argv)
{
  return read_many (context, SESSION_VERB_TEST,
                    _ ("Proves that the account may act for the mailboxes, by reading only."), argc,
                    argv);
}
