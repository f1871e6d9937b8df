/* graph-tokens.h - from a profile to the application's tokens and an opened organisation
 *
 * Reads the certificate's file, and touches no network. Errors: those of
 * oauth-certificate-file.h and oauth-cloud.h; REJECTED "cloud-unknown"; AUTH "no-credentials",
 * "sign-in-again" (a person's, without what keeps them signed in).
 */
#pragma once

#include "graph-server.h"
#include "oauth-cache.h"

/* The cloud's addresses, or the profile's own in their place. Caller unrefs. */
OauthCloud *graph_tokens_cloud (const ExchangeProfile *profile, GError **error);

/* secret: the application's; where the profile names a certificate, the passphrase of that, or
 * NULL; where it is a person's, their refresh token, whose successors keeper keeps (NULL: nobody
 * does). Caller unrefs. */
OauthCache *graph_tokens_cache (const ExchangeProfile *profile, BaseSecret *secret,
                                OauthKeeper *keeper, GError **error);

/* With tokens of that cache, which is shared. */
GraphServer *graph_tokens_serve (const ExchangeProfile *profile, OauthCache *cache);
/* Both in one. */
GraphServer *graph_tokens_open (const ExchangeProfile *profile, BaseSecret *secret,
                                OauthKeeper *keeper, GError **error);
