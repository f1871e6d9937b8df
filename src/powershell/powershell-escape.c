/* powershell-escape.c - "_x000D_"
 *
 * Escaped are the controls, every unit of a surrogate pair, what XML forbids, and "_" itself before
 * an x.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-escape.h"

#include <string.h>

#define ESCAPE_LENGTH 7 /* _xHHHH_ */

static void
append_unit (GString *out, guint unit)
{
  g_string_append_printf (out, "_x%04X_", unit);
}

static void
append_char (GString *out, gunichar c)
{
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xFFFE || c == 0xFFFF)
    append_unit (out, c);
  else if (c > 0xFFFF) {
    append_unit (out, 0xD800 + ((c - 0x10000) >> 10));
    append_unit (out, 0xDC00 + ((c - 0x10000) & 0x3FF));
  } else if (c == '&')
    g_string_append (out, "&amp;");
  else if (c == '<')
    g_string_append (out, "&lt;");
  else if (c == '>')
    g_string_append (out, "&gt;");
  else if (c == '"')
    g_string_append (out, "&quot;");
  else
    g_string_append_unichar (out, c);
}

void
powershell_escape_append (GString *out, const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    if (*c == '_' && (c[1] == 'x' || c[1] == 'X'))
      append_unit (out, '_');
    else
      append_char (out, g_utf8_get_char (c));
  }
}

/* The unit that an escape at c stands for, or -1. */
static int
read_unit (const char *c)
{
  int unit = 0;

  if (c[0] != '_' || (c[1] != 'x' && c[1] != 'X'))
    return -1;
  for (int i = 2; i < 6; i++) {
    int digit = g_ascii_xdigit_value (c[i]);

    if (digit < 0)
      return -1;
    unit = unit << 4 | digit;
  }
  return c[6] == '_' ? unit : -1;
}

static gboolean
is_high (int unit)
{
  return unit >= 0xD800 && unit <= 0xDBFF;
}

static gboolean
is_low (int unit)
{
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

char *
powershell_escape_decode (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));
  const char *c = text;

  while (*c != '\0') {
    const char *next = strchr (c, '_');
    int unit = next != NULL ? read_unit (next) : -1;
    int low;

    if (next == NULL) {
      g_string_append (out, c);
      break;
    }
    g_string_append_len (out, c, next - c);
    c = next;
    if (unit < 0) {
      g_string_append_c (out, *c++);
      continue;
    }
    c += ESCAPE_LENGTH;
    low = is_high (unit) ? read_unit (c) : -1;
    if (is_low (low)) {
      g_string_append_unichar (out, 0x10000 + (gunichar) ((unit - 0xD800) << 10) +
                                        (gunichar) (low - 0xDC00));
      c += ESCAPE_LENGTH;
    } else if (unit == 0 || is_high (unit) || is_low (unit))
      g_string_append_unichar (out, 0xFFFD);
    else
      g_string_append_unichar (out, (gunichar) unit);
  }
  return g_string_free (out, FALSE);
}
