/* cli-report-stale.c - report stale: replies of people's own that are out of date, or forgotten
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-replies.h"
#include "cli-report.h"
#include "session-replies-table.h"

#include <glib/gi18n-lib.h>

static CliExit
report (CliContext *context, const CliRepliesOptions *options, gboolean is_csv)
{
  g_auto (CliReplies) self = { .context = context, .options = options };
  g_autoptr (GPtrArray) chosen = NULL;
  g_autofree char *table = NULL;
  CliExit status;

  if (!cli_replies_open (&self, SESSION_EXISTING_LEAVE, NULL, &status) ||
      (chosen = cli_replies_choose (&self, NULL, &status)) == NULL)
    return status;

  if (is_csv) {
    table = session_replies_table (self.replies, chosen);
    g_print ("%s", table);
  } else {
    cli_replies_print (&self, chosen);
  }
  return cli_replies_end (&self);
}

CliExit
cli_report_stale (CliContext *context, int argc, char **argv)
{
  static char *nothing[] = { NULL };
  CliRepliesOptions options = {
    .days = SESSION_REPLIES_DAYS, .is_stale = TRUE, .is_forgotten = TRUE, .operands = nothing
  };
  gboolean is_csv = FALSE;
  const GOptionEntry entries[] = {
    { "days", 0, 0, G_OPTION_ARG_INT, &options.days,
      N_ ("On for so long without an end is forgotten (default: 30 days)"), N_ ("N") },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &is_csv, N_ ("As a table for a spreadsheet"), NULL },
    { "quick", 'q', 0, G_OPTION_ARG_NONE, &options.is_quick,
      N_ ("Read only mailboxes whose reply goes out now"), NULL },
    cli_context_jobs_option (&options.jobs),
    G_OPTION_ENTRY_NULL
  };
  CliExit status;

  if (!cli_context_parse (context, entries, NULL,
                          _ ("Says which replies of people’s own are out of date: over and never "
                             "switched off, with dates that are past, naming somebody who has "
                             "left, or on without an end for long."),
                          &argc, &argv, &status))
    return status;
  if (argc > 1)
    return cli_context_misuse (_ ("this report takes no operands"));
  if (!cli_context_jobs_fit (options.jobs))
    return CLI_EXIT_USAGE;
  if (options.days < 1 || options.days > 36500)
    return cli_context_misuse (_ ("--days takes a number from 1 on"));
  return report (context, &options, is_csv);
}
