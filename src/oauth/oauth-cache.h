/* oauth-cache.h - the access tokens of one application, for all workers
 *
 * Thread-safe, reference-counted. A token is kept in memory until five minutes before its end. Then
 * one worker gets the next one, while the others go on with the old one for as long as it is good,
 * and wait for the new one after that. What went wrong is remembered for some seconds, so that not
 * every worker asks for a token that is refused: Microsoft blocks who does (AADSTS50196).
 *
 * Errors: those of oauth-token.h and oauth-tenant.h.
 */
#pragma once

#include "base-call.h"
#include "base-time.h"
#include "oauth-app.h"

typedef struct _OauthCache OauthCache;

/* clock: must outlive the cache. */
OauthCache *oauth_cache_new (const OauthApp *app, const BaseClock *clock);
OauthCache *oauth_cache_ref (OauthCache *self);
void oauth_cache_unref (OauthCache *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthCache, oauth_cache_unref)

/* Who asks. Borrowed from self. */
const OauthApp *oauth_cache_app (const OauthCache *self);

/* A token for one request; blocks when there is none. Caller unrefs. */
BaseSecret *oauth_cache_bearer (OauthCache *self, BaseCall *call, OauthResource resource,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The service said 401 to token: it is not handed out again. One that is younger than a minute
 * stays, because the next would be refused as well. */
void oauth_cache_refuse (OauthCache *self, OauthResource resource, BaseSecret *token);
