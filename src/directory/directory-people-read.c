/* directory-people-read.c - one search for people, page by page
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-people-read.h"

#include "directory-search.h"
#include "directory-value.h"

static const char *const attributes[] = { DIRECTORY_PERSON_ATTRIBUTES, NULL };

typedef struct
{
  DirectoryForest *forest;
  BaseCall *call;
  const DirectoryPeopleAsk *ask;
  DirectoryPersonReader reader;
  GPtrArray *page;
  GHashTable *unreachable; /* NULL: what came is complete */
  gboolean is_enough;
  GError *error; /* of what was asked in between */
  guint n;
} Reading;

static void
note_other (Reading *reading, DirectoryEntry *entry)
{
  char guid[DIRECTORY_GUID_TEXT];
  struct berval bytes;

  if (reading->ask->other != NULL && directory_entry_bytes (entry, DIRECTORY_PERSON_GUID, &bytes) &&
      directory_value_guid_text (bytes.bv_val, bytes.bv_len, guid))
    reading->ask->other (guid, reading->ask->data);
}

static gboolean
entry_cb (DirectoryEntry *entry, gpointer data)
{
  Reading *reading = data;
  g_autoptr (ExchangePerson) person = directory_person_read (&reading->reader, entry);

  reading->n++;
  if (person == NULL || (reading->ask->only_mailboxes && !directory_person_has_mailbox (person)))
    note_other (reading, entry);
  else
    g_ptr_array_add (reading->page, g_steal_pointer (&person));
  return TRUE;
}

static gboolean
page_cb (gpointer data)
{
  Reading *reading = data;

  if (reading->page->len == 0)
    return TRUE;

  if (reading->unreachable != NULL &&
      !directory_people_complete (reading->forest, reading->call, reading->page,
                                  reading->unreachable, &reading->error))
    return FALSE;
  reading->is_enough = !reading->ask->each (reading->page, reading->ask->data);
  g_ptr_array_set_size (reading->page, 0);
  return !reading->is_enough;
}

static gboolean
read_source (Reading *reading, const DirectorySource *source, gboolean *ret_has_more,
             GError **error)
{
  guint most = reading->ask->most;
  DirectoryAsk ask = { .dns = source->dns,
                       .port = source->port,
                       .base = source->base,
                       .scope = LDAP_SCOPE_SUBTREE,
                       .filter = reading->ask->filter,
                       .attributes = attributes,
                       .most = most > 0 ? most - reading->n : 0 };

  if (!directory_search (reading->call, reading->forest, &ask, entry_cb, page_cb, reading,
                         ret_has_more, error))
    return FALSE;
  if (reading->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&reading->error));
    return FALSE;
  }
  return TRUE;
}

gboolean
directory_people_read (DirectoryForest *forest, BaseCall *call, const GPtrArray *sources,
                       const DirectoryPeopleAsk *ask, gboolean *ret_has_more, GError **error)
{
  g_autoptr (GPtrArray) page =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  g_autoptr (GHashTable) unreachable =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = {
    .forest = forest, .call = call, .ask = ask, .reader = { .schema = ask->schema }, .page = page
  };
  gboolean is_read = TRUE;
  gboolean has_more = FALSE;

  for (guint i = 0; is_read && !has_more && !reading.is_enough && i < sources->len; i++) {
    const DirectorySource *source = g_ptr_array_index (sources, i);

    has_more = ask->most > 0 && reading.n >= ask->most;
    reading.unreachable =
        source->port == DIRECTORY_PORT_CATALOG && !ask->schema.is_in_catalog ? unreachable : NULL;
    if (!has_more)
      is_read = read_source (&reading, source, &has_more, error);
  }
  directory_person_reader_clear (&reading.reader);
  if (is_read && ret_has_more != NULL)
    *ret_has_more = has_more;
  return is_read;
}
