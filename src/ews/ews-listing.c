/* ews-listing.c - everybody whom the server knows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-listing.h"

#include "base-error.h"
#include "base-retry.h"
#include "ews-names.h"
#include "ews-people.h"

#include <string.h>

#define FIRST_PAGE_SIZE 500
#define LEAST_PAGE_SIZE 10
#define MOST_PREFIX_CHARS 4
#define MOST_PREFIXES 20000 /* 100,000 people need some 3,000 */
#define MOST_TRIES 8
#define SILENT_BUSY_MS 10000 /* a busy server that names no time */
#define FIRST_RETRY_MS 500
#define MOST_RETRY_MS 20000

static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";

typedef struct
{
  BaseCall *call;
  EwsServer *server;
  const char *query;
  ExchangePeopleFunc each;
  gpointer data;
  GHashTable *seen; /* ids */
  guint prefixes;
  gboolean is_stopped;
} Listing;

static const BaseErrorFacts paging = { .reason = "paging" };

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

/* A listing that is under way must not begin anew because the server was busy once: TRUE when the
 * same may be asked again, after the wait that the server wants; else why becomes the error. */
static gboolean
may_ask_again (Listing *self, guint *tries, GError *why, GError **error)
{
  BaseVerdict verdict = base_error_verdict (why);
  guint64 wait_ms = base_error_facts (why)->wait_ms;
  gboolean is_passing = g_hash_table_size (self->seen) > 0 &&
                        (verdict == BASE_VERDICT_WAIT || verdict == BASE_VERDICT_RETRY);

  if (!is_passing || ++*tries >= MOST_TRIES) {
    g_propagate_error (error, why);
    return FALSE;
  }

  if (verdict == BASE_VERDICT_RETRY)
    wait_ms = base_retry_wait_ms (*tries, FIRST_RETRY_MS, MOST_RETRY_MS, g_random_double ());
  else if (wait_ms == 0)
    wait_ms = SILENT_BUSY_MS;
  g_error_free (why);
  return base_call_wait (self->call, wait_ms, error);
}

static GPtrArray *
resolve_prefix (Listing *self, const char *prefix, gboolean *ret_is_complete, GError **error)
{
  guint tries = 0;

  for (;;) {
    GError *why = NULL;
    GPtrArray *people = ews_names_resolve (self->call, self->server, prefix, ret_is_complete, &why);

    if (people != NULL || !may_ask_again (self, &tries, why, error))
      return people;
  }
}

static gboolean
list_pages (Listing *self, GError **error)
{
  guint size = FIRST_PAGE_SIZE;
  guint offset = 0;
  guint tries = 0;

  while (!self->is_stopped) {
    GError *why = NULL;
    g_autoptr (EwsPeoplePage) page =
        ews_people_find (self->call, self->server, self->query, offset, size, &why);

    if (page == NULL && size > LEAST_PAGE_SIZE &&
        g_strcmp0 (base_error_facts (why)->reason, "page-too-big") == 0) {
      g_error_free (why);
      size /= 2;
      continue;
    }
    if (page == NULL) {
      if (!may_ask_again (self, &tries, why, error))
        return FALSE;
      continue;
    }

    tries = 0;
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
  if (++self->prefixes > MOST_PREFIXES) {
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &paging,
                          "the server says for ever that there are more people");
    return FALSE;
  }
  if (*prefix != '\0') {
    people = resolve_prefix (self, prefix, &is_complete, error);
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
