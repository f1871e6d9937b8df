/* powershell-base64.c - strict Base64
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-base64.h"

#include "powershell-error.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

GBytes *
powershell_base64_decode (const char *text, const char *what, GError **error)
{
  g_autoptr (GByteArray) out =
      g_byte_array_sized_new ((guint) MIN (strlen (text) / 4 * 3 + 3, G_MAXUINT / 2));
  guint32 bits = 0;
  guint n = 0;
  guint n_padding = 0;

  for (const char *c = text; *c != '\0'; c++) {
    const char *found;

    if (g_ascii_isspace (*c))
      continue;
    if (*c == '=') {
      n_padding++;
      continue;
    }
    found = strchr (alphabet, *c);
    if (found == NULL || n_padding > 0) {
      powershell_error_set_answer (error, "%s is not Base64", what);
      return NULL;
    }
    bits = bits << 6 | (guint32) (found - alphabet);
    if (++n % 4 == 0) {
      const guint8 bytes[3] = { bits >> 16 & 0xFF, bits >> 8 & 0xFF, bits & 0xFF };

      g_byte_array_append (out, bytes, 3);
    }
  }

  if (n % 4 == 1 || (n + n_padding) % 4 != 0 || n_padding > 2) {
    powershell_error_set_answer (error, "%s is Base64 that was cut", what);
    return NULL;
  }
  if (n % 4 > 1) {
    const guint8 bytes[2] = { (guint8) (n % 4 == 3 ? bits >> 10 : bits >> 4),
                              (guint8) (bits >> 2) };

    g_byte_array_append (out, bytes, n % 4 - 1);
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
