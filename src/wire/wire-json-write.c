/* wire-json-write.c - texts as JSON
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wire-json-write.h"

#include <string.h>

#define CHUNK_BYTES 2048
#define MOST_ESCAPE_BYTES 6 /* "\u001f" */

/* Where the next byte goes. */
static char *
put_escape (char *to, char c)
{
  static const char digits[] = "0123456789abcdef";
  static const char marks[] = {
    ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"'
  };

  *to++ = '\\';
  if (c == '\\' || marks[(guchar) c] != 0) {
    *to++ = c == '\\' ? c : marks[(guchar) c];
    return to;
  }
  memcpy (to, "u00", 3);
  to[3] = digits[(guchar) c >> 4];
  to[4] = digits[(guchar) c & 15];
  return to + 5;
}

static void
append_chunk (GString *json, const char *text, const char *end)
{
  gsize before = json->len;
  char *to;

  g_string_set_size (json, before + (gsize) (end - text) * MOST_ESCAPE_BYTES);
  to = json->str + before;
  for (; text < end; text++)
    if ((guchar) *text < 0x20 || *text == '"' || *text == '\\')
      to = put_escape (to, *text);
    else
      *to++ = *text;
  g_string_truncate (json, (gsize) (to - json->str));
}

void
wire_json_append (GString *json, const char *text)
{
  const char *end = text + strlen (text);

  g_string_append_c (json, '"');
  for (; text < end; text += MIN (CHUNK_BYTES, end - text))
    append_chunk (json, text, MIN (text + CHUNK_BYTES, end));
  g_string_append_c (json, '"');
}

void
wire_json_append_recent (GString *json, const char *text, WireRecent *recent)
{
  gsize before = json->len;

  if (wire_recent_append (recent, json, text))
    return;
  wire_json_append (json, text);
  wire_recent_keep (recent, text, json->str + before, json->len - before);
}
