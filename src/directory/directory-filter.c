/* directory-filter.c - search filters as typed nodes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-filter.h"

#include "base-error.h"

#include <stdarg.h>
#include <string.h>

#define RULE_BITS ":1.2.840.113556.1.4.803:"
#define RULE_IN_CHAIN ":1.2.840.113556.1.4.1941:"

typedef enum
{
  NODE_AND,
  NODE_OR,
  NODE_NOT,
  NODE_READ, /* what was read: value, with its brackets */
  NODE_VALUE /* the rest */
} NodeKind;

struct _DirectoryFilter
{
  NodeKind kind;
  GPtrArray *children; /* of the first three */
  const char *attribute;
  const char *middle; /* between attribute and value: "=", ">=", ":rule:=" */
  char *value;        /* escaped already */
};

void
directory_filter_free (DirectoryFilter *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self->value);
  g_free (self);
}

static void
free_filter (gpointer data)
{
  directory_filter_free (data);
}

static DirectoryFilter *
new_list (NodeKind kind, DirectoryFilter *first, va_list rest)
{
  DirectoryFilter *self = g_new0 (DirectoryFilter, 1);

  self->kind = kind;
  self->children = g_ptr_array_new_with_free_func (free_filter);
  for (DirectoryFilter *child = first; child != NULL; child = va_arg (rest, DirectoryFilter *))
    g_ptr_array_add (self->children, child);
  return self;
}

DirectoryFilter *
directory_filter_and (DirectoryFilter *first, ...)
{
  DirectoryFilter *self;
  va_list rest;

  va_start (rest, first);
  self = new_list (NODE_AND, first, rest);
  va_end (rest);
  return self;
}

DirectoryFilter *
directory_filter_or (DirectoryFilter *first, ...)
{
  DirectoryFilter *self;
  va_list rest;

  va_start (rest, first);
  self = new_list (NODE_OR, first, rest);
  va_end (rest);
  return self;
}

void
directory_filter_add (DirectoryFilter *parent, DirectoryFilter *child)
{
  g_return_if_fail (parent->children != NULL);

  g_ptr_array_add (parent->children, child);
}

DirectoryFilter *
directory_filter_not (DirectoryFilter *child)
{
  DirectoryFilter *self = directory_filter_and (child, NULL);

  self->kind = NODE_NOT;
  return self;
}

/* Everything that has a meaning in a filter, and all that is not printable ASCII. */
static void
append_escaped (GString *out, const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    guchar byte = (guchar) data[i];

    if (byte < ' ' || byte >= 0x7f || strchr ("*()\\", byte) != NULL)
      g_string_append_printf (out, "\\%02x", byte);
    else
      g_string_append_c (out, (char) byte);
  }
}

static DirectoryFilter *
new_value (const char *attribute, const char *middle, GString *value)
{
  DirectoryFilter *self = g_new0 (DirectoryFilter, 1);

  self->kind = NODE_VALUE;
  self->attribute = attribute;
  self->middle = middle;
  self->value = g_string_free (value, FALSE);
  return self;
}

static DirectoryFilter *
new_text (const char *attribute, const char *before, const char *text, const char *after)
{
  GString *value = g_string_new (before);

  append_escaped (value, text, strlen (text));
  g_string_append (value, after);
  return new_value (attribute, "=", value);
}

static DirectoryFilter *
new_number (const char *attribute, const char *middle, gint64 number)
{
  GString *value = g_string_new (NULL);

  g_string_append_printf (value, "%" G_GINT64_FORMAT, number);
  return new_value (attribute, middle, value);
}

DirectoryFilter *
directory_filter_present (const char *attribute)
{
  return new_text (attribute, "", "", "*");
}

DirectoryFilter *
directory_filter_equals (const char *attribute, const char *text)
{
  return new_text (attribute, "", text, "");
}

DirectoryFilter *
directory_filter_begins (const char *attribute, const char *text)
{
  return new_text (attribute, "", text, "*");
}

DirectoryFilter *
directory_filter_is (const char *attribute, gint64 number)
{
  return new_number (attribute, "=", number);
}

DirectoryFilter *
directory_filter_at_least (const char *attribute, gint64 number)
{
  return new_number (attribute, ">=", number);
}

DirectoryFilter *
directory_filter_bits (const char *attribute, guint64 bits)
{
  return new_number (attribute, RULE_BITS "=", (gint64) bits);
}

DirectoryFilter *
directory_filter_bytes (const char *attribute, gconstpointer data, gsize length)
{
  const guchar *bytes = data;
  GString *value = g_string_sized_new (length * 3 + 1);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (value, "\\%02x", bytes[i]);
  return new_value (attribute, "=", value);
}

/* A leading "=" would ask the server for equality. */
DirectoryFilter *
directory_filter_anr (const char *text)
{
  return new_text ("anr", "", text + strspn (text, "="), "");
}

DirectoryFilter *
directory_filter_anr_exactly (const char *text)
{
  return new_text ("anr", "=", text, "");
}

DirectoryFilter *
directory_filter_in_chain (const char *attribute, const char *dn)
{
  DirectoryFilter *self = new_text (attribute, "", dn, "");

  self->middle = RULE_IN_CHAIN "=";
  return self;
}

DirectoryFilter *
directory_filter_read (const char *text, GError **error)
{
  DirectoryFilter *self;

  if (!directory_filter_is_whole (text, error))
    return NULL;

  self = g_new0 (DirectoryFilter, 1);
  self->kind = NODE_READ;
  self->value = g_strstrip (g_strdup (text));
  return self;
}

static void
append_filter (GString *out, const DirectoryFilter *self)
{
  static const char signs[] = { [NODE_AND] = '&', [NODE_OR] = '|', [NODE_NOT] = '!' };

  if (self->kind == NODE_READ) {
    g_string_append (out, self->value);
    return;
  }

  /* Not every server knows lists without members. */
  if (self->kind != NODE_VALUE && self->children->len == 0) {
    g_string_append (out, self->kind == NODE_AND ? "(objectClass=*)" : "(!(objectClass=*))");
    return;
  }

  g_string_append_c (out, '(');
  if (self->kind == NODE_VALUE) {
    g_string_append (out, self->attribute);
    g_string_append (out, self->middle);
    g_string_append (out, self->value);
  } else {
    g_string_append_c (out, signs[self->kind]);
    for (guint i = 0; i < self->children->len; i++)
      append_filter (out, g_ptr_array_index (self->children, i));
  }
  g_string_append_c (out, ')');
}

char *
directory_filter_text (const DirectoryFilter *self)
{
  GString *out = g_string_new (NULL);

  append_filter (out, self);
  return g_string_free (out, FALSE);
}

gboolean
directory_filter_check (const char *text, GError **error)
{
  static const BaseErrorFacts bad_name = { .reason = "bad-name" };

  if (!g_utf8_validate (text, -1, NULL)) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_name, "not UTF-8");
    return FALSE;
  }
  if (g_utf8_strlen (text, -1) > DIRECTORY_FILTER_MOST_CHARS) {
    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_name, "longer than %d characters",
                          DIRECTORY_FILTER_MOST_CHARS);
    return FALSE;
  }
  return TRUE;
}
