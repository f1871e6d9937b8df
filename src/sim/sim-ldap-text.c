/* sim-ldap-text.c - how a directory compares and writes names, times and identifiers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-text.h"

#include <string.h>

#define MOST_STEPS 64

static gboolean
is_ascii (const char *text, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if ((guchar) text[i] >= 0x80)
      return FALSE;
  return TRUE;
}

void
sim_ldap_text_fold (GString *out, const char *text, gsize size)
{
  gsize before = out->len;
  g_autofree char *apart = NULL;
  g_autofree char *lower = NULL;

  if (is_ascii (text, size)) {
    g_string_append_len (out, text, (gssize) size);
    for (gsize i = before; i < out->len; i++)
      out->str[i] = g_ascii_tolower (out->str[i]);
    return;
  }
  if (!g_utf8_validate_len (text, size, NULL)) {
    g_string_append_len (out, text, (gssize) size);
    return;
  }

  apart = g_utf8_normalize (text, (gssize) size, G_NORMALIZE_ALL);
  lower = g_utf8_casefold (apart, -1);
  for (const char *c = lower; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_ismark (g_utf8_get_char (c)))
      g_string_append_unichar (out, g_utf8_get_char (c));
}

char *
sim_ldap_text_folded (const char *text)
{
  GString *out = g_string_new (NULL);

  sim_ldap_text_fold (out, text, strlen (text));
  return g_string_free (out, FALSE);
}

void
sim_ldap_text_rdn (GString *out, const char *value, gsize size)
{
  for (gsize i = 0; i < size; i++) {
    char c = value[i];
    gboolean is_edge = i == 0 || i + 1 == size;

    if ((guchar) c < 0x20) {
      g_string_append_printf (out, "\\%02X", (guint) c);
      continue;
    }
    if (strchr (",+\"\\<>;=", c) != NULL || (c == '#' && i == 0) || (c == ' ' && is_edge))
      g_string_append_c (out, '\\');
    g_string_append_c (out, c);
  }
}

static void
free_rdn (gpointer data)
{
  SimLdapRdn *rdn = data;

  g_free (rdn->type);
  g_free (rdn->value);
  g_free (rdn->folded);
  g_free (rdn);
}

/* What stands for one character of a value after a backslash. Returns what is left. */
static const char *
unescape (const char *c, const char *end, GString *out)
{
  if (end - c >= 2 && g_ascii_isxdigit (c[0]) && g_ascii_isxdigit (c[1])) {
    g_string_append_c (out,
                       (char) (g_ascii_xdigit_value (c[0]) << 4 | g_ascii_xdigit_value (c[1])));
    return c + 2;
  }
  g_string_append_c (out, *c);
  return c + 1;
}

/* The value, up to a comma that is none of its own. NULL when it is odd. */
static const char *
read_value (const char *c, const char *end, GString *out)
{
  gsize kept = 0;

  while (c < end && *c == ' ')
    c++;
  while (c < end && *c != ',' && *c != ';') {
    if (*c == '+' || *c == '"')
      return NULL;
    if (*c == '\\') {
      if (c + 1 >= end)
        return NULL;
      c = unescape (c + 1, end, out);
      kept = out->len;
      continue;
    }
    g_string_append_c (out, *c);
    if (*c != ' ')
      kept = out->len;
    c++;
  }
  g_string_truncate (out, kept);
  return c;
}

static const char *
read_rdn (const char *c, const char *end, GPtrArray *steps)
{
  g_autoptr (GString) value = g_string_new (NULL);
  const char *equal;
  const char *after;
  SimLdapRdn *rdn;

  while (c < end && *c == ' ')
    c++;
  equal = memchr (c, '=', (gsize) (end - c));
  after = equal != NULL && equal > c ? read_value (equal + 1, end, value) : NULL;
  if (after == NULL || value->len == 0 || steps->len >= MOST_STEPS)
    return NULL;

  rdn = g_new0 (SimLdapRdn, 1);
  rdn->type = g_strchomp (g_ascii_strdown (c, equal - c));
  rdn->value = g_strndup (value->str, value->len);
  rdn->folded = sim_ldap_text_folded (rdn->value);
  g_ptr_array_add (steps, rdn);
  return after;
}

GPtrArray *
sim_ldap_text_parse_dn (const char *text, gsize size)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (free_rdn);
  const char *end = text + size;
  const char *c = text;

  if (memchr (text, '\0', size) != NULL)
    return NULL;

  while (c < end) {
    c = read_rdn (c, end, steps);
    if (c == NULL || (c < end && c + 1 == end))
      return NULL;
    if (c < end)
      c++;
  }
  return g_steal_pointer (&steps);
}

char *
sim_ldap_text_dn_key (const GPtrArray *steps, guint first)
{
  GString *key = g_string_new (NULL);

  for (guint i = first; i < steps->len; i++) {
    const SimLdapRdn *rdn = steps->pdata[i];

    g_string_append_printf (key, "%s=%s\n", rdn->type, rdn->folded);
  }
  return g_string_free (key, FALSE);
}

void
sim_ldap_text_append_sid (GString *out, const char *sid)
{
  g_auto (GStrv) parts = g_strsplit (sid, "-", 20);
  guint n = g_strv_length (parts);
  guint64 number = 0;

  if (n < 4 || n > 18 || g_ascii_strcasecmp (parts[0], "S") != 0 || strcmp (parts[1], "1") != 0)
    return;
  for (guint i = 2; i < n; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 0, G_MAXUINT32, NULL, NULL))
      return;

  g_string_append_c (out, 1);
  g_string_append_c (out, (char) (n - 3));
  g_string_append_len (out, "\0\0\0\0\0", 5);
  for (guint i = 2; i < n; i++) {
    g_ascii_string_to_unsigned (parts[i], 10, 0, G_MAXUINT32, &number, NULL);
    if (i == 2) {
      g_string_append_c (out, (char) number);
      continue;
    }
    for (guint shift = 0; shift < 32; shift += 8)
      g_string_append_c (out, (char) (number >> shift));
  }
}

char *
sim_ldap_text_sid (const char *data, gsize size)
{
  const guchar *bytes = (const guchar *) data;
  GString *out;

  if (size < 8 || bytes[0] != 1 || size != 8 + 4 * (gsize) bytes[1])
    return NULL;

  out = g_string_new (NULL);
  g_string_append_printf (out, "S-1-%u", bytes[7]);
  for (gsize i = 8; i < size; i += 4)
    g_string_append_printf (out, "-%u",
                            (guint) bytes[i] | (guint) bytes[i + 1] << 8 |
                                (guint) bytes[i + 2] << 16 | (guint) bytes[i + 3] << 24);
  return g_string_free (out, FALSE);
}

/* Which byte comes at each place of the text: the first three groups are little-endian. */
static const guint8 guid_order[SIM_LDAP_GUID_SIZE] = { 3, 2, 1,  0,  5,  4,  7,  6,
                                                       8, 9, 10, 11, 12, 13, 14, 15 };

gboolean
sim_ldap_text_parse_guid (const char *text, guint8 *ret)
{
  gboolean is_plain = strchr (text, '-') == NULL;
  guint n = 0;

  for (const char *c = text; *c != '\0'; c++) {
    guint8 byte;

    if (*c == '-')
      continue;
    if (n >= SIM_LDAP_GUID_SIZE || !g_ascii_isxdigit (c[0]) || !g_ascii_isxdigit (c[1]))
      return FALSE;
    byte = (guint8) (g_ascii_xdigit_value (c[0]) << 4 | g_ascii_xdigit_value (c[1]));
    ret[is_plain ? n : guid_order[n]] = byte;
    n++;
    c++;
  }
  return n == SIM_LDAP_GUID_SIZE;
}

void
sim_ldap_text_append_guid (GString *out, const guint8 *guid)
{
  for (guint i = 0; i < SIM_LDAP_GUID_SIZE; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10)
      g_string_append_c (out, '-');
    g_string_append_printf (out, "%02x", guid[guid_order[i]]);
  }
}

void
sim_ldap_text_append_time (GString *out, gint64 unix_s)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (unix_s);
  g_autofree char *text = g_date_time_format (when, "%Y%m%d%H%M%S.0Z");

  g_string_append (out, text);
}
