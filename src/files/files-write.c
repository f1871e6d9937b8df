/* files-write.c - YAML line by line
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-write.h"

#include <string.h>

#define STEP 2
#define LINE_BYTES 90 /* a quoted line that is longer goes on in the next one before a tag */

static void
begin_line (FilesWriter *self)
{
  for (guint i = self->is_entry ? STEP : 0; i < self->indent; i++)
    g_string_append_c (self->out, ' ');
  if (self->is_entry)
    g_string_append (self->out, "- ");
  self->is_entry = FALSE;
}

static void
begin_key (FilesWriter *self, const char *name)
{
  begin_line (self);
  g_string_append (self->out, name);
  g_string_append_c (self->out, ':');
}

/* What readers of YAML take for something else than a text. */
static gboolean
is_reserved (const char *text)
{
  static const char *const words[] = { "y",   "n",    "yes",   "no",   "on",
                                       "off", "true", "false", "null", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_plain (const char *text)
{
  static const char marks[] = "_./@+-=;,";
  const char *c = text;

  if (!g_ascii_isalpha (*c) || is_reserved (text))
    return FALSE;
  while (g_ascii_isalnum (*c) || (*c != '\0' && strchr (marks, *c) != NULL) ||
         (*c == ' ' && g_ascii_isalnum (c[1])))
    c++;
  return *c == '\0';
}

/* Line ends that are no line feed, and what no YAML file may hold as it is. */
static gboolean
needs_escape (gunichar c)
{
  return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         c == 0xFEFF;
}

static gboolean
is_block (const char *text)
{
  gunichar before = '\n';

  if (strchr (text, '\n') == NULL || *text == '\n' || *text == ' ')
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar character = g_utf8_get_char (c);

    /* Blanks at the end of a line are lost in many an editor. */
    if (needs_escape (character) || (character == '\n' && before == ' '))
      return FALSE;
    before = character;
  }
  return before != ' ';
}

static void
append_indent (FilesWriter *self)
{
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->indent + STEP; i++)
    g_string_append_c (self->out, ' ');
}

/* | ends with the one line feed that the text has, |- without, |+ with all. */
static void
append_block (FilesWriter *self, const char *text)
{
  gsize length = strlen (text);
  const char *end = g_str_has_suffix (text, "\n\n") ? "|+" : text[length - 1] == '\n' ? "|" : "|-";
  gboolean is_begun = FALSE;

  g_string_append (self->out, end);
  for (const char *c = text; *c != '\0'; c++) {
    if (!is_begun && *c != '\n')
      append_indent (self);
    else if (!is_begun)
      g_string_append_c (self->out, '\n');
    is_begun = *c != '\n';
    if (*c != '\n')
      g_string_append_c (self->out, *c);
  }
}

static void
append_escaped (GString *out, gunichar c)
{
  switch (c) {
  case '"':
  case '\\':
    g_string_append_printf (out, "\\%c", (char) c);
    return;
  case '\n':
    g_string_append (out, "\\n");
    return;
  case '\r':
    g_string_append (out, "\\r");
    return;
  case '\t':
    g_string_append (out, "\\t");
    return;
  default:
    if (!needs_escape (c))
      g_string_append_unichar (out, c);
    else
      g_string_append_printf (out, c < 0x100 ? "\\x%02X" : "\\u%04X", c);
  }
}

/* A line goes on in the next one behind each line feed of the text, and before a tag when it is
 * long. */
static void
append_quoted (FilesWriter *self, const char *text)
{
  gsize begin = self->out->len;

  g_string_append_c (self->out, '"');
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gboolean is_new =
        c > text && (c[-1] == '\n' || (*c == '<' && self->out->len - begin > LINE_BYTES));

    if (is_new) {
      g_string_append_c (self->out, '\\');
      append_indent (self);
      begin = self->out->len;
    }
    if (is_new && *c == ' ')
      g_string_append_c (self->out, '\\'); /* else it is part of the indent */
    append_escaped (self->out, g_utf8_get_char (c));
  }
  g_string_append_c (self->out, '"');
}

static void
append_text (FilesWriter *self, const char *text, FilesStyle style)
{
  g_string_append_c (self->out, ' ');
  if (style == FILES_STYLE_PLAIN && is_plain (text))
    g_string_append (self->out, text);
  else if (is_block (text))
    append_block (self, text);
  else
    append_quoted (self, text);
  g_string_append_c (self->out, '\n');
}

void
files_write_word (FilesWriter *self, const char *name, const char *word)
{
  begin_key (self, name);
  g_string_append_printf (self->out, " %s\n", word);
}

void
files_write_text (FilesWriter *self, const char *name, const char *text, FilesStyle style)
{
  begin_key (self, name);
  append_text (self, text, style);
}

gsize
files_write_begin (FilesWriter *self, const char *name)
{
  gsize begun = self->out->len;

  begin_key (self, name);
  g_string_append_c (self->out, '\n');
  self->indent += STEP;
  return begun;
}

void
files_write_end (FilesWriter *self, gsize begun)
{
  const char *line_end = strchr (self->out->str + begun, '\n');

  self->indent -= STEP;
  if (line_end[1] == '\0')
    g_string_truncate (self->out, begun);
}

void
files_write_begin_entry (FilesWriter *self)
{
  self->indent += STEP;
  self->is_entry = TRUE;
}

void
files_write_end_entry (FilesWriter *self)
{
  self->indent -= STEP;
  self->is_entry = FALSE;
}

void
files_write_text_entry (FilesWriter *self, const char *text)
{
  files_write_begin_entry (self);
  begin_line (self);
  g_string_truncate (self->out, self->out->len - 1);
  append_text (self, text, FILES_STYLE_PLAIN);
  files_write_end_entry (self);
}

void
files_write_word_entry (FilesWriter *self, const char *word)
{
  files_write_begin_entry (self);
  begin_line (self);
  g_string_append_printf (self->out, "%s\n", word);
  files_write_end_entry (self);
}
