/* cli-report.c - report: finds the report and runs it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-report.h"

#include "cli-commands.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name;
  CliRun run;
  const char *what;
} reports[] = {
  { "coverage", cli_report_coverage, N_ ("until when every mailbox is right by itself") },
  { "out", cli_report_out, N_ ("who is out, when, and why") },
  { "conflicts", cli_report_conflicts, N_ ("absences against each other, own replies, policies") },
  { "stale", cli_report_stale, N_ ("own replies that are out of date, or forgotten") },
  { "drift", cli_report_drift, N_ ("what was written, and changed by somebody since") },
};

/* Behind the options of all reports: which there are. */
static CliExit
help (CliContext *context, int argc, char **argv)
{
  g_autoptr (GString) what = g_string_new (_ ("Tells how things are. Nothing is written.\n"));
  CliExit status;

  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    g_string_append_printf (what, "\n  %-12s %s", reports[i].name, _ (reports[i].what));
  if (!cli_context_parse (context, NULL, _ ("REPORT …"), what->str, &argc, &argv, &status))
    return status;
  return argc < 2 ? cli_context_misuse (_ ("name a report"))
                  : cli_context_misuse (_ ("there is no report “%s”"), argv[1]);
}

CliExit
cli_report (CliContext *context, int argc, char **argv)
{
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (reports); i++)
    if (g_str_equal (argv[1], reports[i].name)) {
      g_autofree char *name = g_strdup_printf ("report %s", argv[1]);

      argv[1] = name;
      return reports[i].run (context, argc - 1, argv + 1);
    }
  return help (context, argc, argv);
}
