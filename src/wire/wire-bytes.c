/* wire-bytes.c - the characters that documents may hold
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-bytes.h"

#include <string.h>

#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)
#define BLANKS G_GUINT64_CONSTANT (0x2020202020202020)

/* Almost all of it. Eight bytes at a time: none of them has its highest bit, nor gets it when 0x20
 * is taken off. Where one does, the lowest bit that is set is the first one's: what is borrowed
 * goes up. */
static const char *
skip_plain (const char *c, const char *end)
{
  guint64 word;

  for (; end - c >= (gssize) sizeof word; c += sizeof word) {
    memcpy (&word, c, sizeof word);
    word = GUINT64_FROM_LE (word);
    word = (word | (word - BLANKS)) & HIGH_BITS;
    if (word != 0)
      return c + __builtin_ctzll (word) / 8;
  }
  while (c < end && *c >= 0x20)
    c++;
  return c;
}

static inline gboolean
goes_on (char c)
{
  return ((guchar) c & 0xC0) == 0x80;
}

/* How long the character of two or three bytes is that begins at c, and of which no part can be
 * wrong; 0: it is to be looked at closely. */
static inline int
measure_usual (const char *c, const char *end)
{
  guchar first = (guchar) *c;

  if (first >= 0xC2 && first <= 0xDF && end - c >= 2 && goes_on (c[1]))
    return 2;
  if (first >= 0xE1 && first <= 0xEC && end - c >= 3 && goes_on (c[1]) && goes_on (c[2]))
    return 3;
  return 0;
}

gboolean
wire_bytes_are_text (const char *data, gsize size)
{
  const char *end = data + size;

  for (const char *c = skip_plain (data, end); c < end; c = skip_plain (c, end)) {
    int length = wire_bytes_is_blank (*c) ? 1 : measure_usual (c, end);
    gunichar u;

    if (length > 0) {
      c += length;
      continue;
    }
    u = g_utf8_get_char_validated (c, end - c);
    if (u < 0x20 || u == 0xFFFE || u == 0xFFFF || u >= (gunichar) -2)
      return FALSE;
    c = g_utf8_next_char (c);
  }
  return TRUE;
}
