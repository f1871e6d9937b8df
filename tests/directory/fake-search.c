/* fake-search.c - what the room asks, answered from memory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "directory-dn.h"
#include "directory-dse.h"
#include "directory-search.h"
#include "directory-value.h"
#include "fake-inside.h"

#include <string.h>

#define HOME "corp.example"
#define PAGE 500

struct _DirectoryEntry
{
  const FakeEntry *fake;
  const char *const *names;
};

static gboolean
is_down (const char *where, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "directory-no-controller" };

  if (!g_hash_table_contains (fake.down, where))
    return FALSE;
  base_error_set_facts (error, BASE_ERROR_OFFLINE, &facts, "%s does not answer", where);
  return TRUE;
}

static gboolean
is_deaf (const char *where, const char *filter, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "directory-no-right" };

  if (fake.deaf_word == NULL || !g_str_equal (where, fake.deaf_where) ||
      strstr (filter, fake.deaf_word) == NULL)
    return FALSE;
  base_error_set_facts (error, BASE_ERROR_FORBIDDEN, &facts, "%s refuses", where);
  return TRUE;
}

static const char *
where_of (const char *dns, DirectoryPort port)
{
  if (port == DIRECTORY_PORT_CATALOG)
    return FAKE_CATALOG;
  return dns != NULL && *dns != '\0' ? dns : HOME;
}

static gboolean
is_below (const FakeEntry *entry, const DirectoryAsk *ask)
{
  g_autofree char *key = directory_dn_key (entry->dn);
  g_autofree char *base = directory_dn_key (ask->base);
  g_autofree char *parent = directory_dn_parent (entry->dn);
  g_autofree char *parent_key = directory_dn_key (parent);
  struct berval guid = { 0, NULL };
  GPtrArray *guids = fake_values (entry, "objectGUID");
  guint8 wanted[16];

  if (g_str_has_prefix (ask->base, "<GUID=") && guids != NULL) {
    g_autofree char *text = g_strndup (ask->base + 6, strlen (ask->base) - 7);

    guid.bv_val = (char *) g_bytes_get_data (guids->pdata[0], NULL);
    return directory_value_guid (text, wanted) && memcmp (wanted, guid.bv_val, 16) == 0;
  }
  if (ask->scope == LDAP_SCOPE_BASE)
    return g_str_equal (key, base);
  if (ask->scope == LDAP_SCOPE_ONELEVEL)
    return g_str_equal (parent_key, base);
  return g_str_has_suffix (key, base);
}

static gboolean
is_deleted (const FakeEntry *entry)
{
  return g_str_equal (fake_text (entry, "isDeleted"), "TRUE");
}

/* The rootDSE of whom we are connected to. */
static void
give_dse (const DirectoryAsk *ask, DirectoryEach each, gpointer data)
{
  g_autofree char *usn = g_strdup_printf ("%" G_GINT64_FORMAT, fake.usn);
  FakeEntry *dse = fake_add ("rootDSE", "CN=dse,DC=x", "highestCommittedUSN", usn, "dsServiceName",
                             "CN=NTDS Settings,CN=DC1", NULL);
  DirectoryEntry entry = { .fake = dse, .names = ask->attributes };

  each (&entry, data);
  g_ptr_array_remove (fake.entries, dse);
}

static void
give_invocation (const DirectoryAsk *ask, DirectoryEach each, gpointer data)
{
  FakeEntry *settings = fake_add ("rootDSE", "CN=NTDS Settings,CN=DC1", NULL);
  const guint8 id[16] = { fake.invocation };
  DirectoryEntry entry = { .fake = settings, .names = ask->attributes };

  fake_put_bytes (settings, "invocationId", id, sizeof id);
  each (&entry, data);
  g_ptr_array_remove (fake.entries, settings);
}

static void
note (const char *where, const char *filter)
{
  fake.n_asked++;
  g_string_assign (fake.last, filter);
  g_free (fake.where);
  fake.where = g_strdup (where);
  fake.longest = MAX (fake.longest, (guint) strlen (filter));
}

typedef struct
{
  const DirectoryAsk *ask;
  const char *where;
  const char *filter;
  DirectoryEach each;
  DirectoryPageDone page_done;
  gpointer data;
  guint n;
  gboolean has_more;
  gboolean is_over;
} Search;

static gboolean
is_found (const Search *self, const FakeEntry *entry)
{
  return g_str_equal (entry->where, self->where) && is_deleted (entry) == self->ask->with_deleted &&
         is_below (entry, self->ask) && fake_fits (entry, self->filter);
}

static void
give (Search *self, const FakeEntry *found)
{
  DirectoryEntry entry = { .fake = found, .names = self->ask->attributes };
  guint page = self->ask->page > 0 ? self->ask->page : PAGE;

  if (self->ask->most > 0 && self->n == self->ask->most) {
    self->has_more = self->is_over = TRUE;
    return;
  }
  self->is_over = !self->each (&entry, self->data);
  if (++self->n % page != 0)
    return;
  fake.n_asked++;
  if (self->page_done != NULL && !self->page_done (self->data))
    self->is_over = TRUE;
}

gboolean
directory_search (BaseCall *call, DirectoryForest *forest, const DirectoryAsk *ask,
                  DirectoryEach each, DirectoryPageDone page_done, gpointer data,
                  gboolean *ret_has_more, GError **error)
{
  g_autofree char *where = g_strdup (where_of (ask->dns, ask->port));
  g_autofree char *filter =
      ask->filter != NULL ? directory_filter_text (ask->filter) : g_strdup ("(objectClass=*)");
  Search search = {
    .ask = ask, .where = where, .filter = filter, .each = each, .page_done = page_done, .data = data
  };

  if (!base_call_check (call, error) || is_down (where, error) || is_deaf (where, filter, error))
    return FALSE;
  note (where, filter);
  if (*ask->base == '\0' && ask->scope == LDAP_SCOPE_BASE)
    give_dse (ask, each, data);
  else if (g_str_has_prefix (ask->base, "CN=NTDS"))
    give_invocation (ask, each, data);

  for (guint i = 0; !search.is_over && i < fake.entries->len; i++)
    if (is_found (&search, fake.entries->pdata[i]))
      give (&search, fake.entries->pdata[i]);
  if (page_done != NULL && (!search.is_over || search.has_more))
    page_done (data);
  if (ret_has_more != NULL)
    *ret_has_more = search.has_more;
  return TRUE;
}

gboolean
directory_search_values (BaseCall *call, DirectoryForest *forest, const DirectoryAsk *ask,
                         const char *attribute, DirectoryEachValue each, gpointer data,
                         GError **error)
{
  const char *where = where_of (ask->dns, ask->port);

  for (guint i = 0; i < fake.entries->len; i++) {
    const FakeEntry *entry = fake.entries->pdata[i];
    GPtrArray *values = fake_values (entry, attribute);

    if (!g_str_equal (entry->where, where) || !g_str_equal (entry->dn, ask->base))
      continue;
    for (guint k = 0; values != NULL && k < values->len; k++)
      if (!each (g_bytes_get_data (values->pdata[k], NULL), data))
        return TRUE;
    fake.n_asked += values != NULL ? values->len / fake.most_values + 1 : 1;
  }
  return TRUE;
}

/* A link is only asked for its rootDSE. */
DirectoryLink *
directory_link_get (BaseCall *call, DirectoryForest *forest, const char *dns, DirectoryPort port,
                    GError **error)
{
  const char *where = where_of (dns, port);

  fake.n_linked++;
  if (!base_call_check (call, error) || is_down (where, error))
    return NULL;
  g_free (fake.link);
  fake.link = g_strdup (where);
  return (DirectoryLink *) &fake;
}

const DirectoryDse *
directory_link_dse (DirectoryLink *self)
{
  static DirectoryDse dse;

  g_free (dse.base);
  g_free (dse.configuration);
  dse.base = directory_dn_of_domain (fake.link);
  dse.root_base = dse.base;
  dse.domain = fake.link;
  dse.configuration = g_strconcat ("CN=Configuration,", dse.base, NULL);
  return &dse;
}

static const DirectoryRoot home = { .dns = (char *) HOME,
                                    .netbios = (char *) "CORP",
                                    .base = (char *) "DC=corp,DC=example",
                                    .forest = (char *) HOME,
                                    .configuration = (char *) "CN=Configuration,DC=corp,DC=example",
                                    .schema = (char *) "CN=Schema,CN=Configuration,DC=corp,"
                                                       "DC=example",
                                    .controller = (char *) "dc1.corp.example",
                                    .site = (char *) "Graz",
                                    .own_site = (char *) "",
                                    .way = (char *) "simple",
                                    .account = (char *) "admin@corp.example",
                                    .service = (char *) "CN=NTDS Settings,CN=DC1",
                                    .has_exchange = TRUE };

DirectoryRoot *
directory_forest_root (DirectoryForest *self, BaseCall *call, GError **error)
{
  return is_down (HOME, error) ? NULL : (DirectoryRoot *) &home;
}

DirectoryRoot *
directory_root_ref (DirectoryRoot *self)
{
  return self;
}

void
directory_root_unref (DirectoryRoot *self)
{
}
