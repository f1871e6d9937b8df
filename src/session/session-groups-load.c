/* session-groups-load.c - the groups of the directory and who is in them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-groups-load.h"

#include "directory-groups.h"
#include "session-directory-private.h"

static gboolean
take_groups (GPtrArray *page, gpointer data)
{
  for (guint i = 0; i < page->len; i++)
    session_groups_add (data, g_ptr_array_index (page, i));
  return TRUE;
}

static void
take_member (const char *group_dn, const char *member_dn, gpointer data)
{
  session_groups_add_member (data, group_dn, member_dn);
}

SessionGroups *
session_groups_load (SessionDirectory *directory, BaseCall *call, GPtrArray *entries,
                     GError **error)
{
  DirectoryForest *forest = session_directory_forest (directory, call, error);
  g_autoptr (SessionGroups) groups = session_groups_new (entries);

  if (forest == NULL || !directory_groups_list (forest, call, take_groups, groups, error) ||
      !directory_groups_members (forest, call, take_member, groups, error))
    return NULL;

  session_groups_count (groups);
  return g_steal_pointer (&groups);
}
