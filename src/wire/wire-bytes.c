/* wire-bytes.c - the characters that documents may hold
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-bytes.h"

#include <string.h>

#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)
#define BLANKS G_GUINT64_CONSTANT (0x2020202020202020)

/* Almost all of it. Eight bytes at a time: none of them has its highest bit, nor gets it when 0x20
 * is taken off. */
static const char *
skip_plain (const char *c, const char *end)
{
  guint64 word;

  for (; end - c >= (gssize) sizeof word; c += sizeof word) {
    memcpy (&word, c, sizeof word);
    if ((word | (word - BLANKS)) & HIGH_BITS)
      break;
  }
  while (c < end && *c >= 0x20)
    c++;
  return c;
}

gboolean
wire_bytes_are_text (const char *data, gsize size)
{
  const char *end = data + size;

  for (const char *c = skip_plain (data, end); c < end; c = skip_plain (c, end)) {
    gunichar u;

    if (wire_bytes_is_blank (*c)) {
      c++;
      continue;
    }
    u = g_utf8_get_char_validated (c, end - c);
    if (u < 0x20 || u == 0xFFFE || u == 0xFFFF || u >= (gunichar) -2)
      return FALSE;
    c = g_utf8_next_char (c);
  }
  return TRUE;
}
