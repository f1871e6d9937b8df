/* directory-endpoints.c - Autodiscover's service connection points
 *
 * Microsoft, "How to: Find Autodiscover endpoints by using SCP lookup in Exchange": two keywords
 * tell service connection points that hold a URL from those that point to another forest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-endpoints.h"

#include "base-error.h"
#include "directory-dse.h"
#include "directory-search.h"

#include <string.h>

#define KEYWORD_URL "77378F46-2C66-4aa9-A6A6-3E7A48B19596"
#define KEYWORD_POINTER "67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68"
#define MOST 200
#define MOST_BYTES 1024
#define MOST_FORESTS 10

static const char *const attributes[] = { "keywords", "serviceBindingInformation", NULL };
enum
{
  KEYWORDS,
  BINDING
};

typedef enum
{
  RANK_OUR_SITE,
  RANK_ALL_SITES,
  RANK_OTHER_SITES,
  N_RANKS
} Rank;

/* Of one forest. */
typedef struct
{
  const char *site; /* ours */
  const char *domain;
  const char *forest;
  GPtrArray *ranks[N_RANKS]; /* DirectoryEndpoint */
  GPtrArray *pointers;       /* LDAP URLs for the domain */
  GPtrArray *general;        /* LDAP URLs for everybody */
} Points;

/* Of all forests. */
typedef struct
{
  DirectoryForest *forest;
  BaseCall *call;
  const char *domain;
  GPtrArray *found;   /* DirectoryEndpoint */
  GPtrArray *failed;  /* the same, with a problem */
  GPtrArray *to_ask;  /* LDAP URLs */
  GPtrArray *general; /* the same: only when nothing else was found */
  GHashTable *hosts;  /* that were asked */
} Tour;

static void
free_endpoint (gpointer data)
{
  DirectoryEndpoint *self = data;

  g_free (self->url);
  g_free (self->site);
  g_free (self->forest);
  g_clear_error (&self->problem);
  g_free (self);
}

static void
add_endpoint (GPtrArray *list, const char *url, const char *site, const char *forest,
              GError *problem)
{
  DirectoryEndpoint *endpoint = g_new0 (DirectoryEndpoint, 1);

  endpoint->url = g_strdup (url);
  endpoint->site = g_strdup (site != NULL ? site : "");
  endpoint->forest = g_strdup (forest != NULL ? forest : "");
  endpoint->problem = problem;
  g_ptr_array_add (list, endpoint);
}

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
has_url (const GPtrArray *list, const char *url)
{
  for (guint i = 0; i < list->len; i++)
    if (g_ascii_strcasecmp (((const DirectoryEndpoint *) list->pdata[i])->url, url) == 0)
      return TRUE;
  return FALSE;
}

static void
take_pointer (Points *points, DirectoryEntry *entry)
{
  const char *for_domain = find_keyword (entry, "Domain=");
  GPtrArray *list = for_domain != NULL ? points->pointers : points->general;
  guint n = directory_entry_n_values (entry, BINDING);

  if (for_domain != NULL && g_ascii_strcasecmp (for_domain, points->domain) != 0)
    return;
  for (guint i = 0; i < n; i++) {
    const char *url = directory_entry_nth_text (entry, BINDING, i);

    if (is_url (url, "ldap"))
      g_ptr_array_add (list, g_strdup (url));
  }
}

static gboolean
point_cb (DirectoryEntry *entry, gpointer data)
{
  Points *points = data;
  const char *site = find_keyword (entry, "Site=");
  guint n = directory_entry_n_values (entry, BINDING);
  Rank rank = RANK_ALL_SITES;

  if (find_keyword (entry, KEYWORD_POINTER) != NULL) {
    take_pointer (points, entry);
    return TRUE;
  }
  if (site != NULL)
    rank = g_ascii_strcasecmp (site, points->site) == 0 ? RANK_OUR_SITE : RANK_OTHER_SITES;
  for (guint i = 0; i < n; i++) {
    const char *url = directory_entry_nth_text (entry, BINDING, i);

    if (is_url (url, "https"))
      add_endpoint (points->ranks[rank], url, site, points->forest, NULL);
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
search (Tour *tour, const char *dns, const char *configuration, Points *points, GError **error)
{
  g_autoptr (DirectoryFilter) filter = directory_filter_and (
      directory_filter_equals ("objectClass", "serviceConnectionPoint"),
      directory_filter_or (directory_filter_equals ("keywords", KEYWORD_POINTER),
                           directory_filter_equals ("keywords", KEYWORD_URL), NULL),
      NULL);
  const DirectoryAsk ask = { .dns = dns,
                             .base = configuration,
                             .scope = LDAP_SCOPE_SUBTREE,
                             .filter = filter,
                             .attributes = attributes,
                             .most = MOST };
  g_autoptr (GError) why = NULL;

  if (directory_search (tour->call, tour->forest, &ask, point_cb, NULL, points, NULL, &why) ||
      is_nothing (why))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

/* Those of this forest stand before what was found until now, which pointed to it. */
static void
take_found (Tour *tour, Points *points)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&tour->found);

  tour->found = g_ptr_array_new_with_free_func (free_endpoint);
  for (gsize i = 0; i < N_RANKS; i++)
    for (guint k = 0; k < points->ranks[i]->len; k++) {
      const DirectoryEndpoint *endpoint = points->ranks[i]->pdata[k];

      if (!has_url (tour->found, endpoint->url))
        add_endpoint (tour->found, endpoint->url, endpoint->site, endpoint->forest, NULL);
    }
  for (guint i = 0; i < before->len; i++) {
    const DirectoryEndpoint *endpoint = before->pdata[i];

    if (!has_url (tour->found, endpoint->url))
      add_endpoint (tour->found, endpoint->url, endpoint->site, endpoint->forest, NULL);
  }
}

/* dns: NULL for the home forest. */
static gboolean
read_forest (Tour *tour, const char *dns, const char *site, const char *configuration,
             GError **error)
{
  g_autoptr (GPtrArray) ours = g_ptr_array_new_with_free_func (free_endpoint);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_endpoint);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (free_endpoint);
  Points points = { .site = site,
                    .domain = tour->domain,
                    .forest = dns,
                    .ranks = { ours, all, others },
                    .pointers = tour->to_ask,
                    .general = tour->general };

  if (!search (tour, dns, configuration, &points, error))
    return FALSE;
  take_found (tour, &points);
  return TRUE;
}

static gboolean
read_other_forest (Tour *tour, const char *dns, GError **error)
{
  DirectoryLink *link =
      directory_link_get (tour->call, tour->forest, dns, DIRECTORY_PORT_DOMAIN, error);
  g_autofree char *configuration = NULL;

  if (link == NULL)
    return FALSE;
  configuration = g_strdup (directory_link_dse (link)->configuration);
  /* We are in none of its sites. */
  return read_forest (tour, dns, "", configuration, error);
}

/* A pointer names a domain, or one of its controllers. */
static void
follow (Tour *tour, const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  const char *dot = strchr (host, '.');
  GError *problem = NULL;

  if (!g_hash_table_add (tour->hosts, g_strdup (host)) || read_other_forest (tour, host, &problem))
    return;

  if (g_strcmp0 (base_error_facts (problem)->reason, "directory-no-dns") == 0 && dot != NULL &&
      strchr (dot + 1, '.') != NULL) {
    g_clear_error (&problem);
    if (!g_hash_table_add (tour->hosts, g_strdup (dot + 1)) ||
        read_other_forest (tour, dot + 1, &problem))
      return;
  }
  add_endpoint (tour->failed, url, NULL, host, problem);
}

static void
follow_pointers (Tour *tour)
{
  guint n = 0;

  while (n < MOST_FORESTS && base_call_check (tour->call, NULL)) {
    g_autofree char *url = NULL;

    if (tour->to_ask->len == 0 && tour->found->len == 0) {
      g_ptr_array_extend_and_steal (tour->to_ask, tour->general);
      tour->general = g_ptr_array_new_with_free_func (g_free);
    }
    if (tour->to_ask->len == 0)
      return;
    url = g_ptr_array_steal_index (tour->to_ask, 0);
    follow (tour, url);
    n++;
  }
}

GPtrArray *
directory_endpoints_find (DirectoryForest *forest, BaseCall *call, const char *domain,
                          GError **error)
{
  g_autoptr (DirectoryRoot) root = directory_forest_root (forest, call, error);
  Tour tour = { .forest = forest, .call = call, .domain = domain };
  gboolean is_read;

  if (root == NULL)
    return NULL;

  tour.found = g_ptr_array_new_with_free_func (free_endpoint);
  tour.failed = g_ptr_array_new_with_free_func (free_endpoint);
  tour.to_ask = g_ptr_array_new_with_free_func (g_free);
  tour.general = g_ptr_array_new_with_free_func (g_free);
  tour.hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  is_read = read_forest (&tour, NULL, *root->own_site != '\0' ? root->own_site : root->site,
                         root->configuration, error);
  if (is_read)
    follow_pointers (&tour);
  g_ptr_array_extend_and_steal (tour.found, tour.failed);
  g_ptr_array_unref (tour.to_ask);
  g_ptr_array_unref (tour.general);
  g_hash_table_unref (tour.hosts);
  if (is_read)
    return tour.found;
  g_ptr_array_unref (tour.found);
  return NULL;
}
