/* with-peer.h - a forest that is the peer of peer.h, and asking it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "base-error.h"
#include "directory-search.h"
#include "directory-state.h"
#include "peer.h"

#define CLEAR ""
#define TLS "ldaps://"

static inline char *
read_authority (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "http", "authority.pem", NULL);
  g_autoptr (GError) error = NULL;
  char *pem = NULL;

  g_file_get_contents (path, &pem, NULL, &error);
  g_assert_no_error (error);
  return pem;
}

/* scheme: CLEAR or TLS. password: NULL for none. */
static inline DirectoryForest *
make_forest (const Peer *peer, const char *scheme, const char *password)
{
  g_autofree char *pem = read_authority ();
  g_autofree char *address = g_strdup_printf ("%s127.0.0.1:%u", scheme, peer->port);
  const ExchangeProfile draft = { .directory = address,
                                  .directory_auth = EXCHANGE_DIRECTORY_AUTH_SIMPLE,
                                  .directory_user = (char *) "ann@corp.test",
                                  .directory_ca_pem = pem };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  g_autoptr (BaseSecret) secret = password != NULL ? base_secret_new (password, -1) : NULL;

  return directory_forest_new (profile, secret);
}

static inline void
assert_reason (const GError *error, const char *reason)
{
  g_assert_nonnull (error);
  if (g_strcmp0 (base_error_facts (error)->reason, reason) != 0)
    g_error ("%s was expected, %s came: %s", reason, base_error_facts (error)->reason,
             error->message);
}

static inline gboolean
count_cb (DirectoryEntry *entry, gpointer data)
{
  guint *n = data;

  (*n)++;
  return TRUE;
}

static const char *const attributes[] = { "displayName", "member", NULL };

static inline gboolean
search (BaseCall *call, DirectoryForest *forest, guint most, guint *ret_n, gboolean *ret_has_more,
        GError **error)
{
  const DirectoryAsk ask = {
    .base = "DC=corp,DC=test", .scope = LDAP_SCOPE_SUBTREE, .attributes = attributes, .most = most
  };

  *ret_n = 0;
  return directory_search (call, forest, &ask, count_cb, NULL, ret_n, ret_has_more, error);
}
