/* session-hub-lookup.h - the directory of the organisation at hand, or of a draft of the wizard.
 * Main thread only. */
#pragma once

#include "session-core.h"
#include "session-hub.h"
#include "session-lookup.h"

/* Of the organisation at hand; borrowed until another one is taken. NULL when it has no directory.
 */
SessionLookup *session_hub_lookup (SessionHub *self);

/* For a draft of the wizard, with what was typed; a password that is NULL: the remembered one, or
 * the keyring's. Caller unrefs. */
SessionLookup *session_hub_new_lookup (SessionHub *self, ExchangeProfile *draft,
                                       const SessionPasswords *passwords);

/* Whose account may be meant: the one of the Kerberos ticket on this computer, else that of the
 * profile at hand. "" when there is none. Asks only the cache of tickets. Caller frees. */
char *session_hub_suggest_upn (SessionHub *self);
