/* session-keeper.c - keeps what follows the refresh token of who has signed in
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-core-private.h"

typedef struct
{
  SessionCore *core;
  ExchangeProfile *profile;
} Kept;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  session_core_unref (kept->core);
  exchange_profile_unref (kept->profile);
  g_free (kept);
}

static void
keep_next (BaseCall *call, BaseSecret *former, BaseSecret *next, gpointer data)
{
  const Kept *kept = data;

  session_password_box_follow (session_core_passwords (kept->core), call, kept->profile, former,
                               next);
}

OauthKeeper *
session_core_new_keeper (SessionCore *self, ExchangeProfile *profile)
{
  Kept *kept;

  if (self == NULL || profile->sign_in != EXCHANGE_SIGN_IN_PERSON)
    return NULL;

  kept = g_new0 (Kept, 1);
  kept->core = session_core_ref (self);
  kept->profile = exchange_profile_ref (profile);
  return oauth_keeper_new (keep_next, kept, free_kept);
}
