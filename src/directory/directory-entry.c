/* directory-entry.c - one entry that a search found
 *
 * A server names the attributes of its entries in the same order again and again: the order of the
 * last entry is tried first, so that finding an attribute's number is one comparison.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-entry.h"

#include "base-text.h"

#include <string.h>

#define MOST_TEXT_CHARS 1024
#define RANGE_OPTION ";range="

typedef struct
{
  struct berval *values; /* the array is ours, what it points to is the message's */
  guint n;
  gint64 next; /* -1: these are all */
} Slot;

struct _DirectoryEntry
{
  const char *const *names;
  guint n_names;
  gsize lengths[DIRECTORY_ENTRY_MOST];
  guint8 order[DIRECTORY_ENTRY_MOST]; /* as the server named them in the last entry */
  BerElement *ber;
  struct berval dn;
  Slot slots[DIRECTORY_ENTRY_MOST];
  GPtrArray *made; /* texts that had to be cleaned */
};

DirectoryEntry *
directory_entry_new (const char *const *attributes)
{
  DirectoryEntry *self = g_new0 (DirectoryEntry, 1);

  self->names = attributes;
  for (; attributes[self->n_names] != NULL; self->n_names++) {
    g_assert (self->n_names < DIRECTORY_ENTRY_MOST);
    /* Without options: "member;range=0-*" is asked for member. */
    self->lengths[self->n_names] = strcspn (attributes[self->n_names], ";");
    self->order[self->n_names] = (guint8) self->n_names;
  }
  self->made = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
directory_entry_clear (DirectoryEntry *self)
{
  for (guint i = 0; i < self->n_names; i++) {
    ber_memfree (self->slots[i].values);
    self->slots[i] = (Slot){ .next = -1 };
  }
  if (self->ber != NULL)
    ber_free (self->ber, 0);
  self->ber = NULL;
  if (self->made->len > 0)
    g_ptr_array_set_size (self->made, 0);
}

void
directory_entry_free (DirectoryEntry *self)
{
  if (self == NULL)
    return;

  directory_entry_clear (self);
  g_ptr_array_unref (self->made);
  g_free (self);
}

static gboolean
is_named (DirectoryEntry *self, guint attribute, const char *name, gsize length)
{
  return self->lengths[attribute] == length &&
         (memcmp (self->names[attribute], name, length) == 0 ||
          g_ascii_strncasecmp (self->names[attribute], name, length) == 0);
}

/* place: the how manyth one of the entry it is. -1: nobody asked for it. */
static int
find_attribute (DirectoryEntry *self, guint place, const char *name, gsize length)
{
  if (place < self->n_names && is_named (self, self->order[place], name, length))
    return self->order[place];

  for (guint i = 0; i < self->n_names; i++)
    if (is_named (self, i, name, length)) {
      if (place < self->n_names)
        self->order[place] = (guint8) i;
      return (int) i;
    }
  return -1;
}

/* "range=0-1499" → 1500; "range=1500-*" → -1. */
static gint64
read_range (const char *option, const char *end)
{
  g_autofree char *text = g_strndup (option, (gsize) (end - option));
  const char *dash = strchr (text, '-');
  guint64 last;

  if (dash == NULL || !g_ascii_string_to_unsigned (dash + 1, 10, 0, G_MAXUINT32, &last, NULL))
    return -1;
  return (gint64) last + 1;
}

static void
take_values (DirectoryEntry *self, guint place, const struct berval *name, struct berval *values)
{
  const char *end = name->bv_val + name->bv_len;
  const char *option = memchr (name->bv_val, ';', name->bv_len);
  gsize length = option != NULL ? (gsize) (option - name->bv_val) : name->bv_len;
  int attribute = find_attribute (self, place, name->bv_val, length);
  gboolean is_range = option != NULL && (gsize) (end - option) > strlen (RANGE_OPTION) &&
                      g_ascii_strncasecmp (option, RANGE_OPTION, strlen (RANGE_OPTION)) == 0;
  Slot *slot;

  /* Beside "member;range=0-1499" Windows gives an empty "member". */
  if (attribute < 0 || values == NULL || (option != NULL && !is_range)) {
    ber_memfree (values);
    return;
  }

  slot = &self->slots[attribute];
  ber_memfree (slot->values);
  *slot = (Slot){ .values = values, .next = is_range ? read_range (option, end) : -1 };
  while (values[slot->n].bv_val != NULL)
    slot->n++;
}

gboolean
directory_entry_read (DirectoryEntry *self, LDAP *ldap, LDAPMessage *message)
{
  directory_entry_clear (self);
  if (ldap_get_dn_ber (ldap, message, &self->ber, &self->dn) != LDAP_SUCCESS)
    return FALSE;

  for (guint place = 0;; place++) {
    struct berval name = { 0, NULL };
    struct berval *values = NULL;

    if (ldap_get_attribute_ber (ldap, message, self->ber, &name, &values) != LDAP_SUCCESS)
      return FALSE;
    if (name.bv_val == NULL)
      return TRUE;
    take_values (self, place, &name, values);
  }
}

/* What may be shown as it is. */
static gboolean
is_clean (const struct berval *value)
{
  const char *text = value->bv_val;
  const char *end = text + value->bv_len;

  if (value->bv_len > MOST_TEXT_CHARS)
    return FALSE;
  while (text < end && *text >= 0x20 && *text < 0x7F)
    text++;
  if (text == end)
    return TRUE;
  if (!g_utf8_validate_len (text, (gsize) (end - text), NULL))
    return FALSE;
  for (; text < end; text = g_utf8_next_char (text))
    if (!base_text_char_is_tame (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* Bounded before it is looked at: a value may have megabytes. */
static const char *
make_clean (DirectoryEntry *self, const struct berval *value)
{
  gsize length = MIN (value->bv_len, MOST_TEXT_CHARS * 6 + 6);
  g_autofree char *text = g_strndup (value->bv_val, length);
  GString *joined = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    if (value->bv_val[i] == '\r' && i + 1 < length && value->bv_val[i + 1] == '\n')
      continue;
    else
      g_string_append_c (joined, value->bv_val[i] == '\0' ? '\x01' : value->bv_val[i]);

  g_ptr_array_add (self->made, base_text_for_display (joined->str, MOST_TEXT_CHARS));
  g_string_free (joined, TRUE);
  return self->made->pdata[self->made->len - 1];
}

static const char *
text_of (DirectoryEntry *self, const struct berval *value)
{
  /* liblber ends each value with a NUL of its own. */
  return is_clean (value) ? value->bv_val : make_clean (self, value);
}

const char *
directory_entry_dn (DirectoryEntry *self)
{
  return text_of (self, &self->dn);
}

const char *
directory_entry_text (DirectoryEntry *self, guint attribute)
{
  return directory_entry_nth_text (self, attribute, 0);
}

guint
directory_entry_n_values (DirectoryEntry *self, guint attribute)
{
  g_return_val_if_fail (attribute < self->n_names, 0);

  return self->slots[attribute].n;
}

const char *
directory_entry_nth_text (DirectoryEntry *self, guint attribute, guint n)
{
  g_return_val_if_fail (attribute < self->n_names, NULL);

  return n < self->slots[attribute].n ? text_of (self, &self->slots[attribute].values[n]) : NULL;
}

gboolean
directory_entry_bytes (DirectoryEntry *self, guint attribute, struct berval *ret)
{
  g_return_val_if_fail (attribute < self->n_names, FALSE);

  if (self->slots[attribute].n == 0)
    return FALSE;
  *ret = self->slots[attribute].values[0];
  return TRUE;
}

gint64
directory_entry_number (DirectoryEntry *self, guint attribute, gint64 otherwise)
{
  struct berval value;
  gint64 number;

  if (!directory_entry_bytes (self, attribute, &value) || value.bv_len > 20 ||
      memchr (value.bv_val, '\0', value.bv_len) != NULL ||
      !g_ascii_string_to_signed (value.bv_val, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return otherwise;
  return number;
}

gboolean
directory_entry_is_true (DirectoryEntry *self, guint attribute)
{
  const char *text = directory_entry_text (self, attribute);

  return text != NULL && g_ascii_strcasecmp (text, "TRUE") == 0;
}

gboolean
directory_entry_is_partial (DirectoryEntry *self, guint attribute)
{
  return directory_entry_next_value (self, attribute) >= 0;
}

gint64
directory_entry_next_value (DirectoryEntry *self, guint attribute)
{
  g_return_val_if_fail (attribute < self->n_names, -1);

  return self->slots[attribute].next;
}
