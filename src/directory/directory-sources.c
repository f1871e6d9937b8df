/* directory-sources.c - which controllers are asked about a place
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-sources.h"

#include "base-error.h"
#include "directory-domains.h"
#include "directory-dse.h"
#include "directory-state.h"

#define KEPT "catalog-failed"
#define CATALOG_PAUSE_S 300

static void
free_source (gpointer data)
{
  DirectorySource *self = data;

  g_free (self->dns);
  g_free (self->base);
  g_free (self);
}

static void
add_source (GPtrArray *sources, const char *dns, DirectoryPort port, const char *base)
{
  DirectorySource *self = g_new0 (DirectorySource, 1);

  self->dns = g_strdup (dns);
  self->port = port;
  self->base = g_strdup (base);
  g_ptr_array_add (sources, self);
}

static gboolean
add_place (GPtrArray *sources, DirectoryForest *forest, BaseCall *call,
           const ExchangeLocation *where, GError **error)
{
  DirectoryLink *link;

  if (*where->base != '\0') {
    add_source (sources, where->dns, DIRECTORY_PORT_DOMAIN, where->base);
    return TRUE;
  }

  /* A trusted domain that was not asked yet. */
  link = directory_link_get (call, forest, where->dns, DIRECTORY_PORT_DOMAIN, error);
  if (link == NULL)
    return FALSE;
  add_source (sources, where->dns, DIRECTORY_PORT_DOMAIN, directory_link_dse (link)->base);
  return TRUE;
}

/* When the catalog was last not reached: monotonic, in seconds; 0: never. It is not waited for
 * again at every question. */
static int *
catalog_failed (DirectoryForest *forest)
{
  int *since = directory_forest_kept (forest, KEPT);

  return since != NULL ? since : directory_forest_keep (forest, KEPT, g_new0 (int, 1), g_free);
}

static int
now_s (const DirectoryForest *forest)
{
  return (int) (forest->now_us () / G_USEC_PER_SEC) + 1;
}

/* FALSE with an error; ret_is_there says whether there is one that answers. */
static gboolean
reach_catalog (DirectoryForest *forest, BaseCall *call, gboolean *ret_is_there, GError **error)
{
  int *failed = catalog_failed (forest);
  int since = g_atomic_int_get (failed);
  g_autoptr (GError) why = NULL;

  *ret_is_there = FALSE;
  if (since != 0 && now_s (forest) - since < CATALOG_PAUSE_S)
    return TRUE;

  *ret_is_there = directory_link_get (call, forest, NULL, DIRECTORY_PORT_CATALOG, &why) != NULL;
  g_atomic_int_set (failed, *ret_is_there ? 0 : now_s (forest));
  if (why == NULL || (why->domain == BASE_ERROR && why->code != BASE_ERROR_AUTH))
    return base_call_check (call, error);

  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
add_forest (GPtrArray *sources, DirectoryForest *forest, BaseCall *call, DirectoryReads reads,
            GError **error)
{
  g_autoptr (DirectoryRoot) root = directory_forest_root (forest, call, error);
  GPtrArray *domains = root != NULL ? directory_domains_get (forest, call, error) : NULL;
  gboolean has_catalog = FALSE;

  if (domains == NULL)
    return FALSE;
  if (domains->len == 1 || forest->address.port != 0) {
    add_source (sources, root->dns, DIRECTORY_PORT_DOMAIN, root->base);
    return TRUE;
  }

  if (reads == DIRECTORY_READS_NAMES && !reach_catalog (forest, call, &has_catalog, error))
    return FALSE;
  if (has_catalog)
    add_source (sources, "", DIRECTORY_PORT_CATALOG, "");
  for (guint i = 0; !has_catalog && i < domains->len; i++) {
    const DirectoryDomain *domain = g_ptr_array_index (domains, i);

    add_source (sources, domain->dns, DIRECTORY_PORT_DOMAIN, domain->base);
  }
  return TRUE;
}

GPtrArray *
directory_sources (DirectoryForest *forest, BaseCall *call, const ExchangeLocation *where,
                   DirectoryReads reads, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (free_source);

  if (where != NULL && where->kind != EXCHANGE_LOCATION_FOREST)
    return add_place (sources, forest, call, where, error) ? g_steal_pointer (&sources) : NULL;

  return add_forest (sources, forest, call, reads, error) ? g_steal_pointer (&sources) : NULL;
}
