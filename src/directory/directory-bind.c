/* directory-bind.c - finds a controller and logs in
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-bind.h"

#include "base-error.h"
#include "directory-error.h"

#include <string.h>

#define LIMIT_MS 15000

static gboolean
check_password (DirectoryAccount *account, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "no-password" };
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&account->lock);

  if (account->password == NULL || *account->user == '\0') {
    base_error_set_facts (error, BASE_ERROR_AUTH, &facts, "there is no password for %s",
                          *account->user != '\0' ? account->user : "the directory");
    return FALSE;
  }
  if (account->refused != NULL) {
    g_propagate_error (error, g_error_copy (account->refused));
    return FALSE;
  }
  return TRUE;
}

static gboolean
bind_simply (DirectoryLink *link, BaseCall *call, DirectoryAccount *account, GError **error)
{
  g_auto (DirectoryResult) result = { 0 };
  g_autoptr (GError) refused = NULL;
  struct berval secret;
  int id = 0;
  int code;

  g_return_val_if_fail (link->transport != DIRECTORY_TRANSPORT_CLEAR, FALSE);
  if (!check_password (account, error))
    return FALSE;

  secret.bv_val = (char *) base_secret_text (account->password);
  secret.bv_len = strlen (secret.bv_val);
  code = ldap_sasl_bind (link->ldap, account->user, LDAP_SASL_SIMPLE, &secret, NULL, NULL, &id);
  if (code != LDAP_SUCCESS) {
    directory_link_set_error (link, code, error);
    return FALSE;
  }
  if (!directory_link_result (link, call, id, LIMIT_MS, &result, error))
    return FALSE;
  if (result.code == LDAP_SUCCESS) {
    link->way = "simple";
    link->account = g_strdup (account->user);
    link->ssf = 128;
    return TRUE;
  }

  directory_error_set (&refused, link->host, account->user, result.code, result.words);
  if (directory_error_is_refusal (refused)) {
    g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&account->lock);

    if (account->refused == NULL)
      account->refused = g_error_copy (refused);
  }
  g_propagate_error (error, g_steal_pointer (&refused));
  return FALSE;
}

static DirectoryLink *
connect_safely (DirectoryForest *forest, BaseCall *call, const DirectoryPlace *place,
                DirectoryPort port, GError **error)
{
  g_autoptr (GError) problem = NULL;
  DirectoryLink *link =
      directory_connect (forest, call, place, port, DIRECTORY_TRANSPORT_TLS, &problem);

  if (link == NULL && g_error_matches (problem, BASE_ERROR, BASE_ERROR_OFFLINE))
    return directory_connect (forest, call, place, port, DIRECTORY_TRANSPORT_STARTTLS, error);
  if (link == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return link;
}

DirectoryLink *
directory_bind (DirectoryForest *forest, BaseCall *call, const char *dns, DirectoryPort port,
                GError **error)
{
  g_autoptr (DirectoryAccount) account = directory_state_account (forest, dns);
  g_auto (DirectoryPlace) place = { 0 };
  g_autoptr (DirectoryLink) link = NULL;

  if (!check_password (account, error) || !directory_locate (forest, call, dns, &place, error))
    return NULL;
  link = connect_safely (forest, call, &place, port, error);
  if (link == NULL || !bind_simply (link, call, account, error))
    return NULL;
  return g_steal_pointer (&link);
}
