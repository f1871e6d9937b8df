/* directory-people-object.c - one person's photo and attributes, from their own domain
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "directory-dn.h"
#include "directory-people.h"
#include "directory-search.h"
#include "directory-value.h"

#include <string.h>

#define MOST_VALUES 50 /* of one attribute */

static const char *const photo_attributes[] = { "thumbnailPhoto", "jpegPhoto", NULL };

/* By id: people are moved and renamed. Caller frees. */
static char *
base_of (const ExchangePerson *person)
{
  guint8 guid[DIRECTORY_GUID_BYTES];

  return directory_value_guid (person->id, guid) ? g_strdup_printf ("<GUID=%s>", person->id)
                                                 : g_strdup (person->dn);
}

static gboolean
search_person (DirectoryForest *forest, BaseCall *call, const ExchangePerson *person,
               const char *const *attributes, DirectoryEach each, gpointer data, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "location-gone" };
  g_autofree char *base = base_of (person);
  g_autofree char *domain =
      *person->domain != '\0' ? g_strdup (person->domain) : directory_dn_domain (person->dn);
  DirectoryAsk ask = {
    .dns = domain, .base = base, .scope = LDAP_SCOPE_BASE, .attributes = attributes
  };

  if (*base == '\0') {
    base_error_set_facts (error, BASE_ERROR_NOT_FOUND, &facts, "%s is not of the directory",
                          person->mail);
    return FALSE;
  }
  return directory_search (call, forest, &ask, each, NULL, data, NULL, error);
}

static gboolean
photo_cb (DirectoryEntry *entry, gpointer data)
{
  GBytes **photo = data;

  for (guint i = 0; i < G_N_ELEMENTS (photo_attributes) - 1 && *photo == NULL; i++) {
    struct berval bytes;

    if (directory_entry_bytes (entry, i, &bytes) &&
        directory_value_is_photo (bytes.bv_val, bytes.bv_len))
      *photo = g_bytes_new (bytes.bv_val, bytes.bv_len);
  }
  return FALSE;
}

GBytes *
directory_people_photo (DirectoryForest *forest, BaseCall *call, const ExchangePerson *person,
                        GError **error)
{
  g_autoptr (GBytes) photo = NULL;

  if (!search_person (forest, call, person, photo_attributes, photo_cb, &photo, error))
    return NULL;
  return g_steal_pointer (&photo);
}

typedef struct
{
  const char *const *attributes;
  GHashTable *table;
} Fields;

/* GUIDs and SIDs have a text; other bytes are nothing to read. */
static char *
text_of_bytes (const char *attribute, const struct berval *bytes)
{
  char guid[DIRECTORY_GUID_TEXT];

  if (g_ascii_strcasecmp (attribute, "objectSid") == 0)
    return directory_value_sid_text (bytes->bv_val, bytes->bv_len);
  if (g_str_has_suffix (attribute, "GUID") || g_str_has_suffix (attribute, "Guid"))
    return directory_value_guid_text (bytes->bv_val, bytes->bv_len, guid) ? g_strdup (guid) : NULL;
  return NULL;
}

static gboolean
is_text (const struct berval *bytes)
{
  return memchr (bytes->bv_val, '\0', bytes->bv_len) == NULL &&
         g_utf8_validate (bytes->bv_val, (gssize) bytes->bv_len, NULL);
}

static char *
join_values (DirectoryEntry *entry, guint attribute)
{
  GString *joined = g_string_new (NULL);
  guint n = MIN (directory_entry_n_values (entry, attribute), MOST_VALUES);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "; " : "",
                            directory_entry_nth_text (entry, attribute, i));
  return g_string_free (joined, FALSE);
}

static gboolean
fields_cb (DirectoryEntry *entry, gpointer data)
{
  Fields *fields = data;

  for (guint i = 0; fields->attributes[i] != NULL; i++) {
    g_autofree char *text = NULL;
    struct berval bytes;

    if (!directory_entry_bytes (entry, i, &bytes))
      continue;
    text = text_of_bytes (fields->attributes[i], &bytes);
    if (text == NULL && is_text (&bytes))
      text = join_values (entry, i);
    if (text != NULL && *text != '\0')
      g_hash_table_insert (fields->table, g_strdup (fields->attributes[i]),
                           g_steal_pointer (&text));
  }
  return FALSE;
}

static gboolean
is_attribute (const char *name)
{
  return *name != '\0' &&
         strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.") ==
             strlen (name);
}

GHashTable *
directory_people_fields (DirectoryForest *forest, BaseCall *call, const ExchangePerson *person,
                         const char *const *attributes, GError **error)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  while (*attributes != NULL) {
    const char *part[DIRECTORY_ENTRY_MOST] = { NULL };
    Fields fields = { .attributes = part, .table = table };

    for (guint n = 0; *attributes != NULL && n < DIRECTORY_ENTRY_MOST - 1; attributes++)
      if (is_attribute (*attributes))
        part[n++] = *attributes;
    if (part[0] != NULL && !search_person (forest, call, person, part, fields_cb, &fields, error))
      return NULL;
  }
  return g_steal_pointer (&table);
}
