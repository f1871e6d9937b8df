/* graph-page.c - a list of Graph's that comes page by page
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-page.h"

#include "base-error.h"
#include "base-retry.h"
#include "graph-path.h"
#include "wire-json.h"

#define MOST_PAGES 100000
#define MOST_TRIES 8
#define SILENT_BUSY_MS 10000 /* a busy server that names no time */
#define FIRST_RETRY_MS 500
#define MOST_RETRY_MS 20000

/* TRUE when a page after the first may be asked for again, after the wait; else why is the error.
 */
static gboolean
may_ask_again (BaseCall *call, guint pages, guint *tries, GError *why, GError **error)
{
  BaseVerdict verdict = base_error_verdict (why);
  guint64 wait_ms = base_error_facts (why)->wait_ms;

  if (pages == 0 || ++*tries >= MOST_TRIES ||
      (verdict != BASE_VERDICT_WAIT && verdict != BASE_VERDICT_RETRY)) {
    g_propagate_error (error, why);
    return FALSE;
  }

  if (verdict == BASE_VERDICT_RETRY)
    wait_ms = base_retry_wait_ms (*tries, FIRST_RETRY_MS, MOST_RETRY_MS, g_random_double ());
  else if (wait_ms == 0)
    wait_ms = SILENT_BUSY_MS;
  g_error_free (why);
  return base_call_wait (call, wait_ms, error);
}

static JsonArray *
find_entries (JsonObject *body, const char *operation, GError **error)
{
  JsonNode *node = json_object_get_member (body, "value");

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);

  base_error_set (error, BASE_ERROR_PROTOCOL, "%s: “value” is no list", operation);
  return NULL;
}

/* The path of what comes next into ret; NULL there when this was the last page. */
static gboolean
read_next (const GraphServer *server, JsonObject *body, GHashTable *seen, char **ret,
           GError **error)
{
  static const BaseErrorFacts paging = { .reason = "paging" };
  g_autoptr (GError) why = NULL;
  const char *link = wire_json_string (body, "page", "@odata.nextLink", &why);

  *ret = NULL;
  if (link == NULL && why == NULL)
    return TRUE;
  if (link != NULL)
    *ret = graph_path_of_link (server->base, link, &why);
  if (*ret != NULL && (g_hash_table_size (seen) > MOST_PAGES || g_hash_table_contains (seen, *ret)))
    base_error_set_facts (&why, BASE_ERROR_PROTOCOL, &paging, "the pages have no end");
  if (why == NULL) {
    g_hash_table_add (seen, g_strdup (*ret));
    return TRUE;
  }

  g_clear_pointer (ret, g_free);
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static GraphAnswer *
ask_page (BaseCall *call, GraphServer *server, const GraphAsk *ask, guint pages, GError **error)
{
  guint tries = 0;

  for (;;) {
    GError *why = NULL;
    GraphAnswer *answer = graph_ask_body (call, server, ask, &why);

    if (answer != NULL || !may_ask_again (call, pages, &tries, why, error))
      return answer;
  }
}

gboolean
graph_page_run (BaseCall *call, GraphServer *server, const GraphAsk *first, GraphPageFunc each,
                gpointer data, char **ret_delta, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_strdup (first->path);

  for (guint pages = 0; path != NULL; pages++) {
    GraphAsk ask = *first;
    g_autoptr (GraphAnswer) answer = NULL;
    JsonArray *entries;

    ask.path = path;
    answer = ask_page (call, server, &ask, pages, error);
    entries = answer != NULL ? find_entries (answer->body, ask.operation, error) : NULL;
    if (entries == NULL)
      return FALSE;
    if (!each (entries, data))
      return TRUE;
    g_clear_pointer (&path, g_free);
    if (!read_next (server, answer->body, seen, &path, error))
      return FALSE;
    if (path == NULL && ret_delta != NULL)
      *ret_delta = g_strdup (wire_json_string (answer->body, "page", "@odata.deltaLink", NULL));
  }
  return TRUE;
}
