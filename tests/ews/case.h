/* case.h - reads case files: lines of words, and below a line its block, indented
 *
 *   case   a name
 *   call   get_oof ann@corp.example
 *   answer 200 soap
 *     <m:GetUserOofSettingsResponse> …
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <string.h>

typedef struct
{
  const char *place; /* "file.case:12" */
  char **words;
  char *block; /* the indented lines below, without their indent; "" when there are none */
} CaseLine;

static inline CaseLine *
case_line_new (const char *file, guint number, const char *text)
{
  CaseLine *line = g_new0 (CaseLine, 1);
  g_autofree char *place = g_strdup_printf ("%s:%u", file, number);
  g_auto (GStrv) parts = g_strsplit_set (text, " \t", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  line->place = g_intern_string (place);
  line->words = g_strv_builder_end (words);
  line->block = g_strdup ("");
  return line;
}

static inline void
case_line_free (gpointer data)
{
  CaseLine *line = data;

  g_strfreev (line->words);
  g_free (line->block);
  g_free (line);
}

/* All lines of a file: CaseLine. The text of the first word's rest is split at spaces; blocks are
 * kept as they are. */
static inline GPtrArray *
case_read (const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *file = g_path_get_basename (path);
  g_auto (GStrv) rows = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *lines = g_ptr_array_new_with_free_func (case_line_free);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  rows = g_strsplit (text, "\n", -1);
  for (guint i = 0; rows[i] != NULL; i++) {
    CaseLine *last = lines->len > 0 ? g_ptr_array_index (lines, lines->len - 1) : NULL;

    if (g_str_has_prefix (rows[i], "  ") && last != NULL) {
      char *longer = g_strconcat (last->block, *last->block != '\0' ? "\n" : "", rows[i] + 2, NULL);

      g_free (last->block);
      last->block = longer;
    } else if (*rows[i] != '\0' && *rows[i] != '#') {
      g_ptr_array_add (lines, case_line_new (file, i + 1, rows[i]));
    }
  }
  return lines;
}

/* The value of "name=value" among words, or NULL. */
static inline const char *
case_option (char **words, const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strncmp (words[i], name, length) == 0 && words[i][length] == '=')
      return words[i] + length + 1;
  return NULL;
}
