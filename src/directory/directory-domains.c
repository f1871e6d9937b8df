/* directory-domains.c - the domains of a forest
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-domains.h"

#include "directory-dn.h"
#include "directory-search.h"
#include "directory-state.h"

#define KEPT "domains"
#define MOST 2000
#define IS_DOMAIN 3 /* systemFlags: a naming context of this forest, and a domain */

static const char *const attributes[] = { "nCName", "dnsRoot", "nETBIOSName", "trustParent", NULL };
enum
{
  BASE,
  DNS,
  NETBIOS,
  PARENT
};

/* One crossRef object, until it is known what its parent is called. */
typedef struct
{
  DirectoryDomain *domain;
  char *key;        /* of its distinguished name */
  char *parent_key; /* NULL: none */
  gboolean is_placed;
} CrossRef;

static void
free_domain (gpointer data)
{
  DirectoryDomain *self = data;

  if (self == NULL)
    return;
  g_free (self->dns);
  g_free (self->netbios);
  g_free (self->base);
  g_free (self->parent);
  g_free (self);
}

static void
free_cross_ref (gpointer data)
{
  CrossRef *self = data;

  free_domain (self->domain);
  g_free (self->key);
  g_free (self->parent_key);
  g_free (self);
}

static DirectoryDomain *
new_domain (const char *dns, const char *netbios, const char *base)
{
  DirectoryDomain *self = g_new0 (DirectoryDomain, 1);

  self->dns = g_ascii_strdown (dns, -1);
  self->netbios = g_strdup (netbios != NULL ? netbios : "");
  self->base = g_strdup (base);
  self->parent = g_strdup ("");
  return self;
}

static CrossRef *
find_dns (GPtrArray *refs, const char *dns)
{
  for (guint i = 0; i < refs->len; i++) {
    CrossRef *ref = g_ptr_array_index (refs, i);

    if (ref->domain != NULL && g_ascii_strcasecmp (ref->domain->dns, dns) == 0)
      return ref;
  }
  return NULL;
}

static gboolean
cross_ref_cb (DirectoryEntry *entry, gpointer data)
{
  GPtrArray *refs = data;
  const char *base = directory_entry_text (entry, BASE);
  const char *dns = directory_entry_text (entry, DNS);
  const char *parent = directory_entry_text (entry, PARENT);
  g_autofree char *of_domain = dns != NULL ? directory_dn_of_domain (dns) : NULL;
  CrossRef *ref;

  /* A second one of the same name would only shadow the first. */
  if (base == NULL || !directory_dn_is (base) || of_domain == NULL || *of_domain == '\0' ||
      find_dns (refs, dns) != NULL)
    return TRUE;

  ref = g_new0 (CrossRef, 1);
  ref->domain = new_domain (dns, directory_entry_text (entry, NETBIOS), base);
  ref->key = directory_dn_key (directory_entry_dn (entry));
  ref->parent_key = parent != NULL ? directory_dn_key (parent) : NULL;
  g_ptr_array_add (refs, ref);
  return TRUE;
}

static CrossRef *
find_key (GPtrArray *refs, const char *key)
{
  for (guint i = 0; key != NULL && i < refs->len; i++) {
    CrossRef *ref = g_ptr_array_index (refs, i);

    if (g_str_equal (ref->key, key))
      return ref;
  }
  return NULL;
}

/* Takes the domain, then those below it. A ring of parents ends where it meets itself. */
static void
place (GPtrArray *refs, CrossRef *ref, const char *parent, GPtrArray *domains)
{
  DirectoryDomain *domain = g_steal_pointer (&ref->domain);

  ref->is_placed = TRUE;
  g_free (domain->parent);
  domain->parent = g_strdup (parent);
  g_ptr_array_add (domains, domain);
  for (guint i = 0; i < refs->len; i++) {
    CrossRef *child = g_ptr_array_index (refs, i);

    if (!child->is_placed && find_key (refs, child->parent_key) == ref)
      place (refs, child, domain->dns, domains);
  }
}

static int
compare_refs (gconstpointer a, gconstpointer b)
{
  const CrossRef *first = *(CrossRef *const *) a;
  const CrossRef *second = *(CrossRef *const *) b;

  return g_strcmp0 (first->domain->dns, second->domain->dns);
}

static GPtrArray *
put_in_order (GPtrArray *refs, const char *root)
{
  GPtrArray *domains = g_ptr_array_new_with_free_func (free_domain);
  CrossRef *first;

  g_ptr_array_sort (refs, compare_refs);
  first = find_dns (refs, root);
  if (first != NULL)
    place (refs, first, "", domains);
  for (guint i = 0; i < refs->len; i++) {
    CrossRef *ref = g_ptr_array_index (refs, i);

    if (!ref->is_placed && find_key (refs, ref->parent_key) == NULL)
      place (refs, ref, "", domains);
  }
  for (guint i = 0; i < refs->len; i++) {
    CrossRef *ref = g_ptr_array_index (refs, i);

    if (!ref->is_placed)
      place (refs, ref, "", domains);
  }
  return domains;
}

GPtrArray *
directory_domains_read (DirectoryForest *forest, BaseCall *call, const char *dns,
                        const char *configuration, const char *root, GError **error)
{
  g_autoptr (GPtrArray) refs = g_ptr_array_new_with_free_func (free_cross_ref);
  g_autofree char *base = g_strconcat ("CN=Partitions,", configuration, NULL);
  g_autoptr (DirectoryFilter) filter =
      directory_filter_and (directory_filter_equals ("objectClass", "crossRef"),
                            directory_filter_bits ("systemFlags", IS_DOMAIN), NULL);
  DirectoryAsk ask = { .dns = dns,
                       .base = base,
                       .scope = LDAP_SCOPE_ONELEVEL,
                       .filter = filter,
                       .attributes = attributes,
                       .most = MOST };

  if (!directory_search (call, forest, &ask, cross_ref_cb, NULL, refs, NULL, error))
    return NULL;

  return put_in_order (refs, root);
}

const DirectoryDomain *
directory_domains_find (const GPtrArray *domains, const char *name)
{
  for (guint i = 0; i < domains->len; i++) {
    const DirectoryDomain *domain = domains->pdata[i];

    if (g_ascii_strcasecmp (domain->dns, name) == 0 ||
        (*domain->netbios != '\0' && g_ascii_strcasecmp (domain->netbios, name) == 0))
      return domain;
  }
  return NULL;
}

static void
unref_domains (gpointer data)
{
  g_ptr_array_unref (data);
}

GPtrArray *
directory_domains_get (DirectoryForest *forest, BaseCall *call, GError **error)
{
  g_autoptr (DirectoryRoot) root = NULL;
  g_autoptr (GPtrArray) domains = NULL;
  GPtrArray *kept = directory_forest_kept (forest, KEPT);

  if (kept != NULL)
    return kept;

  root = directory_forest_root (forest, call, error);
  if (root == NULL)
    return NULL;
  domains = directory_domains_read (forest, call, NULL, root->configuration, root->forest, error);
  if (domains == NULL)
    return NULL;
  if (directory_domains_find (domains, root->dns) == NULL)
    g_ptr_array_insert (domains, 0, new_domain (root->dns, root->netbios, root->base));
  return directory_forest_keep (forest, KEPT, g_steal_pointer (&domains), unref_domains);
}
