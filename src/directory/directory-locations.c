/* directory-locations.c - where people can be looked for
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-locations.h"

#include "base-error.h"
#include "directory-dn.h"
#include "directory-domains.h"
#include "directory-dse.h"
#include "directory-search.h"
#include "directory-trusts.h"
#include "directory-units.h"

#define FOREST_PATH "/"

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_location_unref);
}

static ExchangeLocation *
new_domain (const DirectoryDomain *domain, ExchangeLocationKind kind, ExchangeTrust trust)
{
  const ExchangeLocation draft = { .kind = kind,
                                   .name = domain->dns,
                                   .dns = domain->dns,
                                   .netbios = domain->netbios,
                                   .base = domain->base,
                                   .parent = domain->parent,
                                   .path = domain->dns,
                                   .trust = trust };

  return exchange_location_new (&draft);
}

GPtrArray *
directory_locations_list (DirectoryForest *forest, BaseCall *call, GError **error)
{
  g_autoptr (GPtrArray) list = new_list ();
  g_autoptr (DirectoryRoot) root = directory_forest_root (forest, call, error);
  GPtrArray *domains = root != NULL ? directory_domains_get (forest, call, error) : NULL;
  g_autoptr (GPtrArray) trusts =
      domains != NULL ? directory_trusts_list (forest, call, error) : NULL;
  ExchangeLocation draft = { .kind = EXCHANGE_LOCATION_FOREST, .path = (char *) FOREST_PATH };

  if (trusts == NULL)
    return NULL;

  draft.name = draft.dns = root->forest;
  g_ptr_array_add (list, exchange_location_new (&draft));
  for (guint i = 0; i < domains->len; i++)
    g_ptr_array_add (list,
                     new_domain (domains->pdata[i], EXCHANGE_LOCATION_DOMAIN, EXCHANGE_TRUST_NONE));
  g_ptr_array_extend_and_steal (list, g_steal_pointer (&trusts));
  return g_steal_pointer (&list);
}

static GPtrArray *
list_trusted_domains (DirectoryForest *forest, BaseCall *call, const ExchangeLocation *location,
                      GError **error)
{
  DirectoryLink *link =
      directory_link_get (call, forest, location->dns, DIRECTORY_PORT_DOMAIN, error);
  g_autofree char *configuration = NULL;
  g_autofree char *root = NULL;
  g_autoptr (GPtrArray) domains = NULL;
  GPtrArray *list;

  if (link == NULL)
    return NULL;
  configuration = g_strdup (directory_link_dse (link)->configuration);
  root = directory_dn_domain (directory_link_dse (link)->root_base);
  domains = directory_domains_read (forest, call, location->dns, configuration, root, error);
  if (domains == NULL)
    return NULL;

  list = new_list ();
  for (guint i = 0; i < domains->len; i++)
    g_ptr_array_add (list,
                     new_domain (domains->pdata[i], EXCHANGE_LOCATION_TRUST, location->trust));
  return list;
}

GPtrArray *
directory_locations_children (DirectoryForest *forest, BaseCall *call, ExchangeLocation *location,
                              GError **error)
{
  g_autoptr (ExchangeLocation) reached = NULL;

  if (location->kind == EXCHANGE_LOCATION_FOREST)
    return new_list ();
  if (location->is_forest_trust)
    return list_trusted_domains (forest, call, location, error);

  reached = *location->base != '\0' ? exchange_location_ref (location)
                                    : directory_locations_reach (forest, call, location, error);
  return reached != NULL ? directory_units_list (forest, call, reached, NULL, error) : NULL;
}

ExchangeLocation *
directory_locations_reach (DirectoryForest *forest, BaseCall *call, ExchangeLocation *location,
                           GError **error)
{
  g_autoptr (ExchangeLocation) unit = NULL;
  ExchangeLocation draft = *location;
  DirectoryLink *link = directory_link_get (
      call, forest, location->kind == EXCHANGE_LOCATION_FOREST ? NULL : location->dns,
      DIRECTORY_PORT_DOMAIN, error);

  if (link == NULL)
    return NULL;
  if (location->kind == EXCHANGE_LOCATION_UNIT) {
    unit = directory_units_get (forest, call, location, location->base, error);
    return unit != NULL ? exchange_location_ref (location) : NULL;
  }

  if (location->kind != EXCHANGE_LOCATION_FOREST && *location->base == '\0')
    draft.base = directory_link_dse (link)->base;
  draft.needs_sign_in = FALSE;
  return exchange_location_new (&draft);
}

/* A domain of the list, by DNS or NetBIOS name; NULL when there is none. Borrowed. */
static ExchangeLocation *
pick_domain (GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++) {
    ExchangeLocation *location = list->pdata[i];

    if (location->kind != EXCHANGE_LOCATION_FOREST &&
        (g_ascii_strcasecmp (location->dns, name) == 0 ||
         (*location->netbios != '\0' && g_ascii_strcasecmp (location->netbios, name) == 0)))
      return location;
  }
  return NULL;
}

static void
set_gone (GError **error, const char *text)
{
  static const BaseErrorFacts gone = { .reason = "location-gone" };

  base_error_set_facts (error, BASE_ERROR_NOT_FOUND, &gone, "there is no %s", text);
}

static ExchangeLocation *
find_dn (DirectoryForest *forest, BaseCall *call, GPtrArray *list, const char *dn, GError **error)
{
  g_autofree char *dns = directory_dn_domain (dn);
  g_autofree char *key = directory_dn_key (dn);
  g_autofree char *domain_key = NULL;
  g_autoptr (ExchangeLocation) reached = NULL;
  ExchangeLocation *domain = pick_domain (list, dns);

  if (domain == NULL) {
    set_gone (error, dn);
    return NULL;
  }
  reached = directory_locations_reach (forest, call, domain, error);
  if (reached == NULL)
    return NULL;
  domain_key = directory_dn_key (reached->base);
  if (g_str_equal (domain_key, key))
    return g_steal_pointer (&reached);
  return directory_units_get (forest, call, reached, dn, error);
}

/* parts: the domain, then what lies in it. */
static ExchangeLocation *
find_path (DirectoryForest *forest, BaseCall *call, GPtrArray *list, char **parts, GError **error)
{
  ExchangeLocation *domain = parts[0] != NULL ? pick_domain (list, parts[0]) : NULL;
  g_autoptr (ExchangeLocation) at = NULL;

  if (domain == NULL) {
    set_gone (error, parts[0] != NULL ? parts[0] : "place without a name");
    return NULL;
  }
  if (parts[1] == NULL)
    return exchange_location_ref (domain);

  at = directory_locations_reach (forest, call, domain, error);
  for (guint i = 1; at != NULL && parts[i] != NULL; i++) {
    g_autoptr (GPtrArray) units = directory_units_list (forest, call, at, parts[i], error);

    if (units == NULL)
      return NULL;
    if (units->len == 0) {
      set_gone (error, parts[i]);
      return NULL;
    }
    exchange_location_unref (at);
    at = exchange_location_ref (units->pdata[0]);
  }
  return g_steal_pointer (&at);
}

ExchangeLocation *
directory_locations_find (DirectoryForest *forest, BaseCall *call, const char *text, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_utf8_make_valid (text, -1));
  g_autoptr (GPtrArray) list = directory_locations_list (forest, call, error);
  g_auto (GStrv) parts = NULL;

  if (list == NULL)
    return NULL;
  if (g_str_equal (trimmed, FOREST_PATH))
    return exchange_location_ref (list->pdata[0]);
  if (directory_dn_is (trimmed))
    return find_dn (forest, call, list, trimmed, error);
  parts = directory_dn_split_path (trimmed);
  return find_path (forest, call, list, parts, error);
}
