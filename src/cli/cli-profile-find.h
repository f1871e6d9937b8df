/* cli-profile-find.h - profile add --autodiscover: where the server is */
#pragma once

#include "cli-context.h"
#include "session-core.h"

/* A profile with the web service's address that was found for address, and all that draft has. The
 * steps are told on standard error with --verbose. confirmed: hosts that the person agreed to. NULL
 * with an error. */
ExchangeProfile *cli_profile_find (CliContext *context, SessionCore *core, ExchangeProfile *draft,
                                   const SessionPasswords *passwords, const char *address,
                                   const char *const *confirmed, GError **error);
