/* graph-groups.c - groups, and who is in them
 *
 * Quirk: transitiveMembers with a type behind it is one of the advanced queries: it wants
 * ConsistencyLevel: eventual and $count.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-groups.h"

#include "graph-page.h"
#include "graph-path.h"
#include "graph-person.h"
#include "graph-users.h"
#include "wire-json.h"

#include <string.h>

#define MOST_FOUND 100
#define PAGE_SIZE "999"

static char *
make_filter (const char *text)
{
  g_autofree char *name = graph_path_quote (text);
  g_autofree char *prefixed = g_strconcat ("smtp:", text, NULL);
  g_autofree char *proxy = graph_path_quote (prefixed);

  if (g_uuid_string_is_valid (text))
    return g_strdup_printf ("id eq %s", name);
  if (strchr (text, '@') != NULL)
    return g_strdup_printf ("mail eq %s or proxyAddresses/any(p:p eq %s)", name, proxy);
  return g_strdup_printf ("displayName eq %s", name);
}

static gboolean
take_groups_cb (JsonArray *entries, gpointer data)
{
  GPtrArray *found = data;

  for (guint i = 0; i < json_array_get_length (entries) && found->len < MOST_FOUND; i++) {
    JsonNode *node = json_array_get_element (entries, i);
    ExchangePerson *group =
        JSON_NODE_HOLDS_OBJECT (node) ? graph_person_new_group (json_node_get_object (node)) : NULL;

    if (group != NULL)
      g_ptr_array_add (found, group);
  }
  return found->len < MOST_FOUND;
}

GPtrArray *
graph_groups_find (BaseCall *call, GraphServer *server, const char *text, GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  g_autofree char *filter = make_filter (text);
  g_autofree char *path = graph_path_with ("/groups", "$filter", filter, "$select",
                                           "id,displayName,mail", "$top", PAGE_SIZE, NULL);
  const GraphAsk ask = { .operation = "groups", .path = path };

  return graph_page_run (call, server, &ask, take_groups_cb, found, NULL, error)
             ? g_steal_pointer (&found)
             : NULL;
}

gboolean
graph_groups_members (BaseCall *call, GraphServer *server, const char *id, ExchangePeopleFunc each,
                      gpointer data, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);
  g_autofree char *place =
      g_strdup_printf ("/groups/%s/transitiveMembers/microsoft.graph.user", escaped);
  g_autofree char *path = graph_path_with (place, "$select", GRAPH_PERSON_PROPERTIES, "$count",
                                           "true", "$top", PAGE_SIZE, NULL);
  const GraphAsk ask = { .operation = "members", .path = path, .is_eventual = TRUE };

  return graph_users_run (call, server, &ask, each, data, error);
}
