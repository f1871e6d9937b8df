/* graph-users.c - people
 *
 * Quirk: $search is understood only with ConsistencyLevel: eventual, and not in every cloud; where
 * it is refused, $filter with startswith () takes its place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-users.h"

#include "base-error.h"
#include "base-text.h"
#include "graph-page.h"
#include "graph-path.h"
#include "graph-person.h"
#include "wire-json.h"

#include <string.h>

#define MOST_RESOLVED 100
#define MOST_QUERY_CHARS 120
#define PAGE_SIZE "999"

typedef struct
{
  GraphServer *server;
  ExchangePeopleFunc each;
  gpointer data;
  GHashTable *seen; /* ids */
} Listing;

static gboolean
take_page_cb (JsonArray *entries, gpointer data)
{
  Listing *self = data;
  g_autoptr (GPtrArray) page =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);

  for (guint i = 0; i < json_array_get_length (entries); i++) {
    JsonNode *node = json_array_get_element (entries, i);
    ExchangePerson *person =
        JSON_NODE_HOLDS_OBJECT (node)
            ? graph_person_new (self->server, json_node_get_object (node), GRAPH_TOLD_WHOLE)
            : NULL;

    if (person != NULL && g_hash_table_add (self->seen, g_strdup (person->id)))
      g_ptr_array_add (page, person);
    else
      exchange_person_unref (person);
  }
  return page->len == 0 || self->each (page, self->data);
}

/* The text without what has a meaning of its own in a search or a filter's quotes; NULL when
 * nothing is left. */
static char *
clean_query (const char *query)
{
  g_autofree char *valid = g_utf8_make_valid (query, -1);
  g_autofree char *cut = NULL;

  for (char *c = valid; *c != '\0'; c++)
    if ((guchar) *c < 0x20 || *c == 0x7F || *c == '"' || *c == '\\')
      *c = ' ';
  g_strstrip (valid);
  cut = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MOST_QUERY_CHARS));
  return *cut != '\0' ? g_steal_pointer (&cut) : NULL;
}

static char *
make_search (const char *text)
{
  return g_strdup_printf ("\"displayName:%s\" OR \"mail:%s\" OR \"userPrincipalName:%s\"", text,
                          text, text);
}

static char *
make_filter (const char *text)
{
  g_autofree char *quoted = graph_path_quote (text);

  return g_strdup_printf ("startswith(displayName,%s) or startswith(mail,%s) or "
                          "startswith(userPrincipalName,%s) or startswith(surname,%s)",
                          quoted, quoted, quoted, quoted);
}

gboolean
graph_users_run (BaseCall *call, GraphServer *server, const GraphAsk *ask, ExchangePeopleFunc each,
                 gpointer data, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listing listing = { server, each, data, seen };

  return graph_page_run (call, server, ask, take_page_cb, &listing, NULL, error);
}

static gboolean
run (BaseCall *call, Listing *self, const char *path, gboolean is_eventual, GError **error)
{
  const GraphAsk ask = { .operation = "users", .path = path, .is_eventual = is_eventual };

  return graph_page_run (call, self->server, &ask, take_page_cb, self, NULL, error);
}

static gboolean
is_no_search (const GError *why)
{
  int status = base_error_facts (why)->http_status;

  return status == 400 || status == 501;
}

static gboolean
search (BaseCall *call, Listing *self, const char *text, GError **error)
{
  g_autofree char *wanted = make_search (text);
  g_autofree char *path = graph_path_with ("/users", "$search", wanted, "$count", "true", "$select",
                                           GRAPH_PERSON_PROPERTIES, "$top", PAGE_SIZE, NULL);
  g_autofree char *filter = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) why = NULL;

  if (run (call, self, path, TRUE, &why))
    return TRUE;
  if (!is_no_search (why) || g_hash_table_size (self->seen) > 0) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }

  filter = make_filter (text);
  other = graph_path_with ("/users", "$filter", filter, "$select", GRAPH_PERSON_PROPERTIES, "$top",
                           PAGE_SIZE, NULL);
  return run (call, self, other, FALSE, error);
}

static gboolean
is_called (const ExchangePerson *person, const char *text)
{
  g_autofree char *all = g_strjoin ("\n", person->name, person->mail, person->upn, NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1);
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  return strstr (folded, wanted) != NULL;
}

/* Who has signed in may manage nobody else. */
static gboolean
list_oneself (BaseCall *call, const Listing *self, const char *text, GError **error)
{
  g_autofree char *path = graph_path_with ("/me", "$select", GRAPH_PERSON_PROPERTIES, NULL);
  const GraphAsk ask = { .operation = "me", .path = path };
  g_autoptr (GraphAnswer) answer = graph_ask_body (call, self->server, &ask, error);
  g_autoptr (GPtrArray) page =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  ExchangePerson *person;

  if (answer == NULL)
    return FALSE;

  person = graph_person_new (self->server, answer->body, GRAPH_TOLD_WHOLE);
  if (person != NULL)
    g_ptr_array_add (page, person);
  if (person != NULL && (text == NULL || is_called (person, text)))
    self->each (page, self->data);
  return TRUE;
}

gboolean
graph_users_list (BaseCall *call, GraphServer *server, const char *query, ExchangePeopleFunc each,
                  gpointer data, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listing listing = { server, each, data, seen };
  g_autofree char *text = query != NULL ? clean_query (query) : NULL;
  g_autofree char *path = NULL;

  if (server->profile->sign_in == EXCHANGE_SIGN_IN_PERSON)
    return list_oneself (call, &listing, text, error);
  if (text != NULL)
    return search (call, &listing, text, error);
  if (query != NULL && *query != '\0')
    return TRUE; /* nobody is called so */

  path = graph_path_with ("/users", "$select", GRAPH_PERSON_PROPERTIES, "$expand",
                          GRAPH_PERSON_MANAGER, "$top", PAGE_SIZE, NULL);
  return run (call, &listing, path, FALSE, error);
}

/* What was wrong with it are the server's own words. */
static void
blame_filter (GError *why, GError **error)
{
  BaseErrorFacts facts = *base_error_facts (why);

  facts.reason = "bad-filter";
  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s", why->message);
}

gboolean
graph_users_list_filtered (BaseCall *call, GraphServer *server, const char *filter,
                           ExchangePeopleFunc each, gpointer data, GError **error)
{
  g_autofree char *path = graph_path_with ("/users", "$filter", filter, "$count", "true", "$select",
                                           GRAPH_PERSON_PROPERTIES, "$top", PAGE_SIZE, NULL);
  const GraphAsk ask = { .operation = "users", .path = path, .is_eventual = TRUE };
  g_autoptr (GError) why = NULL;

  if (graph_users_run (call, server, &ask, each, data, &why))
    return TRUE;
  if (base_error_facts (why)->http_status == 400)
    blame_filter (why, error);
  else
    g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
collect_cb (GPtrArray *page, gpointer data)
{
  GPtrArray *people = data;

  for (guint i = 0; i < page->len && people->len < MOST_RESOLVED; i++)
    g_ptr_array_add (people, exchange_person_ref (g_ptr_array_index (page, i)));
  return people->len < MOST_RESOLVED;
}

GPtrArray *
graph_users_resolve (BaseCall *call, GraphServer *server, const char *text, GError **error)
{
  g_autoptr (GPtrArray) people =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  g_autofree char *wanted = clean_query (text);

  if (wanted != NULL && !graph_users_list (call, server, wanted, collect_cb, people, error))
    return NULL;
  return g_steal_pointer (&people);
}

static gboolean
take_id_cb (JsonArray *entries, gpointer data)
{
  char **ret = data;
  JsonNode *node =
      json_array_get_length (entries) == 1 ? json_array_get_element (entries, 0) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    *ret = g_strdup (wire_json_string (json_node_get_object (node), "user", "id", NULL));
  return FALSE;
}

char *
graph_users_find (BaseCall *call, GraphServer *server, const char *address, GError **error)
{
  g_autofree char *mail = graph_path_quote (address);
  g_autofree char *prefixed = g_strconcat ("smtp:", address, NULL);
  g_autofree char *proxy = graph_path_quote (prefixed);
  g_autofree char *filter =
      g_strdup_printf ("mail eq %s or proxyAddresses/any(p:p eq %s)", mail, proxy);
  g_autofree char *path =
      graph_path_with ("/users", "$filter", filter, "$select", "id", "$top", "2", NULL);
  const GraphAsk ask = { .operation = "find user", .path = path };
  char *id = NULL;

  graph_page_run (call, server, &ask, take_id_cb, &id, NULL, error);
  return id;
}
