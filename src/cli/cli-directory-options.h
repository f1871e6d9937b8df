/* cli-directory-options.h - the options that say how to ask a directory, for profile add and for
 * directory probe
 */
#pragma once

#include "base-secret.h"
#include "cli-context.h"
#include "exchange-profile.h"

typedef struct
{
  char *auth;
  char *ca; /* a file's name */
  char *user;
  gboolean has_password_stdin;
} CliDirectoryOptions;

void cli_directory_options_clear (CliDirectoryOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliDirectoryOptions, cli_directory_options_clear)

#define CLI_DIRECTORY_ENTRIES 4
/* Fills that many. */
void cli_directory_options_entries (CliDirectoryOptions *self, GOptionEntry *entries);

/* What was given, into a draft; what was not given stays. ret_ca_pem holds what draft borrows.
 * BASE_ERROR_REJECTED for a word that is none, else the error of the file. */
gboolean cli_directory_options_apply (CliContext *context, const CliDirectoryOptions *self,
                                      ExchangeProfile *draft, char **ret_ca_pem, GError **error);
