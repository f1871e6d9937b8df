/* graph-changes.c - who changed since the last time
 *
 * Quirk: who lost the mail address, or became a guest, comes as changed, and has no mailbox any
 * more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-changes.h"

#include "base-error.h"
#include "graph-page.h"
#include "graph-path.h"
#include "graph-person.h"
#include "wire-json.h"

#include <string.h>

#define PLACE "/users/delta"

typedef struct
{
  GraphServer *server;
  const ExchangeNews *news;
  GraphTold told;
  gboolean is_stopped;
} Listing;

static void
take_entry (Listing *self, JsonObject *entry, GPtrArray *page)
{
  const char *id = wire_json_string (entry, "user", "id", NULL);
  ExchangePerson *person = json_object_has_member (entry, "@removed")
                               ? NULL
                               : graph_person_new (self->server, entry, self->told);

  if (person != NULL)
    g_ptr_array_add (page, person);
  else if (id != NULL && *id != '\0')
    self->news->removed (id, self->news->data);
}

static gboolean
take_page_cb (JsonArray *entries, gpointer data)
{
  Listing *self = data;
  g_autoptr (GPtrArray) page =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);

  for (guint i = 0; i < json_array_get_length (entries); i++) {
    JsonNode *node = json_array_get_element (entries, i);

    if (JSON_NODE_HOLDS_OBJECT (node))
      take_entry (self, json_node_get_object (node), page);
  }
  self->is_stopped = page->len > 0 && !self->news->changed (page, self->news->data);
  return !self->is_stopped;
}

/* The path into ret_mark; NULL there when the server gave no link to go on from. */
static gboolean
run (BaseCall *call, Listing *self, const char *path, char **ret_mark, GError **error)
{
  const GraphAsk ask = { .operation = "users delta", .path = path };
  g_autofree char *link = NULL;

  if (!graph_page_run (call, self->server, &ask, take_page_cb, self, &link, error))
    return FALSE;
  if (self->is_stopped || link == NULL)
    return TRUE;

  *ret_mark = graph_path_of_link (self->server->base, link, error);
  return *ret_mark != NULL;
}

static gboolean
is_mark (const char *mark)
{
  return mark != NULL && g_str_has_prefix (mark, PLACE);
}

static gboolean
is_expired (const GError *why)
{
  return g_strcmp0 (base_error_facts (why)->reason, "delta-expired") == 0 ||
         base_error_facts (why)->http_status == 400;
}

gboolean
graph_changes_list (BaseCall *call, GraphServer *server, const char *mark, const ExchangeNews *news,
                    char **ret_mark, gboolean *ret_is_all, GError **error)
{
  Listing listing = { .server = server, .news = news, .told = GRAPH_TOLD_CHANGE };
  g_autoptr (GError) why = NULL;
  g_autofree char *path = NULL;

  if (is_mark (mark)) {
    *ret_is_all = FALSE;
    if (run (call, &listing, mark, ret_mark, &why))
      return TRUE;
    if (!is_expired (why)) {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  }

  *ret_is_all = TRUE;
  listing.told = GRAPH_TOLD_WHOLE;
  path = graph_path_with (PLACE, "$select", GRAPH_PERSON_CHANGES, NULL);
  return run (call, &listing, path, ret_mark, error);
}
