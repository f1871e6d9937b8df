/* directory-people-complete.c - what the global catalog does not have of people, from their own
 * domains
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "directory-dn.h"
#include "directory-people-read.h"
#include "directory-search.h"
#include "directory-value.h"

#define BATCH 200 /* 62 bytes of filter for each */

static const char *const attributes[] = { "objectGUID", "department", "title",
                                          "physicalDeliveryOfficeName", NULL };
enum
{
  GUID,
  DEPARTMENT,
  TITLE,
  OFFICE
};

typedef struct
{
  GPtrArray *persons;
  GHashTable *places; /* id → place in persons + 1 */
} Page;

static gboolean
entry_cb (DirectoryEntry *entry, gpointer data)
{
  Page *page = data;
  char guid[DIRECTORY_GUID_TEXT];
  struct berval bytes;
  ExchangePerson draft;
  ExchangePerson *old;
  guint place;

  if (!directory_entry_bytes (entry, GUID, &bytes) ||
      !directory_value_guid_text (bytes.bv_val, bytes.bv_len, guid))
    return TRUE;
  place = GPOINTER_TO_UINT (g_hash_table_lookup (page->places, guid));
  if (place == 0)
    return TRUE;

  old = page->persons->pdata[place - 1];
  draft = *old;
  draft.department = directory_entry_text (entry, DEPARTMENT);
  draft.title = directory_entry_text (entry, TITLE);
  draft.office = directory_entry_text (entry, OFFICE);
  page->persons->pdata[place - 1] = exchange_person_new (&draft);
  exchange_person_unref (old);
  return TRUE;
}

/* One batch of one domain: the persons from begin on that are of it, as many as fit. Returns where
 * to go on. */
static guint
take_batch (Page *page, const char *domain, guint begin, DirectoryFilter *any)
{
  guint n = 0;
  guint i;

  for (i = begin; i < page->persons->len && n < BATCH; i++) {
    const ExchangePerson *person = page->persons->pdata[i];
    guint8 guid[DIRECTORY_GUID_BYTES];

    if (!g_str_equal (person->domain, domain) || !directory_value_guid (person->id, guid))
      continue;
    directory_filter_add (any, directory_filter_bytes ("objectGUID", guid, sizeof guid));
    g_hash_table_insert (page->places, g_strdup (person->id), GUINT_TO_POINTER (i + 1));
    n++;
  }
  return i;
}

static gboolean
complete_domain (DirectoryForest *forest, BaseCall *call, Page *page, const char *domain,
                 GError **error)
{
  g_autofree char *base = directory_dn_of_domain (domain);
  guint begin = 0;

  while (begin < page->persons->len) {
    g_autoptr (DirectoryFilter) any = directory_filter_or (NULL, NULL);
    DirectoryAsk ask = { .dns = domain,
                         .base = base,
                         .scope = LDAP_SCOPE_SUBTREE,
                         .filter = any,
                         .attributes = attributes };

    g_hash_table_remove_all (page->places);
    begin = take_batch (page, domain, begin, any);
    if (!directory_search (call, forest, &ask, entry_cb, NULL, page, NULL, error))
      return FALSE;
  }
  return TRUE;
}

/* What does not answer is left out; the next page does not ask it again. */
static gboolean
is_passing (const GError *error)
{
  return error->domain == BASE_ERROR;
}

gboolean
directory_people_complete (DirectoryForest *forest, BaseCall *call, GPtrArray *persons,
                           GHashTable *unreachable, GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) domains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Page page = { .persons = persons, .places = places };
  GHashTableIter iter;
  gpointer domain;

  for (guint i = 0; i < persons->len; i++)
    g_hash_table_add (domains, g_strdup (((ExchangePerson *) persons->pdata[i])->domain));

  g_hash_table_iter_init (&iter, domains);
  while (g_hash_table_iter_next (&iter, &domain, NULL)) {
    g_autoptr (GError) why = NULL;

    if (*(char *) domain == '\0' || g_hash_table_contains (unreachable, domain) ||
        complete_domain (forest, call, &page, domain, &why))
      continue;
    if (!base_call_check (call, error))
      return FALSE;
    if (!is_passing (why)) {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
    g_hash_table_add (unreachable, g_strdup (domain));
  }
  return TRUE;
}
