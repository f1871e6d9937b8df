/* cli-sign-in.h - somebody signs in to Microsoft 365, from a shell */
#pragma once

#include "cli-context.h"
#include "session-core.h"

extern const char *const cli_sign_in_names[]; /* "browser", "device"; NULL ends them */

/* Tells on standard error what to do, and blocks until it was done. way: an index of the above.
 * profile becomes that of who has signed in; ret_refresh is for the keyring. Caller unrefs both. */
gboolean cli_sign_in (CliContext *context, int way, ExchangeProfile **profile,
                      BaseSecret **ret_refresh, GError **error);
