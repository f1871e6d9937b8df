/* oof-html.c - replies as HTML: from plain text, to plain text, to runs of styled text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html.h"

#include "oof-html-walk.h"

#include <string.h>

/* HTML folds spaces: all but the last of several, and the first of a line, must be no-break
 * spaces. */
static void
append_line (GString *html, const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    gboolean is_kept = i == 0 || (i + 1 < length && (line[i + 1] == ' ' || line[i + 1] == '\t'));

    switch (line[i]) {
    case '&':
      g_string_append (html, "&amp;");
      break;
    case '<':
      g_string_append (html, "&lt;");
      break;
    case '>':
      g_string_append (html, "&gt;");
      break;
    case '\t':
      g_string_append (html, "&nbsp;&nbsp;&nbsp;");
      g_string_append (html, is_kept ? "&nbsp;" : " ");
      break;
    case ' ':
      g_string_append (html, is_kept ? "&nbsp;" : " ");
      break;
    default:
      g_string_append_c (html, line[i]);
    }
  }
}

char *
oof_html_from_text (const char *text)
{
  GString *html = g_string_sized_new (strlen (text) + 16);
  gboolean is_in_paragraph = FALSE;

  while (*text != '\0') {
    gsize whole = strcspn (text, "\r\n");
    gsize length = whole;

    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
      length--;
    if (length > 0) {
      g_string_append (html, is_in_paragraph ? "<br>" : "<p>");
      append_line (html, text, length);
    } else if (is_in_paragraph) {
      g_string_append (html, "</p>");
    }
    is_in_paragraph = length > 0;

    text += whole;
    if (text[0] == '\r' && text[1] == '\n')
      text++;
    if (*text != '\0')
      text++;
  }
  if (is_in_paragraph)
    g_string_append (html, "</p>");
  return g_string_free (html, FALSE);
}

char *
oof_html_to_text (const char *html)
{
  g_auto (OofHtmlReading) reading = { 0 };
  GString *text = g_string_sized_new (strlen (html) / 2);

  oof_html_walk (html, &reading);
  for (guint i = 0; i < reading.runs->len; i++) {
    const OofRun *run = g_ptr_array_index (reading.runs, i);
    gboolean is_picture = (run->style & OOF_RUN_PICTURE) != 0;

    g_string_append (text, is_picture ? "[" : "");
    g_string_append (text, run->text);
    g_string_append (text, is_picture ? "]" : "");
  }
  return g_string_free (text, FALSE);
}

gboolean
oof_html_is_blank (const char *html)
{
  g_auto (OofHtmlReading) reading = { 0 };

  oof_html_walk (html, &reading);
  return !reading.is_readable;
}

gboolean
oof_html_has_format (const char *html)
{
  g_auto (OofHtmlReading) reading = { 0 };

  oof_html_walk (html, &reading);
  return reading.has_format;
}

GPtrArray *
oof_html_to_runs (const char *html)
{
  g_auto (OofHtmlReading) reading = { 0 };

  oof_html_walk (html, &reading);
  return g_steal_pointer (&reading.runs);
}
