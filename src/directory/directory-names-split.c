/* directory-names-split.c - pasted text to names
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-name.h"
#include "directory-names.h"

static gboolean
is_end (gunichar letter)
{
  return letter == '\n' || letter == '\r' || letter == ';' || letter == 0x85 || letter == 0x2028 ||
         letter == 0x2029 || letter == '\v' || letter == '\f';
}

static void
take_name (GPtrArray *names, GHashTable *seen, const char *begin, const char *end)
{
  g_autofree char *name = directory_name_trim (begin, (gsize) (end - begin));
  g_autofree char *key = g_utf8_casefold (name, -1);

  if (*name == '\0' || !g_hash_table_add (seen, g_steal_pointer (&key)))
    return;
  g_ptr_array_add (names, g_steal_pointer (&name));
}

char **
directory_names_split (const char *pasted)
{
  g_autofree char *text = g_utf8_make_valid (pasted, -1);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *names = g_ptr_array_new ();
  const char *begin = text;

  for (const char *at = text;; at = g_utf8_next_char (at)) {
    if (*at != '\0' && !is_end (g_utf8_get_char (at)))
      continue;
    take_name (names, seen, begin, at);
    if (*at == '\0')
      break;
    begin = g_utf8_next_char (at);
  }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
