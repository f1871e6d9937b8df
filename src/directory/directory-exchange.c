/* directory-exchange.c - the servers of Exchange, as the directory knows them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-exchange.h"

#include "base-error.h"
#include "directory-search.h"

#include <string.h>

#define MOST 200
#define ADDRESS_PREFIX "ncacn_ip_tcp:"

static const char *const server_attributes[] = { "name", "networkAddress", "serialNumber", NULL };
enum
{
  NAME,
  ADDRESS,
  SERIAL
};

static void
free_server (gpointer data)
{
  DirectoryServer *self = data;

  g_free (self->name);
  g_free (self->host);
  g_free (self->version);
  g_free (self);
}

/* Not there, or not to be seen. */
static gboolean
is_nothing (const GError *error)
{
  return g_error_matches (error, BASE_ERROR, BASE_ERROR_NOT_FOUND) ||
         g_error_matches (error, BASE_ERROR, BASE_ERROR_FORBIDDEN);
}

static char *
find_host (DirectoryEntry *entry)
{
  guint n = directory_entry_n_values (entry, ADDRESS);

  for (guint i = 0; i < n; i++) {
    const char *address = directory_entry_nth_text (entry, ADDRESS, i);

    if (g_ascii_strncasecmp (address, ADDRESS_PREFIX, strlen (ADDRESS_PREFIX)) == 0)
      return g_ascii_strdown (address + strlen (ADDRESS_PREFIX), -1);
  }
  return g_strdup ("");
}

static gboolean
server_cb (DirectoryEntry *entry, gpointer data)
{
  const char *name = directory_entry_text (entry, NAME);
  const char *version = directory_entry_text (entry, SERIAL);
  DirectoryServer *server = g_new0 (DirectoryServer, 1);

  server->name = g_strdup (name != NULL ? name : "");
  server->host = find_host (entry);
  server->version = g_strdup (version != NULL ? version : "");
  g_ptr_array_add (data, server);
  return TRUE;
}

GPtrArray *
directory_exchange_servers (DirectoryForest *forest, BaseCall *call, GError **error)
{
  g_autoptr (DirectoryRoot) root = directory_forest_root (forest, call, error);
  g_autoptr (GPtrArray) servers = g_ptr_array_new_with_free_func (free_server);
  g_autoptr (DirectoryFilter) filter =
      directory_filter_equals ("objectClass", "msExchExchangeServer");
  g_autofree char *base = NULL;
  g_autoptr (GError) why = NULL;
  DirectoryAsk ask = {
    .scope = LDAP_SCOPE_SUBTREE, .filter = filter, .attributes = server_attributes, .most = MOST
  };

  if (root == NULL)
    return NULL;
  ask.base = base = g_strconcat ("CN=Microsoft Exchange,CN=Services,", root->configuration, NULL);
  if (directory_search (call, forest, &ask, server_cb, NULL, servers, NULL, &why) ||
      is_nothing (why))
    return g_steal_pointer (&servers);
  g_propagate_error (error, g_steal_pointer (&why));
  return NULL;
}
