/* wire-bytes.h - the characters that documents may hold. For this room only */
#pragma once

#include <glib.h>

/* UTF-8, without control characters but tab and line ends, and without U+FFFE and U+FFFF. */
gboolean wire_bytes_are_text (const char *data, gsize size);

static inline gboolean
wire_bytes_is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
