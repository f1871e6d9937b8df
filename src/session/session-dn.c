/* session-dn.c - distinguished names, as far as showing a tree of them needs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-dn.h"

#include <string.h>

#define DEEPEST 64 /* what is nested deeper is not shown as a path */

/* Up to the comma that ends the first part; a backslash takes away the meaning of what follows. */
static gsize
measure_part (const char *dn)
{
  gsize length = 0;

  while (dn[length] != '\0' && dn[length] != ',')
    length += dn[length] == '\\' && dn[length + 1] != '\0' ? 2 : 1;
  return length;
}

const char *
session_dn_parent (const char *dn)
{
  const char *end = dn + measure_part (dn);

  return *end == ',' ? end + 1 : end;
}

gboolean
session_dn_lies_below (const char *dn, const char *unit)
{
  gsize length = strlen (dn);
  gsize unit_length = strlen (unit);

  return unit_length > 0 && length > unit_length && dn[length - unit_length - 1] == ',' &&
         g_ascii_strcasecmp (dn + length - unit_length, unit) == 0;
}

gboolean
session_dn_is_domain (const char *dn)
{
  return g_ascii_strncasecmp (dn, "DC=", 3) == 0;
}

/* "\2C" and "\," are both a comma. */
static void
append_value (GString *text, const char *part, gsize length)
{
  const char *equals = memchr (part, '=', length);
  gsize i = equals != NULL ? (gsize) (equals - part) + 1 : 0;

  while (i < length) {
    gboolean is_escape = part[i] == '\\' && i + 1 < length;
    gboolean is_byte = is_escape && i + 2 < length && g_ascii_isxdigit (part[i + 1]) &&
                       g_ascii_isxdigit (part[i + 2]);

    if (is_byte)
      g_string_append_c (text, (char) (g_ascii_xdigit_value (part[i + 1]) * 16 +
                                       g_ascii_xdigit_value (part[i + 2])));
    else
      g_string_append_c (text, part[is_escape ? i + 1 : i]);
    i += is_byte ? 3 : is_escape ? 2 : 1;
  }
}

static char *
finish_text (GString *text)
{
  g_autofree char *bytes = NULL;

  for (gsize i = 0; i < text->len; i++)
    if ((guchar) text->str[i] < ' ')
      text->str[i] = ' ';
  bytes = g_string_free (text, FALSE);
  return g_utf8_make_valid (bytes, -1);
}

static void
append_domain (GString *text, const char *dn)
{
  for (const char *at = dn; *at != '\0'; at = session_dn_parent (at)) {
    if (at != dn)
      g_string_append_c (text, '.');
    append_value (text, at, measure_part (at));
  }
}

char *
session_dn_name (const char *dn)
{
  GString *text = g_string_new (NULL);

  if (session_dn_is_domain (dn))
    append_domain (text, dn);
  else
    append_value (text, dn, measure_part (dn));
  return finish_text (text);
}

char *
session_dn_path (const char *dn)
{
  GString *text = g_string_new (NULL);
  const char *parts[DEEPEST];
  guint n = 0;
  const char *at = session_dn_parent (dn);

  for (; *at != '\0' && !session_dn_is_domain (at) && n < DEEPEST; at = session_dn_parent (at))
    parts[n++] = at;
  if (session_dn_is_domain (at))
    append_domain (text, at);
  while (n > 0) {
    if (text->len > 0)
      g_string_append_c (text, '/');
    n--;
    append_value (text, parts[n], measure_part (parts[n]));
  }
  return finish_text (text);
}
