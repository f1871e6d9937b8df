/* directory-locate.c - which controllers a domain has
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-locate.h"

#include "base-error.h"
#include "base-resolve.h"
#include "directory-dse.h"

#include <krb5.h>
#include <string.h>

void
directory_place_clear (DirectoryPlace *self)
{
  g_clear_pointer (&self->domain, g_free);
  g_clear_pointer (&self->forest, g_free);
  g_clear_pointer (&self->hosts, g_strfreev);
}

/* Active Directory's own record, else the general one. NULL without an error: there is none. */
static char **
ask_for_hosts (BaseCall *call, const char *domain, GError **error)
{
  g_autofree char *active = g_strdup_printf ("dc._msdcs.%s", domain);
  g_auto (GStrv) hosts = base_resolve_service (call, "ldap", active, error);

  if (hosts == NULL || *hosts != NULL)
    return g_steal_pointer (&hosts);

  g_strfreev (hosts);
  hosts = base_resolve_service (call, "ldap", domain, error);
  return g_steal_pointer (&hosts);
}

static void
set_no_record (const char *domain, GError **error)
{
  const BaseErrorFacts facts = { .reason = "directory-no-dns", .host = domain };

  base_error_set_facts (error, BASE_ERROR_OFFLINE, &facts,
                        "DNS has no record _ldap._tcp.dc._msdcs.%s", domain);
}

static gboolean
locate_domain (BaseCall *call, const char *domain, DirectoryPlace *ret, GError **error)
{
  g_auto (GStrv) hosts = ask_for_hosts (call, domain, error);

  if (hosts == NULL)
    return FALSE;
  if (*hosts == NULL) {
    set_no_record (domain, error);
    return FALSE;
  }
  *ret = (DirectoryPlace){ .domain = g_strdup (domain), .hosts = g_steal_pointer (&hosts) };
  return TRUE;
}

static void
take_controller (const ExchangeDirectoryAddress *address, DirectoryPlace *ret)
{
  const char *const hosts[] = { address->host, NULL };

  *ret = (DirectoryPlace){ .domain = g_strdup (""),
                           .hosts = g_strdupv ((char **) hosts),
                           .port = address->port,
                           .is_tls = address->is_ldaps };
}

static gboolean
locate_home (DirectoryForest *forest, BaseCall *call, const char *domain, DirectoryPlace *ret,
             GError **error)
{
  g_autofree char *record = g_strconcat ("_ldap._tcp.dc._msdcs.", domain, NULL);

  if (!locate_domain (call, domain, ret, error))
    return FALSE;
  directory_state_set_service (forest, record);
  return TRUE;
}

/* A name without a port may be a domain's or a controller's: DNS tells. */
static gboolean
locate_named (DirectoryForest *forest, BaseCall *call, DirectoryPlace *ret, GError **error)
{
  const ExchangeDirectoryAddress *address = &forest->address;
  g_autoptr (GError) problem = NULL;
  gboolean is_one =
      address->port != 0 || address->is_ldaps || exchange_profile_is_ip_address (address->host);

  if (!is_one && locate_home (forest, call, address->host, ret, &problem))
    return TRUE;
  if (problem != NULL && !base_call_check (call, error))
    return FALSE;

  if (!is_one) {
    g_autoptr (GPtrArray) addresses = base_resolve_host (call, address->host, NULL);

    if (addresses == NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  }
  take_controller (address, ret);
  return TRUE;
}

/* What may be a part of a name in DNS. */
static gboolean
is_label (const char *site)
{
  return *site != '\0' && strspn (site, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                        "0123456789-_") == strlen (site);
}

/* Takes both lists. Each host once. */
static char **
join_hosts (char **first, char **others)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();

  for (gsize i = 0; first[i] != NULL; i++)
    g_ptr_array_add (hosts, first[i]);
  for (gsize i = 0; others[i] != NULL; i++) {
    if (g_strv_contains ((const char *const *) first, others[i]))
      g_free (others[i]);
    else
      g_ptr_array_add (hosts, others[i]);
  }
  g_ptr_array_add (hosts, NULL);
  g_free (first);
  g_free (others);
  return (char **) g_ptr_array_free (g_steal_pointer (&hosts), FALSE);
}

guint
directory_locate_near (DirectoryForest *forest, BaseCall *call, DirectoryPort port,
                       DirectoryPlace *place)
{
  const char *of = port == DIRECTORY_PORT_CATALOG ? "gc" : "dc";
  const char *where = place->forest != NULL ? place->forest : place->domain;
  g_autofree char *site = directory_state_site (forest);
  g_autofree char *record = NULL;
  char **near;
  guint n;

  if (site == NULL || !is_label (site) || *where == '\0')
    return 0;
  record = g_strdup_printf ("%s._sites.%s._msdcs.%s", site, of, where);
  near = base_resolve_service (call, "ldap", record, NULL);
  if (near == NULL)
    return 0;
  n = g_strv_length (near);
  place->hosts = join_hosts (near, place->hosts);
  return n;
}

/* Caller frees; NULL: DNS names none, or does not answer. */
static char **
ask_for_catalogs (BaseCall *call, const char *root)
{
  g_autofree char *active = g_strdup_printf ("gc._msdcs.%s", root);
  char **hosts = base_resolve_service (call, "ldap", active, NULL);

  if (hosts != NULL && *hosts != NULL)
    return hosts;
  g_strfreev (hosts);
  hosts = base_resolve_service (call, "gc", root, NULL);
  if (hosts != NULL && *hosts == NULL)
    g_clear_pointer (&hosts, g_strfreev);
  return hosts;
}

/* As long as one is left: of another name the password would be kept back. */
static void
drop_strangers (char **hosts, const char *root, const char *domain)
{
  guint n = 0;
  guint kept = 0;

  for (gsize i = 0; hosts[i] != NULL; i++)
    n += directory_dse_is_inside (hosts[i], root) || directory_dse_is_inside (hosts[i], domain);
  for (gsize i = 0; n > 0 && hosts[i] != NULL; i++) {
    char *host = g_steal_pointer (&hosts[i]);

    if (directory_dse_is_inside (host, root) || directory_dse_is_inside (host, domain))
      hosts[kept++] = host;
    else
      g_free (host);
  }
}

gboolean
directory_locate_catalog (DirectoryForest *forest, BaseCall *call, DirectoryPlace *ret,
                          GError **error)
{
  g_auto (DirectoryPlace) place = { 0 };
  g_autofree char *realm = NULL;
  g_autofree char *host = NULL;
  g_autofree char *base = NULL;
  g_autofree char *root = NULL;
  char **hosts;

  if (!directory_locate (forest, call, NULL, &place, error))
    return FALSE;

  directory_state_home (forest, &realm, &host, &base);
  root = directory_dse_domain_of (base);
  /* Where a controller was named, DNS may know nothing. */
  hosts = *place.domain != '\0' && *root != '\0' ? ask_for_catalogs (call, root) : NULL;
  if (hosts != NULL) {
    g_strfreev (place.hosts);
    place.hosts = hosts;
    place.forest = g_steal_pointer (&root);
    (void) directory_locate_near (forest, call, DIRECTORY_PORT_CATALOG, &place);
    drop_strangers (place.hosts, place.forest, place.domain);
    *place.domain = '\0';
  }
  *ret = place;
  place = (DirectoryPlace){ 0 };
  return base_call_check (call, error);
}

static char *
read_default_realm (void)
{
  krb5_context context = NULL;
  char *realm = NULL;
  char *domain = NULL;

  if (krb5_init_context (&context) != 0)
    return NULL;
  if (krb5_get_default_realm (context, &realm) == 0)
    domain = g_ascii_strdown (realm, -1);
  krb5_free_default_realm (context, realm);
  krb5_free_context (context);
  return domain;
}

static char *
read_host_domain (void)
{
  const char *dot = strchr (g_get_host_name (), '.');

  return dot != NULL && dot[1] != '\0' ? g_ascii_strdown (dot + 1, -1) : NULL;
}

static gboolean
locate_unnamed (DirectoryForest *forest, BaseCall *call, DirectoryPlace *ret, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-directory" };
  const char *at = strchr (kerberos_account_user (forest->account), '@');
  g_autofree char *of_user = at != NULL && at[1] != '\0' ? g_utf8_strdown (at + 1, -1) : NULL;
  g_autofree char *of_realm = read_default_realm ();
  g_autofree char *of_host = read_host_domain ();
  const char *const domains[] = { of_user, of_realm, of_host };
  g_autoptr (GError) first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++) {
    if (domains[i] == NULL)
      continue;
    if (locate_home (forest, call, domains[i], ret, first == NULL ? &first : NULL))
      return TRUE;
    if (!base_call_check (call, error))
      return FALSE;
  }

  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                          "neither the account nor this computer names a domain");
  return FALSE;
}

static gboolean
locate (DirectoryForest *forest, BaseCall *call, const char *dns, DirectoryPlace *ret,
        GError **error)
{
  g_autofree char *home = directory_state_domain (forest);
  g_autofree char *domain = NULL;

  if (!base_call_check (call, error))
    return FALSE;
  if (dns != NULL && *dns != '\0')
    domain = g_utf8_strdown (dns, -1);
  if (domain != NULL && (home == NULL || strcmp (domain, home) != 0))
    return locate_domain (call, domain, ret, error);

  return forest->address.host != NULL ? locate_named (forest, call, ret, error)
                                      : locate_unnamed (forest, call, ret, error);
}

gboolean
directory_locate (DirectoryForest *forest, BaseCall *call, const char *dns, DirectoryPlace *ret,
                  GError **error)
{
  if (!locate (forest, call, dns, ret, error))
    return FALSE;

  (void) directory_locate_near (forest, call, DIRECTORY_PORT_DOMAIN, ret);
  return base_call_check (call, error);
}
