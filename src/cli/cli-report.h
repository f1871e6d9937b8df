/* cli-report.h - the reports, each in its own file
 *
 * A report is a command: it gets its own name as argv[0], parses its options with
 * cli_context_parse (), and prints a table, or JSON.
 */
#pragma once

#include "cli-context.h"

CliExit cli_report_coverage (CliContext *context, int argc, char **argv);
CliExit cli_report_out (CliContext *context, int argc, char **argv);
CliExit cli_report_stale (CliContext *context, int argc, char **argv);
CliExit cli_report_conflicts (CliContext *context, int argc, char **argv);
CliExit cli_report_drift (CliContext *context, int argc, char **argv);
