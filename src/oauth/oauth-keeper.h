/* oauth-keeper.h - who keeps the next refresh token of a person who has signed in
 *
 * A refresh token may work once only: what comes back in its place has to be kept before the next
 * one is needed. Reference-counted; any thread.
 */
#pragma once

#include "base-call.h"
#include "base-secret.h"

/* On the worker that asked; may block. Nobody hears of it when that fails. */
typedef void (*OauthKeep) (BaseCall *call, BaseSecret *former, BaseSecret *next, gpointer data);

typedef struct _OauthKeeper OauthKeeper;

OauthKeeper *oauth_keeper_new (OauthKeep keep, gpointer data, GDestroyNotify destroy);
OauthKeeper *oauth_keeper_ref (OauthKeeper *self);
void oauth_keeper_unref (OauthKeeper *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthKeeper, oauth_keeper_unref)

/* self: NULL is fine. */
void oauth_keeper_keep (OauthKeeper *self, BaseCall *call, BaseSecret *former, BaseSecret *next);
