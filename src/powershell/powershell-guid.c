/* powershell-guid.c - GUIDs
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-guid.h"

/* Which byte of the memory stands at each place of the text. */
static const guint8 order[POWERSHELL_GUID_BYTES] = { 3, 2, 1,  0,  5,  4,  7,  6,
                                                     8, 9, 10, 11, 12, 13, 14, 15 };

PowershellGuid
powershell_guid_random (void)
{
  g_autofree char *text = g_uuid_string_random ();
  PowershellGuid self = { { 0 } };

  powershell_guid_parse (text, &self);
  return self;
}

gboolean
powershell_guid_parse (const char *text, PowershellGuid *ret)
{
  guint n = 0;

  if (!g_uuid_string_is_valid (text))
    return FALSE;

  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '-')
      continue;
    ret->bytes[order[n++]] =
        (guint8) (g_ascii_xdigit_value (c[0]) << 4 | g_ascii_xdigit_value (c[1]));
    c++;
  }
  return TRUE;
}

char *
powershell_guid_to_text (const PowershellGuid *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < POWERSHELL_GUID_BYTES; i++)
    g_string_append_printf (text, "%s%02X", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
                            self->bytes[order[i]]);
  return g_string_free (text, FALSE);
}
