/* sim-powershell-wire.c - fragments and messages as the server handles them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-powershell-wire.h"

#include <gio/gio.h>
#include <string.h>

#define FRAGMENT_HEAD 21
#define MESSAGE_HEAD 40
#define MOST_BYTES (1024 * 1024)
#define BLOB_BYTES 900 /* small, so that every answer has several */

void
sim_psrp_message_clear (SimPsrpMessage *self)
{
  g_clear_pointer (&self->xml, g_free);
}

gboolean
sim_psrp_take (SimPsrpBytes *bytes, GByteArray *open, gboolean *ret_complete)
{
  guint32 length;
  guint8 flags;

  if (bytes->left < FRAGMENT_HEAD)
    return FALSE;
  memcpy (&length, bytes->at + 17, sizeof length);
  length = GUINT32_FROM_BE (length);
  flags = bytes->at[16];
  if (length > bytes->left - FRAGMENT_HEAD || open->len + length > MOST_BYTES ||
      ((flags & 1) != 0) != (open->len == 0))
    return FALSE;

  g_byte_array_append (open, bytes->at + FRAGMENT_HEAD, length);
  bytes->at += FRAGMENT_HEAD + length;
  bytes->left -= FRAGMENT_HEAD + length;
  *ret_complete = (flags & 2) != 0;
  return TRUE;
}

gboolean
sim_psrp_decode (const GByteArray *whole, SimPsrpMessage *ret)
{
  guint32 head[2];

  if (whole->len < MESSAGE_HEAD)
    return FALSE;
  memcpy (head, whole->data, sizeof head);
  if (GUINT32_FROM_LE (head[0]) != 2)
    return FALSE;

  ret->type = GUINT32_FROM_LE (head[1]);
  memcpy (ret->pool, whole->data + 8, SIM_GUID_BYTES);
  memcpy (ret->pipeline, whole->data + 24, SIM_GUID_BYTES);
  ret->xml = g_strndup ((const char *) whole->data + MESSAGE_HEAD, whole->len - MESSAGE_HEAD);
  return TRUE;
}

static GByteArray *
encode (const SimPsrpMessage *message)
{
  GByteArray *blob = g_byte_array_new ();
  guint32 head[] = { GUINT32_TO_LE (1), GUINT32_TO_LE (message->type) };

  g_byte_array_append (blob, (const guint8 *) head, sizeof head);
  g_byte_array_append (blob, message->pool, SIM_GUID_BYTES);
  g_byte_array_append (blob, message->pipeline, SIM_GUID_BYTES);
  g_byte_array_append (blob, (const guint8 *) "\xEF\xBB\xBF", 3);
  g_byte_array_append (blob, (const guint8 *) message->xml, (guint) strlen (message->xml));
  return blob;
}

void
sim_psrp_put (GByteArray *out, guint64 object, const SimPsrpMessage *message)
{
  g_autoptr (GByteArray) blob = encode (message);
  guint64 number = 0;

  for (guint at = 0; at < blob->len; number++) {
    guint length = MIN (blob->len - at, BLOB_BYTES);
    guint64 ids[] = { GUINT64_TO_BE (object), GUINT64_TO_BE (number) };
    guint8 flags = (guint8) ((at == 0 ? 1 : 0) | (at + length == blob->len ? 2 : 0));
    guint32 size = GUINT32_TO_BE (length);

    g_byte_array_append (out, (const guint8 *) ids, sizeof ids);
    g_byte_array_append (out, &flags, 1);
    g_byte_array_append (out, (const guint8 *) &size, sizeof size);
    g_byte_array_append (out, blob->data + at, length);
    at += length;
  }
}
