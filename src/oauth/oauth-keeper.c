/* oauth-keeper.c - who keeps the next refresh token of a person who has signed in
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-keeper.h"

struct _OauthKeeper
{
  OauthKeep keep;
  gpointer data;
  GDestroyNotify destroy;
};

OauthKeeper *
oauth_keeper_new (OauthKeep keep, gpointer data, GDestroyNotify destroy)
{
  OauthKeeper *self = g_atomic_rc_box_new0 (OauthKeeper);

  self->keep = keep;
  self->data = data;
  self->destroy = destroy;
  return self;
}

OauthKeeper *
oauth_keeper_ref (OauthKeeper *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_keeper (gpointer data)
{
  OauthKeeper *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
}

void
oauth_keeper_unref (OauthKeeper *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_keeper);
}

void
oauth_keeper_keep (OauthKeeper *self, BaseCall *call, BaseSecret *former, BaseSecret *next)
{
  if (self != NULL)
    self->keep (call, former, next, self->data);
}
