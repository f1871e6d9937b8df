/* directory-simple.c - logging in with the password itself
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-simple.h"

#include "base-error.h"
#include "directory-error.h"

#include <string.h>

#define LIMIT_MS 15000
#define TLS_BITS 128

gboolean
directory_simple_check (const DirectoryLink *link, const char *domain, gboolean is_ours,
                        GError **error)
{
  BaseErrorFacts facts = { .host = link->host };

  if (*domain != '\0' && !directory_dse_is_inside (link->host, domain)) {
    facts.reason = "wrong-domain";
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &facts,
                          "DNS names %s as a controller of %s, in which it does not lie: no "
                          "password is sent to it",
                          link->host, domain);
    return FALSE;
  }
  if (is_ours)
    return TRUE;

  facts.reason = "needs-sign-in";
  base_error_set_facts (error, BASE_ERROR_AUTH, &facts,
                        "%s is of another forest, which gets no password of ours", link->host);
  return FALSE;
}

gboolean
directory_simple_bind (DirectoryLink *link, BaseCall *call, KerberosAccount *account,
                       GError **error)
{
  const char *user = kerberos_account_user (account);
  g_auto (DirectoryResult) result = { 0 };
  struct berval secret;
  int id = 0;
  int code;

  g_return_val_if_fail (link->transport != DIRECTORY_TRANSPORT_CLEAR, FALSE);

  secret.bv_val = (char *) base_secret_text (kerberos_account_password (account));
  secret.bv_len = strlen (secret.bv_val);
  code = ldap_sasl_bind (link->ldap, user, LDAP_SASL_SIMPLE, &secret, NULL, NULL, &id);
  if (code != LDAP_SUCCESS) {
    directory_link_set_error (link, code, error);
    return FALSE;
  }
  if (!directory_link_result (link, call, id, LIMIT_MS, &result, error))
    return FALSE;
  if (result.code != LDAP_SUCCESS) {
    directory_error_set (error, link->host, user, result.code, result.words);
    return FALSE;
  }
  link->way = "simple";
  link->account = g_strdup (user);
  link->ssf = TLS_BITS;
  return TRUE;
}
