/* fake.c - a directory without a network
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake.h"

#include "base-error.h"
#include "directory-dn.h"
#include "directory-dse.h"
#include "directory-search.h"
#include "fake-inside.h"

#include <string.h>

#define HOME "corp.example"
#define CONFIGURATION "CN=Configuration,DC=corp,DC=example"

struct _DirectoryEntry
{
  const FakeEntry *fake;
  const char *const *names;
};

FakeState fake;

static void
free_entry (gpointer data)
{
  FakeEntry *self = data;

  g_free (self->where);
  g_free (self->dn);
  g_hash_table_unref (self->values);
  g_free (self);
}

GPtrArray *
fake_values (const FakeEntry *self, const char *attribute)
{
  g_autofree char *key = g_ascii_strdown (attribute, -1);

  return g_hash_table_lookup (self->values, key);
}

const char *
fake_text (const FakeEntry *self, const char *attribute)
{
  GPtrArray *values = fake_values (self, attribute);

  /* Each value has a NUL behind it. */
  return values != NULL ? g_bytes_get_data (values->pdata[0], NULL) : "";
}

void
fake_put_bytes (FakeEntry *self, const char *attribute, gconstpointer data, gsize length)
{
  g_autofree char *key = g_ascii_strdown (attribute, -1);
  GPtrArray *values = g_hash_table_lookup (self->values, key);
  g_autofree char *ended = g_malloc0 (length + 1);
  g_autoptr (GBytes) whole = NULL;

  if (values == NULL) {
    values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    g_hash_table_insert (self->values, g_steal_pointer (&key), values);
  }
  memcpy (ended, data, length);
  whole = g_bytes_new (ended, length + 1);
  g_ptr_array_add (values, g_bytes_new_from_bytes (whole, 0, length));
}

void
fake_put (FakeEntry *self, const char *attribute, const char *value)
{
  fake_put_bytes (self, attribute, value, strlen (value));
}

void
fake_drop (FakeEntry *self, const char *attribute)
{
  g_autofree char *key = g_ascii_strdown (attribute, -1);

  g_hash_table_remove (self->values, key);
}

FakeEntry *
fake_add (const char *where, const char *dn, ...)
{
  FakeEntry *self = g_new0 (FakeEntry, 1);
  g_autofree char *name = directory_dn_name (dn);
  const char *attribute;
  va_list rest;

  self->where = g_strdup (where);
  self->dn = g_strdup (dn);
  self->values =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  fake_put (self, "distinguishedName", dn);
  fake_put (self, "name", name);
  fake_put (self, "objectClass", "top");
  va_start (rest, dn);
  while ((attribute = va_arg (rest, const char *)) != NULL)
    fake_put (self, attribute, va_arg (rest, const char *));
  va_end (rest);
  g_ptr_array_add (fake.entries, self);
  return self;
}

FakeEntry *
fake_add_person (guint number, const char *logon, const char *given, const char *surname)
{
  g_autofree char *display = g_strdup_printf ("%s %s", given, surname);
  g_autofree char *dn = g_strdup_printf ("CN=%s %u,OU=Staff,DC=corp,DC=example", display, number);
  g_autofree char *mail = g_strdup_printf ("%s@mail.example", logon);
  g_autofree char *address = g_strdup_printf ("SMTP:%s", mail);
  g_autofree char *usn = g_strdup_printf ("%" G_GINT64_FORMAT, fake.usn);
  FakeEntry *self =
      fake_add (HOME, dn, "objectClass", "user", "objectCategory", "person", "displayName", display,
                "givenName", given, "sn", surname, "sAMAccountName", logon, "sAMAccountType",
                "805306368", "userAccountControl", "512", "mail", mail, "proxyAddresses", address,
                "msExchRecipientTypeDetails", "1", "uSNChanged", usn, NULL);
  guint32 guid[4] = { GUINT32_TO_LE (number), 0, 0, 0 };

  fake_put_bytes (self, "objectGUID", guid, sizeof guid);
  fake_put_bytes (self, "msExchMailboxGuid", guid, sizeof guid);
  return self;
}

void
fake_add_domain (const char *dns, const char *netbios, const char *parent_netbios)
{
  g_autofree char *dn = g_strdup_printf ("CN=%s,CN=Partitions," CONFIGURATION, netbios);
  g_autofree char *base = directory_dn_of_domain (dns);
  FakeEntry *self = fake_add (HOME, dn, "objectClass", "crossRef", "systemFlags", "3", "nCName",
                              base, "dnsRoot", dns, "nETBIOSName", netbios, NULL);

  if (parent_netbios != NULL) {
    g_autofree char *parent =
        g_strdup_printf ("CN=%s,CN=Partitions," CONFIGURATION, parent_netbios);

    fake_put (self, "trustParent", parent);
  }
}

void
fake_reset (void)
{
  static const char *const known[] = { "msExchMailboxGuid", "msExchRecipientTypeDetails",
                                       "department", "title", "physicalDeliveryOfficeName" };

  g_clear_pointer (&fake.entries, g_ptr_array_unref);
  g_clear_pointer (&fake.down, g_hash_table_unref);
  g_clear_pointer (&fake.where, g_free);
  g_clear_pointer (&fake.link, g_free);
  if (fake.last != NULL)
    g_string_free (fake.last, TRUE);
  memset (&fake, 0, sizeof fake);
  fake.entries = g_ptr_array_new_with_free_func (free_entry);
  fake.down = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fake.last = g_string_new (NULL);
  fake.most_values = 1500;
  fake.usn = 100;
  fake.invocation = 1;
  fake_add_domain (HOME, "CORP", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autofree char *dn = g_strdup_printf ("CN=%s,CN=Schema," CONFIGURATION, known[i]);

    fake_add (HOME, dn, "lDAPDisplayName", known[i], "isMemberOfPartialAttributeSet", "FALSE",
              NULL);
  }
}

void
fake_set_down (const char *where)
{
  g_hash_table_add (fake.down, g_strdup (where));
}

void
fake_set_deaf (const char *where, const char *word)
{
  fake.deaf_where = where;
  fake.deaf_word = word;
}

void
fake_set_usn (gint64 usn)
{
  fake.usn = usn;
}

void
fake_set_invocation (guint8 number)
{
  fake.invocation = number;
}

void
fake_set_most_values (guint most)
{
  fake.most_values = most;
}

guint
fake_n_asked (void)
{
  return fake.n_asked;
}

guint
fake_n_linked (void)
{
  return fake.n_linked;
}

const char *
fake_last (void)
{
  return fake.last->str;
}

const char *
fake_where (void)
{
  return fake.where;
}

guint
fake_longest (void)
{
  return fake.longest;
}

/* What the room calls: the entry. */

const char *
directory_entry_dn (DirectoryEntry *self)
{
  return self->fake->dn;
}

guint
directory_entry_n_values (DirectoryEntry *self, guint attribute)
{
  GPtrArray *values = fake_values (self->fake, self->names[attribute]);

  return values != NULL ? values->len : 0;
}

const char *
directory_entry_nth_text (DirectoryEntry *self, guint attribute, guint n)
{
  return n < directory_entry_n_values (self, attribute)
             ? g_bytes_get_data (fake_values (self->fake, self->names[attribute])->pdata[n], NULL)
             : NULL;
}

const char *
directory_entry_text (DirectoryEntry *self, guint attribute)
{
  return directory_entry_nth_text (self, attribute, 0);
}

gboolean
directory_entry_bytes (DirectoryEntry *self, guint attribute, struct berval *ret)
{
  GPtrArray *values = fake_values (self->fake, self->names[attribute]);
  gsize length = 0;

  if (values == NULL)
    return FALSE;
  ret->bv_val = (char *) g_bytes_get_data (values->pdata[0], &length);
  ret->bv_len = length;
  return TRUE;
}

gint64
directory_entry_number (DirectoryEntry *self, guint attribute, gint64 otherwise)
{
  const char *text = directory_entry_text (self, attribute);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

gboolean
directory_entry_is_true (DirectoryEntry *self, guint attribute)
{
  return g_strcmp0 (directory_entry_text (self, attribute), "TRUE") == 0;
}

gboolean
directory_entry_is_partial (DirectoryEntry *self, guint attribute)
{
  return directory_entry_n_values (self, attribute) > fake.most_values;
}
