/* wire-xml-scan-text.c - the characters of a document that is read without a tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-xml-scan-inside.h"

#include <string.h>

#define MOST_REFERENCE_BYTES 12 /* "&#x0010FFFF;" */

/* The character that the reference stands for; 0 for what is none. */
static gunichar
read_number (const char *digits, gsize length)
{
  gboolean is_hex = length > 0 && *digits == 'x';
  guint64 number = 0;

  if (length == (gsize) is_hex)
    return 0;
  for (gsize i = is_hex; i < length; i++) {
    int digit = is_hex ? g_ascii_xdigit_value (digits[i]) : g_ascii_digit_value (digits[i]);

    if (digit < 0)
      return 0;
    number = number * (is_hex ? 16 : 10) + (guint64) digit;
  }
  if (number > 0x10FFFF || (number >= 0xD800 && number < 0xE000) || number == 0xFFFE ||
      number == 0xFFFF || (number < 0x20 && !wire_bytes_is_blank ((char) number)))
    return 0;
  return (gunichar) number;
}

/* At "&#"; FALSE when it is odd. */
static gboolean
take_number (WireXmlScan *self, char **to)
{
  gsize most = MIN ((gsize) (self->end - self->at), MOST_REFERENCE_BYTES);
  const char *close = memchr (self->at, ';', most);
  gunichar c = close != NULL ? read_number (self->at + 2, (gsize) (close - self->at - 2)) : 0;

  if (c == 0)
    return wire_xml_scan_be_odd (self);
  self->at = close + 1;
  if (to != NULL)
    *to += g_unichar_to_utf8 (c, *to);
  return TRUE;
}

/* At "&"; to may be NULL. FALSE when it is odd. */
static gboolean
take_reference (WireXmlScan *self, char **to)
{
  static const struct
  {
    const char *text;
    gsize length;
    char c;
  } known[] = { { "&lt;", 4, '<' },
                { "&gt;", 4, '>' },
                { "&amp;", 5, '&' },
                { "&quot;", 6, '"' },
                { "&apos;", 6, '\'' } };
  gsize left = (gsize) (self->end - self->at);

  if (left > 3 && self->at[1] == '#')
    return take_number (self, to);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (left >= known[i].length && memcmp (self->at, known[i].text, known[i].length) == 0) {
      self->at += known[i].length;
      if (to != NULL)
        *(*to)++ = known[i].c;
      return TRUE;
    }
  return wire_xml_scan_be_odd (self);
}

/* A line end that is not written as a reference is told as another, and "]]>" is no text. */
static gboolean
is_plain_text (const char *text, gsize length)
{
  return memchr (text, '\r', length) == NULL &&
         (memchr (text, '>', length) == NULL ||
          g_strstr_len (text, (gssize) length, "]]>") == NULL);
}

gboolean
wire_xml_scan_take_text (WireXmlScan *self, const char *end, char **to)
{
  if (!is_plain_text (self->at, (gsize) (end - self->at)))
    return wire_xml_scan_be_odd (self);

  while (self->at < end) {
    const char *and = memchr (self->at, '&', (gsize) (end - self->at));
    gsize length = (gsize) ((and != NULL ? and : end) - self->at);

    if (to != NULL) {
      memcpy (*to, self->at, length);
      *to += length;
    }
    self->at += length;
    if (and != NULL && !take_reference (self, to))
      return FALSE;
  }
  return TRUE;
}
