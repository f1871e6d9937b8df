/* kerberos-login.c - a ticket for an account
 *
 * The realm of Active Directory is its DNS name in upper case, so it can be guessed from names and
 * confirmed by DNS. A UPN is tried in several realms: one that does not know it says so before a
 * password comes into play. A name without a domain belongs to nobody in particular, and may be
 * somebody else's in another realm: that is never tried on a guess.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kerberos-login.h"

#include "base-error.h"
#include "kerberos-error.h"

#include <gssapi/gssapi.h>
#include <string.h>

#define MOST_REALMS 4

gboolean
kerberos_has_ticket (void)
{
  gss_cred_id_t credential = GSS_C_NO_CREDENTIAL;
  OM_uint32 left_s = 0;
  OM_uint32 minor;
  OM_uint32 major = gss_acquire_cred (&minor, GSS_C_NO_NAME, GSS_C_INDEFINITE, GSS_C_NO_OID_SET,
                                      GSS_C_INITIATE, &credential, NULL, NULL);

  if (major != GSS_S_COMPLETE)
    return FALSE;

  /* Acquiring may put off looking into the cache; asking for the time left does not. */
  major = gss_inquire_cred (&minor, credential, NULL, &left_s, NULL, NULL);
  gss_release_cred (&minor, &credential);
  return major == GSS_S_COMPLETE && left_s > 0;
}

/* Of two labels at least, and each once. */
static void
add_realm (GPtrArray *realms, const char *domain)
{
  g_autofree char *realm = g_ascii_strup (domain, -1);

  if (realms->len < MOST_REALMS && strchr (realm, '.') != NULL && *realm != '.' &&
      !g_ptr_array_find_with_equal_func (realms, realm, g_str_equal, NULL))
    g_ptr_array_add (realms, g_steal_pointer (&realm));
}

/* The domains that host lies in, the nearest first. */
static void
add_domains (GPtrArray *realms, const char *host)
{
  if (g_hostname_is_ip_address (host))
    return;
  for (const char *dot = strchr (host, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    add_realm (realms, dot + 1);
}

/* Leaves those whose first label is the domain's short name, as it is by default. */
static void
keep_named (GPtrArray *realms, const char *name, gsize length)
{
  for (guint i = realms->len; i-- > 0;) {
    const char *realm = realms->pdata[i];

    if (g_ascii_strncasecmp (realm, name, length) != 0 || realm[length] != '.')
      g_ptr_array_remove_index (realms, i);
  }
}

char **
kerberos_login_realms (const char *user, const char *host, const char *default_realm)
{
  g_autoptr (GPtrArray) realms = g_ptr_array_new_with_free_func (g_free);
  const char *at = strrchr (user, '@');
  const char *backslash = strchr (user, '\\');

  if (at != NULL)
    add_realm (realms, at + 1);
  if (default_realm != NULL)
    add_realm (realms, default_realm);
  if (at != NULL || backslash != NULL)
    add_domains (realms, host);
  if (at == NULL && backslash != NULL)
    keep_named (realms, user, (gsize) (backslash - user));
  g_ptr_array_add (realms, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&realms), FALSE);
}

static gboolean
is_unknown (const GError *problem)
{
  static const char *const reasons[] = { "unknown-account", "wrong-realm", NULL };
  const char *reason = base_error_facts (problem)->reason;

  return reason != NULL && g_strv_contains (reasons, reason);
}

gboolean
kerberos_login_is_final (const GError *error)
{
  return error->domain != BASE_ERROR || (kerberos_error_is_refusal (error) && !is_unknown (error));
}

/* With the account entered. */
static KerberosTicket *
try_realms (KerberosAccount *account, BaseCall *call, const char *host, GError **error)
{
  static const BaseErrorFacts nowhere = { .reason = "wrong-realm" };
  const char *user = kerberos_account_user (account);
  g_autofree char *own = kerberos_ticket_default_realm ();
  g_auto (GStrv) realms = kerberos_login_realms (user, host, own);
  g_autoptr (GError) problem = NULL;

  for (gsize i = 0; realms[i] != NULL; i++) {
    const KerberosKdc kdc = { .call = call, .port = KERBEROS_PORT, .realm = realms[i] };
    g_autoptr (GError) why = NULL;
    gboolean is_tried = FALSE;
    KerberosTicket *ticket =
        kerberos_ticket_get (&kdc, user, kerberos_account_password (account), &is_tried, &why);

    if (ticket != NULL)
      return ticket;
    if (is_tried || kerberos_login_is_final (why)) {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
    /* That nobody answers says less than that nobody knows the account. */
    if (problem == NULL || is_unknown (why)) {
      g_clear_error (&problem);
      problem = g_steal_pointer (&why);
    }
  }

  if (problem == NULL)
    base_error_set_facts (&problem, BASE_ERROR_AUTH, &nowhere, "“%s” names no realm of Kerberos",
                          user);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* As the directory says it: one that is not known here is no refusal of the password. */
static void
note (KerberosAccount *account, const GError *problem)
{
  if (problem == NULL || kerberos_login_is_final (problem) || !kerberos_error_is_refusal (problem))
    kerberos_account_note (account, problem);
}

static KerberosTicket *
log_in (KerberosAccount *account, BaseCall *call, const char *host, GError **error)
{
  KerberosTicket *ticket = kerberos_account_ticket (account);
  g_autoptr (GError) problem = NULL;

  if (ticket != NULL)
    return ticket;
  if (!kerberos_account_enter (account, call, error))
    return NULL;

  ticket = kerberos_account_ticket (account); /* somebody else's turn has brought it */
  if (ticket == NULL) {
    ticket = try_realms (account, call, host, &problem);
    if (ticket != NULL)
      kerberos_account_keep_ticket (account, g_steal_pointer (&ticket));
    if (problem == NULL || problem->domain == BASE_ERROR)
      note (account, problem);
    if (problem == NULL)
      ticket = kerberos_account_ticket (account);
  }
  kerberos_account_leave (account);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return ticket;
}

/* The name before the realm; a person may write it with another suffix. */
static gboolean
is_of (const KerberosTicket *ticket, const char *user)
{
  const char *client = kerberos_ticket_client (ticket);
  const char *backslash = strchr (user, '\\');
  const char *name = backslash != NULL ? backslash + 1 : user;
  gsize length = strcspn (name, "@");

  return strcspn (client, "@") == length && g_ascii_strncasecmp (client, name, length) == 0;
}

KerberosTicket *
kerberos_login (KerberosAccount *account, BaseCall *call, const char *host, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (KerberosTicket) found = kerberos_ticket_find (NULL, &problem);
  KerberosTicket *ticket;

  if (account == NULL || kerberos_account_password (account) == NULL ||
      *kerberos_account_user (account) == '\0' ||
      (found != NULL && is_of (found, kerberos_account_user (account)))) {
    if (found == NULL)
      g_propagate_error (error, g_steal_pointer (&problem));
    return g_steal_pointer (&found);
  }

  g_clear_error (&problem);
  ticket = log_in (account, call, host, &problem);
  if (ticket != NULL)
    return ticket;
  if (found != NULL && !kerberos_login_is_final (problem))
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
