/* cli-directory.h - what the commands share that ask the directory, and only it: Exchange may be
 * down
 */
#pragma once

#include "cli-context.h"
#include "exchange-location.h"
#include "session-directory.h"

typedef struct
{
  SessionCore *core;
  SessionDirectory *directory;
  BaseCall *call;
} CliDirectory;

/* Of the chosen profile. FALSE when it failed and was told. */
gboolean cli_directory_open (CliContext *context, CliDirectory *ret, CliExit *ret_exit);
void cli_directory_clear (CliDirectory *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliDirectory, cli_directory_clear)

/* text NULL: nowhere in particular, NULL. FALSE when there is no such place. */
gboolean cli_directory_find_place (CliDirectory *self, const char *text, ExchangeLocation **ret,
                                   GError **error);

/* The distinguished name of the one group that is called text: by name, address or distinguished
 * name. Caller frees; NULL when it is none or several. */
char *cli_directory_find_group (CliDirectory *self, ExchangeLocation *where, const char *text,
                                GError **error);
