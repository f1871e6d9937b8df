/* session-backend.h - the one place where an implementation is chosen: by a profile's kind
 * and path
 *
 * Inside session only. Blocks.
 */
#pragma once

#include "exchange-backend.h"
#include "oauth-keeper.h"
#include "session-core.h"
#include "store-db.h"

/* The servers on premises: by the web service, or by cmdlets. */
const ExchangeBackendOps *session_backend_premises (const ExchangeProfile *profile);

/* passwords: those that there are; the client's is the application's secret, or the passphrase of
 * its certificate, or a person's refresh token, whose successors keeper keeps (NULL: none). db:
 * where is kept how much each server allows. */
ExchangeBackend *session_backend_open (BaseCall *call, StoreDb *db, const ExchangeProfile *profile,
                                       const SessionPasswords *passwords, OauthKeeper *keeper,
                                       GError **error);
