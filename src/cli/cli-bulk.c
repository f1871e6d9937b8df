/* cli-bulk.c - one verb over many mailboxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-bulk.h"

#include "cli-input.h"
#include "cli-print.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

typedef struct
{
  CliContext *context;
  const CliBulk *bulk;
  CliInput *input;
} Work;

static char *
next_mailbox (gpointer data)
{
  Work *work = data;

  return cli_input_next (work->input);
}

/* 0: they are still being read. */
static guint
count_mailboxes (char **mailboxes)
{
  return g_strv_contains ((const char *const *) mailboxes, "-") ? 0 : g_strv_length (mailboxes);
}

static gboolean
outcome_cb (const SessionOutcome *outcome, gpointer data)
{
  Work *work = data;
  gboolean is_printed;

  cli_progress_hide (work->context->progress, STDOUT_FILENO);
  is_printed = cli_print_outcome (work->context, work->bulk->verb, outcome);
  cli_progress_show (work->context->progress, STDOUT_FILENO);
  cli_progress_step (work->context->progress);
  return is_printed;
}

static CliExit
end_of (const SessionBulkSummary *summary, const GError *stop)
{
  guint good = summary->done - summary->failed;

  if (g_error_matches (stop, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CLI_EXIT_CANCELLED;
  if (stop != NULL)
    return good > 0 ? CLI_EXIT_PARTLY : cli_context_exit_of (stop);
  if (summary->failed == 0)
    return CLI_EXIT_OK;
  return good > 0 ? CLI_EXIT_PARTLY : CLI_EXIT_FAILED;
}

static void
print_summary (const CliBulk *bulk, const SessionBulkSummary *summary)
{
  if (bulk->verb == SESSION_VERB_SET)
    g_printerr (ngettext ("%u mailbox: %u written, %u unchanged, %u failed. Run %s\n",
                          "%u mailboxes: %u written, %u unchanged, %u failed. Run %s\n",
                          summary->done),
                summary->done, summary->written, summary->skipped, summary->failed, summary->run);
  else if (summary->done > 1)
    g_printerr (ngettext ("%u mailbox, %u failed.\n", "%u mailboxes, %u failed.\n", summary->done),
                summary->done, summary->failed);
}

CliExit
cli_bulk_run (CliContext *context, const CliBulk *bulk)
{
  const char *why = bulk->verb == SESSION_VERB_PROVE ? "test of writing from the command line"
                                                     : "set from the command line";
  CliExit status = CLI_EXIT_FAILED;
  g_autoptr (CliOrg) org = cli_context_open_org (context, bulk->jobs, &status);
  g_autoptr (CliInput) input = cli_input_new (bulk->mailboxes, "\n", '#', context->cancellable);
  g_autoptr (GError) stop = NULL;
  Work work = { .context = context, .bulk = bulk, .input = input };
  SessionBulkSummary summary;
  const SessionBulkOrder order = { .verb = bulk->verb,
                                   .change = bulk->change,
                                   .why = why,
                                   .next = next_mailbox,
                                   .each = outcome_cb,
                                   .data = &work };

  if (org == NULL)
    return status;

  context->progress = cli_progress_new (count_mailboxes (bulk->mailboxes));
  session_bulk_run (org, context->cancellable, &order, &summary, &stop);
  g_clear_pointer (&context->progress, cli_progress_free);
  print_summary (bulk, &summary);
  if (stop != NULL)
    cli_context_fail (context, stop);
  return end_of (&summary, stop);
}

CliExit
cli_bulk_read (CliContext *context, SessionVerb verb, const char *summary, int argc, char **argv)
{
  static const GOptionEntry none = G_OPTION_ENTRY_NULL;
  gboolean is_proof = FALSE;
  CliBulk bulk = { .verb = verb };
  GOptionEntry entries[] = { cli_context_jobs_option (&bulk.jobs),
                             { "write", 'w', 0, G_OPTION_ARG_NONE, &is_proof,
                               N_ ("Also write what each mailbox holds, and see that it arrives"),
                               NULL },
                             G_OPTION_ENTRY_NULL };
  CliExit status;

  if (verb != SESSION_VERB_TEST)
    entries[1] = none;
  if (!cli_context_parse (context, entries, _ ("MAILBOX…  (“-”: addresses on standard input)"),
                          summary, &argc, &argv, &status))
    return status;
  if (argc < 2)
    return cli_context_misuse (_ ("name at least one mailbox, or “-”"));
  if (!cli_context_jobs_fit (bulk.jobs))
    return CLI_EXIT_USAGE;

  if (is_proof)
    bulk.verb = SESSION_VERB_PROVE;
  bulk.mailboxes = argv + 1;
  return cli_bulk_run (context, &bulk);
}
