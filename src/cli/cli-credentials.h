/* cli-credentials.h - the secrets of a service: from systemd (LoadCredential=), standard input, or
 * the keyring
 *
 * systemd puts each into a file of its own, in the folder that $CREDENTIALS_DIRECTORY names:
 * "password" (the administrator's), "directory-password" and "client-secret" (also the passphrase
 * of a certificate).
 */
#pragma once

#include "cli-context.h"

typedef struct
{
  gboolean is_stdin[3]; /* by SessionPassword: the next line of standard input has it */
  SessionPasswords typed;
} CliCredentials;

void cli_credentials_clear (CliCredentials *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliCredentials, cli_credentials_clear)

/* Those that standard input has, in that order. */
gboolean cli_credentials_read_stdin (CliCredentials *self, GError **error);

/* Lets core have what there is, standard input before systemd's files. FALSE: a file of systemd's
 * cannot be read. */
gboolean cli_credentials_give (const CliCredentials *self, SessionCore *core,
                               const char *profile_id, GError **error);

/* What the profile needs and nobody has: a sentence each, where it was looked for. Empty: nothing.
 * Asks the keyring. Caller unrefs. */
GPtrArray *cli_credentials_missing (SessionCore *core, BaseCall *call, ExchangeProfile *profile);
