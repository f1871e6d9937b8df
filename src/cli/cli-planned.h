/* cli-planned.h - what the commands items, templates and holidays have in common
 *
 * They keep what is planned for the profile, and differ in its kind and in how a list of it looks.
 */
#pragma once

#include "cli-context.h"
#include "session-import.h"

typedef struct
{
  SessionCore *core;
  ExchangeProfile *profile;
  SessionItems *items;
} CliPlanned;

/* FALSE with the status to end with when it failed and was told. */
gboolean cli_planned_open (CliContext *context, CliPlanned *ret, CliExit *ret_exit);
void cli_planned_clear (CliPlanned *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliPlanned, cli_planned_clear)

typedef enum
{
  CLI_TAKES_ANY, /* import */
  CLI_TAKES_NEW, /* add: nothing that is there already */
  CLI_TAKES_ONE  /* edit: that one, which is there */
} CliTakes;

typedef struct
{
  SessionPlanned kind; /* that add and edit take */
  CliTakes takes;
  const char *name; /* of the one */
  const char *path;
  gboolean is_rehearsal; /* nothing is changed */
} CliIntake;

/* Prints what is new, changed or the same, and what is wrong with the file. */
CliExit cli_planned_take (CliContext *context, const CliPlanned *planned, const CliIntake *intake);

/* As a file that can be edited and taken again. past: as it is now (0), as it was one edit ago (1)
 * and so on. */
CliExit cli_planned_show (CliContext *context, const CliPlanned *planned, SessionPlanned kind,
                          const char *name, guint past);
/* What it was, the newest first: how many edits ago, since when, by whom. */
CliExit cli_planned_history (CliContext *context, const CliPlanned *planned, SessionPlanned kind,
                             const char *name);
/* All of these kinds; path NULL: standard output. */
CliExit cli_planned_export (CliContext *context, const CliPlanned *planned, guint kinds,
                            const char *path);
/* All of the names or none. */
/* Gives their approval to absences that wait for it: to all that are named, or none. */
CliExit cli_planned_approve (CliContext *context, const CliPlanned *planned, char **ids);
CliExit cli_planned_remove (CliContext *context, const CliPlanned *planned, SessionPlanned kind,
                            char **names);
