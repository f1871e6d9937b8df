/* directory-trusts.c - the domains outside of the forest that it trusts
 *
 * Nobody of a domain that only trusts ours can be given anything here, so it is not shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-trusts.h"

#include "base-error.h"
#include "directory-dn.h"
#include "directory-domains.h"
#include "directory-search.h"
#include "directory-sources.h"

#include <string.h>

#define MOST 2000
#define TYPE_ACTIVE_DIRECTORY 2
#define IS_FOREST 0x8         /* trustAttributes */
#define IS_WITHIN_FOREST 0x20 /* our own domains have crossRef objects as well */

static const char *const attributes[] = { "trustPartner", "flatName",        "trustDirection",
                                          "trustType",    "trustAttributes", NULL };
enum
{
  PARTNER,
  NETBIOS,
  DIRECTION,
  TYPE,
  FLAGS
};

typedef struct
{
  GPtrArray *domains; /* ours; borrowed */
  GPtrArray *trusts;
} Listing;

static gboolean
has_trust (const Listing *listing, const char *dns)
{
  for (guint i = 0; i < listing->trusts->len; i++) {
    const ExchangeLocation *location = listing->trusts->pdata[i];

    if (g_ascii_strcasecmp (location->dns, dns) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_dns_name (const char *text)
{
  g_autofree char *base = directory_dn_of_domain (text);

  return *base != '\0' && strchr (text, '.') != NULL;
}

static gboolean
trust_cb (DirectoryEntry *entry, gpointer data)
{
  Listing *listing = data;
  const char *partner = directory_entry_text (entry, PARTNER);
  gint64 direction = directory_entry_number (entry, DIRECTION, 0);
  gint64 flags = directory_entry_number (entry, FLAGS, 0);
  g_autofree char *dns = NULL;
  ExchangeLocation draft = { .kind = EXCHANGE_LOCATION_TRUST };

  if (partner == NULL || !is_dns_name (partner) || direction < EXCHANGE_TRUST_OUTBOUND ||
      direction > EXCHANGE_TRUST_BOTH || (flags & IS_WITHIN_FOREST) != 0 ||
      directory_entry_number (entry, TYPE, 0) != TYPE_ACTIVE_DIRECTORY)
    return TRUE;
  /* One that claims to be one of ours would only shadow it. */
  dns = g_ascii_strdown (partner, -1);
  if (directory_domains_find (listing->domains, dns) != NULL || has_trust (listing, dns))
    return TRUE;

  draft.name = draft.dns = draft.path = dns;
  draft.netbios = (char *) directory_entry_text (entry, NETBIOS);
  draft.trust = (ExchangeTrust) direction;
  draft.is_forest_trust = (flags & IS_FOREST) != 0;
  draft.needs_sign_in = direction == EXCHANGE_TRUST_OUTBOUND;
  g_ptr_array_add (listing->trusts, exchange_location_new (&draft));
  return TRUE;
}

static gboolean
search (DirectoryForest *forest, BaseCall *call, DirectoryAsk *ask, Listing *listing,
        GError **error)
{
  g_autoptr (DirectoryFilter) filter = directory_filter_equals ("objectClass", "trustedDomain");

  ask->filter = filter;
  ask->attributes = attributes;
  ask->most = MOST;
  return directory_search (call, forest, ask, trust_cb, NULL, listing, NULL, error);
}

static int
compare_trusts (gconstpointer a, gconstpointer b)
{
  const ExchangeLocation *first = *(ExchangeLocation *const *) a;
  const ExchangeLocation *second = *(ExchangeLocation *const *) b;

  return g_strcmp0 (first->dns, second->dns);
}

GPtrArray *
directory_trusts_list (DirectoryForest *forest, BaseCall *call, GError **error)
{
  g_autoptr (DirectoryRoot) root = directory_forest_root (forest, call, error);
  GPtrArray *domains = root != NULL ? directory_domains_get (forest, call, error) : NULL;
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GPtrArray) trusts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_location_unref);
  Listing listing = { .domains = domains, .trusts = trusts };
  g_autofree char *system = NULL;
  DirectoryAsk ask = { .scope = LDAP_SCOPE_ONELEVEL };
  g_autoptr (GError) why = NULL;

  if (domains == NULL)
    return NULL;

  /* This one knows NetBIOS names, the catalog does not. */
  ask.base = system = g_strconcat ("CN=System,", root->base, NULL);
  if (!search (forest, call, &ask, &listing, &why) &&
      !g_error_matches (why, BASE_ERROR, BASE_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }

  if (domains->len > 1) {
    sources = directory_sources (forest, call, NULL, DIRECTORY_READS_NAMES, error);
    if (sources == NULL)
      return NULL;
    if (((DirectorySource *) sources->pdata[0])->port == DIRECTORY_PORT_CATALOG) {
      ask =
          (DirectoryAsk){ .port = DIRECTORY_PORT_CATALOG, .base = "", .scope = LDAP_SCOPE_SUBTREE };
      if (!search (forest, call, &ask, &listing, error))
        return NULL;
    }
  }
  g_ptr_array_sort (trusts, compare_trusts);
  return g_steal_pointer (&trusts);
}
