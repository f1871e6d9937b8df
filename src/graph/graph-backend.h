/* graph-backend.h - Exchange Online, through Microsoft Graph
 *
 * password: the application's secret; NULL when it has a certificate. Where a person has signed in,
 * what keeps them so: a refresh token. They are the only one in the list, because their mailbox is
 * the only one that they may manage.
 */
#pragma once

#include "exchange-backend.h"
#include "oauth-keeper.h"

extern const ExchangeBackendOps graph_backend;

/* As open; keeper keeps the next refresh tokens of who has signed in. May be NULL. */
ExchangeBackend *graph_backend_open (BaseCall *call, const ExchangeProfile *profile,
                                     BaseSecret *secret, OauthKeeper *keeper, GError **error);
