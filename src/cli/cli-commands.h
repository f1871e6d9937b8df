/* cli-commands.h - the commands, each in its own file */
#pragma once

#include "cli-context.h"

CliExit cli_calendar (CliContext *context, int argc, char **argv);
CliExit cli_apply (CliContext *context, int argc, char **argv);
CliExit cli_bench (CliContext *context, int argc, char **argv);
CliExit cli_check_names (CliContext *context, int argc, char **argv);
CliExit cli_demo (CliContext *context, int argc, char **argv);
CliExit cli_directory_command (CliContext *context, int argc, char **argv);
CliExit cli_doctor (CliContext *context, int argc, char **argv);
CliExit cli_engine (CliContext *context, int argc, char **argv);
CliExit cli_history (CliContext *context, int argc, char **argv);
CliExit cli_holidays (CliContext *context, int argc, char **argv);
CliExit cli_items (CliContext *context, int argc, char **argv);
CliExit cli_locations (CliContext *context, int argc, char **argv);
CliExit cli_notify (CliContext *context, int argc, char **argv);
CliExit cli_people (CliContext *context, int argc, char **argv);
CliExit cli_plan (CliContext *context, int argc, char **argv);
CliExit cli_profile (CliContext *context, int argc, char **argv);
CliExit cli_report (CliContext *context, int argc, char **argv);
CliExit cli_replies (CliContext *context, int argc, char **argv);
CliExit cli_set (CliContext *context, int argc, char **argv);
CliExit cli_rules (CliContext *context, int argc, char **argv);
CliExit cli_settings (CliContext *context, int argc, char **argv);
CliExit cli_show (CliContext *context, int argc, char **argv);
CliExit cli_support (CliContext *context, int argc, char **argv);
CliExit cli_templates (CliContext *context, int argc, char **argv);
CliExit cli_test (CliContext *context, int argc, char **argv);
CliExit cli_undo (CliContext *context, int argc, char **argv);
CliExit cli_verify (CliContext *context, int argc, char **argv);
