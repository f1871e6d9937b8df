/* ews-listing.c - everybody whom the server knows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-listing.h"

#include "base-error.h"
#include "ews-names.h"
#include "ews-people.h"

#include <string.h>

#define FIRST_PAGE_SIZE 500
#define LEAST_PAGE_SIZE 10
#define MOST_PREFIX_CHARS 4

static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";

typedef struct
{
  BaseCall *call;
  EwsServer *server;
  const char *query;
  ExchangePeopleFunc each;
  gpointer data;
  GHashTable *seen; /* ids */
  gboolean is_stopped;
} Listing;

/* Hands over who is new; how many these were. */
static guint
hand_over (Listing *self, GPtrArray *people)
{
  g_autoptr (GPtrArray) fresh =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);

  for (guint i = 0; i < people->len; i++) {
    ExchangePerson *person = g_ptr_array_index (people, i);

    if (g_hash_table_add (self->seen, g_strdup (person->id)))
      g_ptr_array_add (fresh, exchange_person_ref (person));
  }
  if (fresh->len > 0 && !self->each (fresh, self->data))
    self->is_stopped = TRUE;
  return fresh->len;
}

static gboolean
is_last_page (const EwsPeoplePage *page, guint offset, guint size)
{
  if (page->entries == 0)
    return TRUE;
  return page->total >= 0 ? offset >= page->total : page->entries < size;
}

static gboolean
list_pages (Listing *self, GError **error)
{
  static const BaseErrorFacts paging = { .reason = "paging" };
  guint size = FIRST_PAGE_SIZE;
  guint offset = 0;

  while (!self->is_stopped) {
    g_autoptr (GError) why = NULL;
    g_autoptr (EwsPeoplePage) page =
        ews_people_find (self->call, self->server, self->query, offset, size, &why);

    if (page == NULL && size > LEAST_PAGE_SIZE &&
        g_strcmp0 (base_error_facts (why)->reason, "page-too-big") == 0) {
      size /= 2;
      continue;
    }
    if (page == NULL) {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }

    offset += page->entries;
    if (hand_over (self, page->people) == 0 && page->people->len > 0) {
      base_error_set_facts (error, BASE_ERROR_PROTOCOL, &paging,
                            "the server sends the same people again");
      return FALSE;
    }
    if (is_last_page (page, offset, size))
      break;
  }
  return TRUE;
}

static gboolean
list_prefix (Listing *self, const char *prefix, GError **error)
{
  g_autoptr (GPtrArray) people = NULL;
  gboolean is_complete;

  if (self->is_stopped)
    return TRUE;
  if (*prefix != '\0') {
    people = ews_names_resolve (self->call, self->server, prefix, &is_complete, error);
    if (people == NULL)
      return FALSE;
    hand_over (self, people);
    if (is_complete || strlen (prefix) >= MOST_PREFIX_CHARS)
      return TRUE;
  }

  for (const char *c = letters; *c != '\0'; c++) {
    g_autofree char *longer = g_strdup_printf ("%s%c", prefix, *c);

    if (!list_prefix (self, longer, error))
      return FALSE;
  }
  return TRUE;
}

/* The server does not have FindPeople, or not for this. */
static gboolean
is_no_way (const GError *why)
{
  return g_error_matches (why, BASE_ERROR, BASE_ERROR_UNSUPPORTED) ||
         g_error_matches (why, BASE_ERROR, BASE_ERROR_REJECTED) ||
         g_error_matches (why, BASE_ERROR, BASE_ERROR_NOT_FOUND) ||
         (g_error_matches (why, BASE_ERROR, BASE_ERROR_PROTOCOL) &&
          base_error_facts (why)->server_code != NULL);
}

gboolean
ews_listing_run (BaseCall *call, EwsServer *server, const char *query, ExchangePeopleFunc each,
                 gpointer data, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listing listing = {
    .call = call, .server = server, .query = query, .each = each, .data = data, .seen = seen
  };
  g_autoptr (GError) why = NULL;

  if (list_pages (&listing, &why))
    return TRUE;
  if (!is_no_way (why) || g_hash_table_size (seen) > 0) {
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }

  if (query != NULL && *query != '\0') {
    g_autoptr (GPtrArray) people = ews_names_resolve (call, server, query, NULL, error);

    if (people != NULL)
      hand_over (&listing, people);
    return people != NULL;
  }
  return list_prefix (&listing, "", error);
}
