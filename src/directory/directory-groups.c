/* directory-groups.c - the groups of the directory and who is directly in them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-groups.h"

#include "base-error.h"
#include "directory-people-read.h"
#include "directory-search.h"
#include "directory-wanted.h"

#define MEMBERS_PAGE 50 /* each may bring 1,500 names */

static const char *const attributes[] = { "member", NULL };

gboolean
directory_groups_list (DirectoryForest *forest, BaseCall *call, ExchangePeopleFunc each,
                       gpointer data, GError **error)
{
  const ExchangeSearch search = { .want = EXCHANGE_WANT_GROUPS };
  DirectoryPeopleAsk ask = { .each = each, .data = data };
  g_autoptr (DirectoryFilter) filter = NULL;
  g_autoptr (GPtrArray) sources = NULL;

  if (!directory_schema_get (forest, call, &ask.schema, error))
    return FALSE;
  ask.schema.is_in_catalog = TRUE; /* a group has no department */
  ask.filter = filter = directory_wanted_filter (&ask.schema, &search);
  sources = directory_sources (forest, call, NULL, DIRECTORY_READS_NAMES, error);
  return sources != NULL && directory_people_read (forest, call, sources, &ask, NULL, error);
}

typedef struct
{
  DirectoryMemberFunc each;
  gpointer data;
  GPtrArray *partial; /* groups with more members than one answer holds */
  const char *group;  /* the one of them that is read */
} Members;

static gboolean
group_cb (DirectoryEntry *entry, gpointer data)
{
  Members *members = data;
  const char *dn = directory_entry_dn (entry);
  guint n = directory_entry_n_values (entry, 0);

  if (directory_entry_is_partial (entry, 0)) {
    g_ptr_array_add (members->partial, g_strdup (dn));
    return TRUE;
  }
  for (guint i = 0; i < n; i++)
    members->each (dn, directory_entry_nth_text (entry, 0, i), members->data);
  return TRUE;
}

static gboolean
member_cb (const char *value, gpointer data)
{
  Members *members = data;

  members->each (members->group, value, members->data);
  return TRUE;
}

static gboolean
read_source (DirectoryForest *forest, BaseCall *call, const DirectorySource *source,
             Members *members, GError **error)
{
  g_autoptr (DirectoryFilter) filter =
      directory_filter_and (directory_filter_equals ("objectCategory", "group"),
                            directory_filter_present ("member"), NULL);
  DirectoryAsk ask = { .dns = source->dns,
                       .port = source->port,
                       .base = source->base,
                       .scope = LDAP_SCOPE_SUBTREE,
                       .filter = filter,
                       .attributes = attributes,
                       .page = MEMBERS_PAGE };

  g_ptr_array_set_size (members->partial, 0);
  if (!directory_search (call, forest, &ask, group_cb, NULL, members, NULL, error))
    return FALSE;

  for (guint i = 0; i < members->partial->len; i++) {
    g_autoptr (GError) why = NULL;

    ask.base = members->group = members->partial->pdata[i];
    if (directory_search_values (call, forest, &ask, attributes[0], member_cb, members, &why))
      continue;
    /* Somebody deleted it in the meantime. */
    if (!g_error_matches (why, BASE_ERROR, BASE_ERROR_NOT_FOUND)) {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
directory_groups_members (DirectoryForest *forest, BaseCall *call, DirectoryMemberFunc each,
                          gpointer data, GError **error)
{
  /* The catalog knows only the members of universal groups. */
  g_autoptr (GPtrArray) sources =
      directory_sources (forest, call, NULL, DIRECTORY_READS_ALL, error);
  g_autoptr (GPtrArray) partial = g_ptr_array_new_with_free_func (g_free);
  Members members = { .each = each, .data = data, .partial = partial };

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    if (!read_source (forest, call, sources->pdata[i], &members, error))
      return FALSE;
  return sources != NULL;
}
