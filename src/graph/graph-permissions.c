/* graph-permissions.c - what an application is allowed beside what is needed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-permissions.h"

#include <string.h>

/* The smallest first; behind the first NULL what does as well, but is more than needed. */
static const struct
{
  const char *enough[3];
  const char *also[5];
} needs[] = {
  { { "MailboxSettings.ReadWrite" }, { NULL } },
  { { "User.Read.All", "User.ReadBasic.All" },
    { "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All" } },
  { { "GroupMember.Read.All" },
    { "Group.Read.All", "GroupMember.ReadWrite.All", "Directory.Read.All",
      "Directory.ReadWrite.All" } },
};

static gboolean
holds (const char *const *list, gsize n, const char *role)
{
  for (gsize i = 0; i < n && list[i] != NULL; i++)
    if (strcmp (list[i], role) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_met (gsize need, const char *const *roles)
{
  for (gsize i = 0; roles[i] != NULL; i++)
    if (holds (needs[need].enough, G_N_ELEMENTS (needs[need].enough), roles[i]) ||
        holds (needs[need].also, G_N_ELEMENTS (needs[need].also), roles[i]))
      return TRUE;
  return FALSE;
}

/* Needed by nothing that everybody uses, but by something that the program can do. */
static const char *const wanted[] = { "Calendars.ReadWrite" };

static gboolean
is_excess (const char *role)
{
  if (holds (wanted, G_N_ELEMENTS (wanted), role))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (holds (needs[i].enough, G_N_ELEMENTS (needs[i].enough), role))
      return FALSE;
  return TRUE;
}

void
graph_permissions_compare (GraphPermissions *ret, const char *const *roles)
{
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) excess = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (!is_met (i, roles))
      g_strv_builder_add (missing, needs[i].enough[0]);
  for (gsize i = 0; roles[i] != NULL; i++)
    if (is_excess (roles[i]))
      g_strv_builder_add (excess, roles[i]);
  ret->missing = g_strv_builder_end (missing);
  ret->excess = g_strv_builder_end (excess);
}

void
graph_permissions_clear (GraphPermissions *self)
{
  g_clear_pointer (&self->missing, g_strfreev);
  g_clear_pointer (&self->excess, g_strfreev);
}
