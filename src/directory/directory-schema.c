/* directory-schema.c - what the forest's schema knows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-schema.h"

#include "directory-search.h"
#include "directory-state.h"

#define KEPT "schema"

static const char *const in_catalog[] = { "department", "title", "physicalDeliveryOfficeName" };

static const char *const attributes[] = { "lDAPDisplayName", "isMemberOfPartialAttributeSet",
                                          NULL };
enum
{
  NAME,
  IS_IN_CATALOG
};

typedef struct
{
  DirectorySchema schema;
  guint n_in_catalog;
} Reading;

static gboolean
attribute_cb (DirectoryEntry *entry, gpointer data)
{
  Reading *reading = data;
  const char *name = directory_entry_text (entry, NAME);

  if (name == NULL)
    return TRUE;
  if (g_ascii_strcasecmp (name, "msExchMailboxGuid") == 0)
    reading->schema.has_exchange = TRUE;
  if (g_ascii_strcasecmp (name, "msExchRecipientTypeDetails") == 0)
    reading->schema.has_kinds = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (in_catalog); i++)
    if (g_ascii_strcasecmp (name, in_catalog[i]) == 0 &&
        directory_entry_is_true (entry, IS_IN_CATALOG))
      reading->n_in_catalog++;
  return TRUE;
}

static DirectoryFilter *
make_filter (void)
{
  DirectoryFilter *any = directory_filter_or (
      directory_filter_equals ("lDAPDisplayName", "msExchMailboxGuid"),
      directory_filter_equals ("lDAPDisplayName", "msExchRecipientTypeDetails"), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (in_catalog); i++)
    directory_filter_add (any, directory_filter_equals ("lDAPDisplayName", in_catalog[i]));
  return any;
}

gboolean
directory_schema_get (DirectoryForest *forest, BaseCall *call, DirectorySchema *ret, GError **error)
{
  const DirectorySchema *kept = directory_forest_kept (forest, KEPT);
  g_autoptr (DirectoryRoot) root = NULL;
  g_autoptr (DirectoryFilter) filter = NULL;
  Reading reading = { 0 };
  DirectoryAsk ask = { .scope = LDAP_SCOPE_ONELEVEL, .attributes = attributes };

  if (kept != NULL) {
    *ret = *kept;
    return TRUE;
  }

  root = directory_forest_root (forest, call, error);
  if (root == NULL)
    return FALSE;
  ask.base = root->schema;
  ask.filter = filter = make_filter ();
  if (!directory_search (call, forest, &ask, attribute_cb, NULL, &reading, NULL, error))
    return FALSE;

  reading.schema.has_kinds &= reading.schema.has_exchange;
  reading.schema.is_in_catalog = reading.n_in_catalog == G_N_ELEMENTS (in_catalog);
  *ret = reading.schema;
  directory_forest_keep (forest, KEPT, g_memdup2 (ret, sizeof *ret), g_free);
  return TRUE;
}
