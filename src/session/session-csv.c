/* session-csv.c - a table as text that a spreadsheet reads
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-csv.h"

#include <string.h>

/* A cell that a spreadsheet would calculate gets an apostrophe in front: names come from the
 * directory. */
void
session_csv_add (GString *text, const char *cell)
{
  gboolean is_formula = *cell != '\0' && strchr ("=+-@\t\r", *cell) != NULL;

  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, ',');
  g_string_append_c (text, '"');
  if (is_formula)
    g_string_append_c (text, '\'');
  for (const char *at = cell; *at != '\0'; at++) {
    if (*at == '"')
      g_string_append_c (text, '"');
    g_string_append_c (text, *at);
  }
  g_string_append_c (text, '"');
}
