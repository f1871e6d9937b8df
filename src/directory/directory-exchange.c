/* directory-exchange.c - where Exchange is, as the directory knows it
 *
 * Microsoft, "How to: Find Autodiscover endpoints by using SCP lookup in Exchange": two keywords
 * tell service connection points that hold a URL from those that point to another forest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-exchange.h"

#include "base-error.h"
#include "directory-search.h"

#include <string.h>

#define KEYWORD_URL "77378F46-2C66-4aa9-A6A6-3E7A48B19596"
#define KEYWORD_POINTER "67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68"
#define MOST 200
#define MOST_BYTES 1024
#define ADDRESS_PREFIX "ncacn_ip_tcp:"

static const char *const point_attributes[] = { "keywords", "serviceBindingInformation", NULL };
enum
{
  KEYWORDS,
  BINDING
};

static const char *const server_attributes[] = { "name", "networkAddress", "serialNumber", NULL };
enum
{
  NAME,
  ADDRESS,
  SERIAL
};

static void
free_endpoint (gpointer data)
{
  DirectoryEndpoint *self = data;

  g_free (self->url);
  g_free (self->site);
  g_free (self);
}

static void
free_server (gpointer data)
{
  DirectoryServer *self = data;

  g_free (self->name);
  g_free (self->host);
  g_free (self->version);
  g_free (self);
}

typedef struct
{
  const char *site;
  const char *domain;
  GPtrArray *groups[3]; /* our site, all sites, other sites */
} Points;

static const char *
find_keyword (DirectoryEntry *entry, const char *prefix)
{
  guint n = directory_entry_n_values (entry, KEYWORDS);

  for (guint i = 0; i < n; i++) {
    const char *word = directory_entry_nth_text (entry, KEYWORDS, i);

    if (g_ascii_strncasecmp (word, prefix, strlen (prefix)) == 0)
      return word + strlen (prefix);
  }
  return NULL;
}

static gboolean
is_url (const char *text, const char *scheme)
{
  g_autoptr (GUri) uri = NULL;

  if (strlen (text) > MOST_BYTES)
    return FALSE;
  uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  return uri != NULL && g_ascii_strcasecmp (g_uri_get_scheme (uri), scheme) == 0 &&
         g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         g_uri_get_userinfo (uri) == NULL;
}

static gboolean
has_url (const Points *points, const char *url)
{
  for (gsize i = 0; i < G_N_ELEMENTS (points->groups); i++)
    for (guint k = 0; k < points->groups[i]->len; k++) {
      const DirectoryEndpoint *endpoint = points->groups[i]->pdata[k];

      if (g_ascii_strcasecmp (endpoint->url, url) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
point_cb (DirectoryEntry *entry, gpointer data)
{
  Points *points = data;
  gboolean is_pointer = find_keyword (entry, KEYWORD_POINTER) != NULL;
  const char *for_domain = find_keyword (entry, "Domain=");
  const char *site = find_keyword (entry, "Site=");
  guint n = directory_entry_n_values (entry, BINDING);
  guint group = 1;

  /* A pointer without a domain is for everybody. */
  if (is_pointer && for_domain != NULL && g_ascii_strcasecmp (for_domain, points->domain) != 0)
    return TRUE;
  if (site != NULL)
    group = g_ascii_strcasecmp (site, points->site) == 0 ? 0 : 2;

  for (guint i = 0; i < n; i++) {
    const char *url = directory_entry_nth_text (entry, BINDING, i);
    DirectoryEndpoint *endpoint;

    if (!is_url (url, is_pointer ? "ldap" : "https") || has_url (points, url))
      continue;
    endpoint = g_new0 (DirectoryEndpoint, 1);
    endpoint->url = g_strdup (url);
    endpoint->site = g_strdup (site != NULL ? site : "");
    endpoint->is_pointer = is_pointer;
    g_ptr_array_add (points->groups[group], endpoint);
  }
  return TRUE;
}

/* Not there, or not to be seen. */
static gboolean
is_nothing (const GError *error)
{
  return g_error_matches (error, BASE_ERROR, BASE_ERROR_NOT_FOUND) ||
         g_error_matches (error, BASE_ERROR, BASE_ERROR_FORBIDDEN);
}

static gboolean
search (DirectoryForest *forest, BaseCall *call, DirectoryAsk *ask, DirectoryEach each,
        gpointer data, GError **error)
{
  g_autoptr (GError) why = NULL;

  ask->scope = LDAP_SCOPE_SUBTREE;
  ask->most = MOST;
  if (directory_search (call, forest, ask, each, NULL, data, NULL, &why) || is_nothing (why))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

GPtrArray *
directory_exchange_endpoints (DirectoryForest *forest, BaseCall *call, const char *domain,
                              GError **error)
{
  g_autoptr (DirectoryRoot) root = directory_forest_root (forest, call, error);
  g_autoptr (GPtrArray) ours = g_ptr_array_new_with_free_func (free_endpoint);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_endpoint);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (free_endpoint);
  g_autoptr (DirectoryFilter) filter = directory_filter_and (
      directory_filter_equals ("objectClass", "serviceConnectionPoint"),
      directory_filter_or (directory_filter_equals ("keywords", KEYWORD_POINTER),
                           directory_filter_equals ("keywords", KEYWORD_URL), NULL),
      NULL);
  Points points = { .domain = domain, .groups = { ours, all, others } };
  DirectoryAsk ask = { .filter = filter, .attributes = point_attributes };

  if (root == NULL)
    return NULL;
  points.site = *root->own_site != '\0' ? root->own_site : root->site;
  ask.base = root->configuration;
  if (!search (forest, call, &ask, point_cb, &points, error))
    return NULL;

  g_ptr_array_extend_and_steal (ours, g_steal_pointer (&all));
  g_ptr_array_extend_and_steal (ours, g_steal_pointer (&others));
  return g_steal_pointer (&ours);
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
  DirectoryAsk ask = { .filter = filter, .attributes = server_attributes };

  if (root == NULL)
    return NULL;
  ask.base = base = g_strconcat ("CN=Microsoft Exchange,CN=Services,", root->configuration, NULL);
  return search (forest, call, &ask, server_cb, servers, error) ? g_steal_pointer (&servers) : NULL;
}
