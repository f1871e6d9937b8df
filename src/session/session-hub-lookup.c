/* session-hub-lookup.c - the way from the hub to the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-hub-lookup.h"

#include "session-directory.h"
#include "session-hub-private.h"
#include "session-lookup-private.h"

#include <string.h>

/* One worker for lists of names and for places that may not answer; two for what is clicked on. */
static SessionPool *
new_pool (SessionHub *self)
{
  SessionPool *pool = session_pool_new (1);

  g_ptr_array_add (self->pools, session_pool_ref (pool));
  return pool;
}

SessionLookup *
session_hub_lookup (SessionHub *self)
{
  SessionDirectory *directory = self->org != NULL ? session_org_directory (self->org) : NULL;

  if (self->lookup == NULL && directory != NULL)
    self->lookup = session_lookup_new (session_directory_ref (directory), new_pool (self));
  return self->lookup;
}

SessionLookup *
session_hub_new_lookup (SessionHub *self, ExchangeProfile *draft, const SessionPasswords *passwords)
{
  return session_lookup_new (session_directory_new (self->core, draft, passwords), new_pool (self));
}

char *
session_hub_suggest_upn (SessionHub *self)
{
  char *upn = session_directory_ticket_upn ();
  char *realm = upn != NULL ? strrchr (upn, '@') : NULL;

  /* A realm is written in capitals; as a part of a mail address it would look odd. */
  for (; realm != NULL && *realm != '\0'; realm++)
    *realm = g_ascii_tolower (*realm);
  if (upn != NULL)
    return upn;
  return g_strdup (self->profile != NULL ? self->profile->admin_upn : "");
}

ChecksPlan *
session_hub_plan_directory_checks (SessionHub *self, ExchangeProfile *profile,
                                   const SessionPasswords *passwords)
{
  return session_directory_plan_checks (self->core, profile, passwords);
}
