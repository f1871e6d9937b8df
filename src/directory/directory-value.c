/* directory-value.c - what stands in attributes as bytes or in forms of their own
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-value.h"

#include <string.h>

/* Where the bytes of the text stand in the value. */
static const guint8 guid_order[DIRECTORY_GUID_BYTES] = { 3, 2, 1,  0,  5,  4,  7,  6,
                                                         8, 9, 10, 11, 12, 13, 14, 15 };

static gboolean
is_dash_before (guint byte)
{
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

gboolean
directory_value_guid_text (gconstpointer data, gsize length, char ret[DIRECTORY_GUID_TEXT])
{
  static const char digits[] = "0123456789abcdef";
  const guint8 *bytes = data;
  char *at = ret;

  if (length != DIRECTORY_GUID_BYTES)
    return FALSE;

  for (guint i = 0; i < DIRECTORY_GUID_BYTES; i++) {
    if (is_dash_before (i))
      *at++ = '-';
    *at++ = digits[bytes[guid_order[i]] >> 4];
    *at++ = digits[bytes[guid_order[i]] & 15];
  }
  *at = '\0';
  return TRUE;
}

gboolean
directory_value_guid (const char *text, guint8 ret[DIRECTORY_GUID_BYTES])
{
  gsize length = strlen (text);
  const char *at = text;
  guint8 bytes[DIRECTORY_GUID_BYTES];

  if (length == DIRECTORY_GUID_TEXT + 1 && text[0] == '{' && text[length - 1] == '}')
    at++;
  else if (length != DIRECTORY_GUID_TEXT - 1)
    return FALSE;

  for (guint i = 0; i < DIRECTORY_GUID_BYTES; i++) {
    if (is_dash_before (i) && *at++ != '-')
      return FALSE;
    if (!g_ascii_isxdigit (at[0]) || !g_ascii_isxdigit (at[1]))
      return FALSE;
    bytes[guid_order[i]] =
        (guint8) (g_ascii_xdigit_value (at[0]) << 4 | g_ascii_xdigit_value (at[1]));
    at += 2;
  }
  memcpy (ret, bytes, sizeof bytes);
  return TRUE;
}

char *
directory_value_sid_text (gconstpointer data, gsize length)
{
  const guint8 *bytes = data;
  guint64 authority = 0;
  GString *text;

  if (length < 8 || bytes[0] != 1 || bytes[1] > 15 || length != 8 + 4u * bytes[1])
    return NULL;

  for (guint i = 2; i < 8; i++)
    authority = authority << 8 | bytes[i];
  text = g_string_new ("S-1-");
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, authority);
  for (guint i = 0; i < bytes[1]; i++) {
    guint32 part;

    memcpy (&part, bytes + 8 + 4 * i, sizeof part);
    g_string_append_printf (text, "-%u", GUINT32_FROM_LE (part));
  }
  return g_string_free (text, FALSE);
}

gboolean
directory_value_sid (const char *text, guint8 ret[DIRECTORY_SID_MOST_BYTES], gsize *ret_length)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 19);
  guint n = g_strv_length (parts);
  guint64 authority;

  if (n < 4 || n > 18 || g_ascii_strcasecmp (parts[0], "S") != 0 || !g_str_equal (parts[1], "1") ||
      !g_ascii_string_to_unsigned (parts[2], 10, 0, (G_GUINT64_CONSTANT (1) << 48) - 1, &authority,
                                   NULL))
    return FALSE;

  ret[0] = 1;
  ret[1] = (guint8) (n - 3);
  for (guint i = 0; i < 6; i++)
    ret[2 + i] = (guint8) (authority >> (8 * (5 - i)));
  for (guint i = 3; i < n; i++) {
    guint64 part;
    guint32 little;

    if (!g_ascii_string_to_unsigned (parts[i], 10, 0, G_MAXUINT32, &part, NULL))
      return FALSE;
    little = GUINT32_TO_LE ((guint32) part);
    memcpy (ret + 8 + 4 * (i - 3), &little, sizeof little);
  }
  *ret_length = 8 + 4 * (gsize) (n - 3);
  return TRUE;
}

gboolean
directory_value_is_photo (gconstpointer data, gsize length)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

  if (length > DIRECTORY_PHOTO_MOST_BYTES)
    return FALSE;
  return (length > sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0) ||
         (length > sizeof png && memcmp (data, png, sizeof png) == 0);
}
