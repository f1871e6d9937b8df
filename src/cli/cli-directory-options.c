/* cli-directory-options.c - the options that say how to ask a directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-directory-options.h"

#include "cli-context.h"
#include "cli-file.h"

#include <glib/gi18n-lib.h>

void
cli_directory_options_clear (CliDirectoryOptions *self)
{
  g_clear_pointer (&self->auth, g_free);
  g_clear_pointer (&self->ca, g_free);
  g_clear_pointer (&self->user, g_free);
}

void
cli_directory_options_entries (CliDirectoryOptions *self, GOptionEntry *entries)
{
  const GOptionEntry filled[CLI_DIRECTORY_ENTRIES] = {
    { "directory-auth", 0, 0, G_OPTION_ARG_STRING, &self->auth,
      N_ ("auto, ticket, password or simple"), N_ ("METHOD") },
    { "directory-ca", 0, 0, G_OPTION_ARG_FILENAME, &self->ca,
      N_ ("Certificates of a private authority for the controllers, PEM"), N_ ("FILE") },
    { "directory-user", 0, 0, G_OPTION_ARG_STRING, &self->user,
      N_ ("User principal name of the account that asks the directory"), N_ ("UPN") },
    { "directory-password-stdin", 0, 0, G_OPTION_ARG_NONE, &self->has_password_stdin,
      N_ ("Read the directory’s password from standard input, one line"), NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (filled); i++)
    entries[i] = filled[i];
}

gboolean
cli_directory_options_apply (CliContext *context, const CliDirectoryOptions *self,
                             ExchangeProfile *draft, char **ret_ca_pem, GError **error)
{
  int auth = (int) draft->directory_auth;

  if (!cli_context_take_word (exchange_directory_auth_names, self->auth, "--directory-auth", &auth,
                              error))
    return FALSE;
  if (self->ca != NULL && (*ret_ca_pem = cli_file_read_ca (context, self->ca, error)) == NULL)
    return FALSE;

  draft->directory_auth = (ExchangeDirectoryAuth) auth;
  if (self->ca != NULL)
    draft->directory_ca_pem = *ret_ca_pem;
  if (self->user != NULL)
    draft->directory_user = self->user;
  return TRUE;
}
