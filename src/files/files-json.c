/* files-json.c - what JSON writes in another way than YAML
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-json.h"

#include <string.h>

#define ESCAPE_BYTES 6 /* \uD83D */

/* The value of \uXXXX at c; 0: there is none. */
static guint
read_escape (const char *c, const char *end)
{
  guint value = 0;

  if (end - c < ESCAPE_BYTES || c[0] != '\\' || c[1] != 'u')
    return 0;
  for (guint i = 2; i < ESCAPE_BYTES; i++) {
    int digit = g_ascii_xdigit_value (c[i]);

    if (digit < 0)
      return 0;
    value = value * 16 + (guint) digit;
  }
  return value;
}

static gboolean
is_json (const char *bytes, gsize size)
{
  const char *end = bytes + size;

  while (bytes < end && strchr (" \t\r\n", *bytes) != NULL)
    bytes++;
  return bytes < end && (*bytes == '{' || *bytes == '[');
}

/* Copies what is between quotes, from c on, and gives its end. */
static const char *
copy_string (GString *text, const char *c, const char *end)
{
  while (c < end && *c != '"') {
    guint high = read_escape (c, end);
    guint low = high >> 10 == 0xD800 >> 10 ? read_escape (c + ESCAPE_BYTES, end) : 0;
    gssize n = *c == '\\' && c + 1 < end ? 2 : 1;

    if (low >> 10 == 0xDC00 >> 10) {
      g_string_append_printf (text, "\\U%08X", 0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF));
      c += 2 * ESCAPE_BYTES;
    } else {
      g_string_append_len (text, c, n);
      c += n;
    }
  }
  return c;
}

GString *
files_json_to_yaml (const char *bytes, gsize size)
{
  const char *end = bytes + size;
  const char *c = bytes;
  GString *text;

  if (!is_json (bytes, size) || g_strstr_len (bytes, (gssize) size, "\\u") == NULL)
    return NULL;

  text = g_string_sized_new (size);
  /* What has other quotes or comments is no JSON, and not touched from there on. */
  while (c < end && *c != '\'' && *c != '#') {
    gboolean is_string = *c == '"';

    g_string_append_c (text, *c++);
    if (is_string) {
      c = copy_string (text, c, end);
      if (c < end)
        g_string_append_c (text, *c++);
    }
  }
  g_string_append_len (text, c, end - c);
  return text;
}
