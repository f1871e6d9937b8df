/* directory-locate.c - which controllers a domain has
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-locate.h"

#include "base-error.h"
#include "directory-resolve.h"

#include <krb5.h>
#include <string.h>

void
directory_place_clear (DirectoryPlace *self)
{
  g_clear_pointer (&self->domain, g_free);
  g_clear_pointer (&self->hosts, g_strfreev);
}

/* Active Directory's own record, else the general one. NULL without an error: there is none. */
static char **
ask_for_hosts (BaseCall *call, const char *domain, GError **error)
{
  g_autofree char *active = g_strdup_printf ("dc._msdcs.%s", domain);
  g_auto (GStrv) hosts = directory_resolve_service (call, "ldap", active, error);

  if (hosts == NULL || *hosts != NULL)
    return g_steal_pointer (&hosts);

  g_strfreev (hosts);
  hosts = directory_resolve_service (call, "ldap", domain, error);
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
    g_autoptr (GPtrArray) addresses = directory_resolve_host (call, address->host, NULL);

    if (addresses == NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  }
  take_controller (address, ret);
  return TRUE;
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
  const char *at = strchr (directory_account_user (forest->account), '@');
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

gboolean
directory_locate (DirectoryForest *forest, BaseCall *call, const char *dns, DirectoryPlace *ret,
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
