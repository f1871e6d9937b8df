/* powershell-fragment.c - messages cut into fragments, and put together again
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-fragment.h"

#include "powershell-error.h"

#include <string.h>

#define HEADER_BYTES 21
#define FLAG_START 0x01
#define FLAG_END 0x02

typedef struct
{
  guint64 object;
  guint64 number;
  guint8 flags;
  guint32 length;
} Header;

typedef struct
{
  GByteArray *bytes;
  guint64 next; /* number of the fragment to come */
} Open;

struct _PowershellJoiner
{
  PowershellMessageFunc arrived;
  gpointer data;
  GByteArray *rest;   /* less than one fragment */
  GHashTable *open;   /* object → Open */
  gsize open_bytes;   /* of all of them */
  gboolean is_broken; /* no sense can be made of what follows */
};

static void
append_number (GByteArray *out, guint64 number, guint n_bytes)
{
  for (guint i = n_bytes; i > 0; i--) {
    guint8 byte = (guint8) (number >> (8 * (i - 1)));

    g_byte_array_append (out, &byte, 1);
  }
}

static guint64
read_number (const guint8 *bytes, guint n_bytes)
{
  guint64 number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | bytes[i];
  return number;
}

GPtrArray *
powershell_fragment_split (guint64 object_id, GBytes *message)
{
  GPtrArray *fragments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (message, &size);
  gsize at = 0;

  do {
    gsize length = MIN (size - at, POWERSHELL_MOST_FRAGMENT_BYTES);
    GByteArray *out = g_byte_array_sized_new ((guint) length + HEADER_BYTES);

    append_number (out, object_id, 8);
    append_number (out, fragments->len, 8);
    append_number (out, (at == 0 ? FLAG_START : 0) | (at + length == size ? FLAG_END : 0), 1);
    append_number (out, length, 4);
    if (length > 0)
      g_byte_array_append (out, bytes + at, (guint) length);
    g_ptr_array_add (fragments, g_byte_array_free_to_bytes (out));
    at += length;
  } while (at < size);
  return fragments;
}

static void
free_open (gpointer data)
{
  Open *open = data;

  g_byte_array_unref (open->bytes);
  g_free (open);
}

PowershellJoiner *
powershell_joiner_new (PowershellMessageFunc arrived, gpointer data)
{
  PowershellJoiner *self = g_new0 (PowershellJoiner, 1);

  self->arrived = arrived;
  self->data = data;
  self->rest = g_byte_array_new ();
  self->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_open);
  return self;
}

void
powershell_joiner_free (PowershellJoiner *self)
{
  if (self == NULL)
    return;

  g_byte_array_unref (self->rest);
  g_hash_table_unref (self->open);
  g_free (self);
}

static Header
read_header (const guint8 *bytes)
{
  return (Header){ .object = read_number (bytes, 8),
                   .number = read_number (bytes + 8, 8),
                   .flags = bytes[16],
                   .length = (guint32) read_number (bytes + 17, 4) };
}

static gboolean
refuse (const Header *header, const char *what, GError **error)
{
  powershell_error_set_answer (
      error, "fragment %" G_GUINT64_FORMAT " of message %" G_GUINT64_FORMAT ": %s", header->number,
      header->object, what);
  return FALSE;
}

/* Whether this fragment may come now: looked at as soon as its header is there. */
static gboolean
check_header (const PowershellJoiner *self, const Header *header, GError **error)
{
  const Open *open = g_hash_table_lookup (self->open, &header->object);
  gsize before = open != NULL ? open->bytes->len : 0;

  if (header->flags & ~(FLAG_START | FLAG_END))
    return refuse (header, "flags that nobody knows", error);
  if ((open == NULL) != ((header->flags & FLAG_START) != 0))
    return refuse (header, open == NULL ? "its beginning is missing" : "it begins twice", error);
  if (header->number != (open != NULL ? open->next : 0))
    return refuse (header, "one before it is missing", error);
  if (header->length > POWERSHELL_MOST_MESSAGE_BYTES ||
      before + header->length > POWERSHELL_MOST_MESSAGE_BYTES ||
      self->open_bytes + header->length > POWERSHELL_MOST_MESSAGE_BYTES)
    return refuse (header, "too long", error);
  if (header->length == 0 && !(header->flags & FLAG_END))
    return refuse (header, "empty", error);
  if (open == NULL && g_hash_table_size (self->open) >= POWERSHELL_MOST_OPEN_MESSAGES)
    return refuse (header, "too many messages at the same time", error);
  return TRUE;
}

static gboolean
take (PowershellJoiner *self, const Header *header, const guint8 *bytes, GError **error)
{
  Open *open = g_hash_table_lookup (self->open, &header->object);
  g_autoptr (GBytes) message = NULL;

  if (open == NULL) {
    open = g_new0 (Open, 1);
    open->bytes = g_byte_array_new ();
    g_hash_table_insert (self->open, g_memdup2 (&header->object, sizeof header->object), open);
  }
  if (header->length > 0)
    g_byte_array_append (open->bytes, bytes, header->length);
  open->next++;
  self->open_bytes += header->length;
  if (!(header->flags & FLAG_END))
    return TRUE;

  self->open_bytes -= open->bytes->len;
  message = g_byte_array_free_to_bytes (g_byte_array_ref (open->bytes));
  g_hash_table_remove (self->open, &header->object);
  return self->arrived (message, self->data, error);
}

gboolean
powershell_joiner_push (PowershellJoiner *self, const guint8 *bytes, gsize size, GError **error)
{
  gsize at = 0;
  gboolean goes_on = !self->is_broken;

  if (self->is_broken)
    powershell_error_set_answer (error, "fragments after an error");
  else if (size > POWERSHELL_MOST_MESSAGE_BYTES * 2)
    powershell_error_set_answer (error, "too many fragments at once");
  self->is_broken |= size > POWERSHELL_MOST_MESSAGE_BYTES * 2;
  if (self->is_broken)
    return FALSE;

  if (size > 0)
    g_byte_array_append (self->rest, bytes, (guint) size);
  while (goes_on && self->rest->len - at >= HEADER_BYTES) {
    Header header = read_header (self->rest->data + at);

    goes_on = check_header (self, &header, error);
    if (!goes_on || self->rest->len - at - HEADER_BYTES < header.length)
      break;
    goes_on = take (self, &header, self->rest->data + at + HEADER_BYTES, error);
    at += HEADER_BYTES + header.length;
  }
  g_byte_array_remove_range (self->rest, 0, (guint) at);
  self->is_broken = !goes_on;
  return goes_on;
}

gboolean
powershell_joiner_is_empty (const PowershellJoiner *self)
{
  return self->rest->len == 0 && g_hash_table_size (self->open) == 0;
}
