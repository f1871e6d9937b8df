/* cli-online-options.h - the options of profile add that say where mailboxes are online, and as
 * what application to log in there
 */
#pragma once

#include "base-secret.h"
#include "exchange-profile.h"

typedef struct
{
  char *cloud;
  char *tenant;
  char *client_id;
  char *certificate; /* a file's name */
  char *secret_until;
  char *login_url;
  char *graph_url;
  char *admin_api_url;
  char *sign_in; /* a word of cli_sign_in_names */
  gboolean has_secret_stdin;
} CliOnlineOptions;

void cli_online_options_clear (CliOnlineOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliOnlineOptions, cli_online_options_clear)

#define CLI_ONLINE_ENTRIES 10
/* Fills that many. */
void cli_online_options_entries (CliOnlineOptions *self, GOptionEntry *entries);

/* What was given, into a draft; what was not given stays. The certificate's name becomes a whole
 * path, which ret_path holds and draft borrows. */
void cli_online_options_apply (const CliOnlineOptions *self, ExchangeProfile *draft,
                               char **ret_path);

/* The application's secret, or the passphrase of its certificate: read where it was said, else
 * asked for at the terminal. NULL without an error when there is to be none, or when the kept one
 * stays. former: the connection that is changed, or NULL. */
BaseSecret *cli_online_options_secret (const CliOnlineOptions *self, const ExchangeProfile *profile,
                                       const ExchangeProfile *former, GError **error);
