/* session-backend.h - the one place where an implementation is chosen: by a profile's kind
 * and path
 *
 * Inside session only. Blocks.
 */
#pragma once

#include "exchange-backend.h"
#include "oauth-keeper.h"

/* The servers on premises: by the web service, or by cmdlets. */
const ExchangeBackendOps *session_backend_premises (const ExchangeProfile *profile);

/* admin: the password for the servers on premises; client: the application's secret, or the
 * passphrase of its certificate, or a person's refresh token, whose successors keeper keeps. All
 * three may be NULL. */
ExchangeBackend *session_backend_open (BaseCall *call, const ExchangeProfile *profile,
                                       BaseSecret *admin, BaseSecret *client, OauthKeeper *keeper,
                                       GError **error);
