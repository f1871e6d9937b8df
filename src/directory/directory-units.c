/* directory-units.c - organisational units and containers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-units.h"

#include "base-error.h"
#include "directory-dn.h"
#include "directory-search.h"

#define MOST 5000

static const char *const classes[] = { "organizationalUnit", "container", "builtinDomain",
                                       "msExchSystemObjectsContainer" };

static const char *const attributes[] = { "name", NULL };

typedef struct
{
  const ExchangeLocation *parent;
  GPtrArray *units;
} Listing;

static ExchangeLocation *
new_unit (const ExchangeLocation *parent, const char *dn, const char *name)
{
  g_autofree char *path = directory_dn_path (dn);
  g_autofree char *own_name = name != NULL ? g_strdup (name) : directory_dn_name (dn);
  g_autofree char *above = directory_dn_parent (dn);
  const ExchangeLocation draft = { .kind = EXCHANGE_LOCATION_UNIT,
                                   .name = own_name,
                                   .dns = parent->dns,
                                   .netbios = parent->netbios,
                                   .base = (char *) dn,
                                   .parent = above,
                                   .path = path,
                                   .trust = parent->trust,
                                   .needs_sign_in = parent->needs_sign_in };

  return exchange_location_new (&draft);
}

static gboolean
entry_cb (DirectoryEntry *entry, gpointer data)
{
  Listing *listing = data;
  const char *dn = directory_entry_dn (entry);

  if (directory_dn_is (dn))
    g_ptr_array_add (listing->units,
                     new_unit (listing->parent, dn, directory_entry_text (entry, 0)));
  return TRUE;
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const ExchangeLocation *first = *(ExchangeLocation *const *) a;
  const ExchangeLocation *second = *(ExchangeLocation *const *) b;

  g_autofree char *first_name = g_utf8_casefold (first->name, -1);
  g_autofree char *second_name = g_utf8_casefold (second->name, -1);

  return g_utf8_collate (first_name, second_name);
}

static DirectoryFilter *
make_filter (const char *name)
{
  DirectoryFilter *any = directory_filter_or (NULL, NULL);
  DirectoryFilter *all = directory_filter_and (any, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    directory_filter_add (any, directory_filter_equals ("objectClass", classes[i]));
  directory_filter_add (all, name != NULL ? directory_filter_equals ("name", name)
                                          : directory_filter_not (directory_filter_equals (
                                                "showInAdvancedViewOnly", "TRUE")));
  return all;
}

GPtrArray *
directory_units_list (DirectoryForest *forest, BaseCall *call, const ExchangeLocation *parent,
                      const char *name, GError **error)
{
  g_autoptr (GPtrArray) units =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_location_unref);
  g_autoptr (DirectoryFilter) filter = make_filter (name);
  Listing listing = { .parent = parent, .units = units };
  DirectoryAsk ask = { .dns = parent->dns,
                       .base = parent->base,
                       .scope = LDAP_SCOPE_ONELEVEL,
                       .filter = filter,
                       .attributes = attributes,
                       .most = MOST };

  if (!directory_search (call, forest, &ask, entry_cb, NULL, &listing, NULL, error))
    return NULL;

  g_ptr_array_sort (units, compare_units);
  return g_steal_pointer (&units);
}

ExchangeLocation *
directory_units_get (DirectoryForest *forest, BaseCall *call, const ExchangeLocation *domain,
                     const char *dn, GError **error)
{
  static const BaseErrorFacts gone = { .reason = "location-gone" };
  g_autoptr (GPtrArray) units =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_location_unref);
  Listing listing = { .parent = domain, .units = units };
  DirectoryAsk ask = {
    .dns = domain->dns, .base = dn, .scope = LDAP_SCOPE_BASE, .attributes = attributes
  };

  if (!directory_search (call, forest, &ask, entry_cb, NULL, &listing, NULL, error))
    return NULL;
  if (units->len == 0) {
    base_error_set_facts (error, BASE_ERROR_NOT_FOUND, &gone, "%s is not there", dn);
    return NULL;
  }
  return exchange_location_ref (units->pdata[0]);
}
