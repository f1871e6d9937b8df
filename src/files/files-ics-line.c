/* files-ics-line.c - iCalendar line by line
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-ics-line.h"

#include "oof-refuse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
files_ics_line_init (FilesIcsLine *self, const char *bytes, gsize size)
{
  *self = (FilesIcsLine){
    .at = bytes, .end = bytes + size, .next_number = 1, .text = g_string_new (NULL)
  };
}

void
files_ics_line_clear (FilesIcsLine *self)
{
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
}

/* Up to the line's end, which is left behind. */
static void
append_row (FilesIcsLine *self)
{
  const char *end = memchr (self->at, '\n', (gsize) (self->end - self->at));
  const char *stop = end != NULL ? end : self->end;

  g_string_append_len (self->text, self->at,
                       stop - self->at - (stop > self->at && stop[-1] == '\r' ? 1 : 0));
  self->at = end != NULL ? end + 1 : self->end;
  self->next_number++;
}

/* A line that begins with a blank goes on with the one before. */
static gboolean
is_folded (const FilesIcsLine *self)
{
  return self->at < self->end && (*self->at == ' ' || *self->at == '\t');
}

/* NAME;PARAMETER="a:b":VALUE. Parameters say nothing that the value does not say as well. */
static gboolean
split (FilesIcsLine *self, GError **error)
{
  gboolean is_quoted = FALSE;
  char *c = self->text->str;
  gsize name = strcspn (c, ";:");

  self->name = c;
  c += name;
  for (; *c != '\0' && (is_quoted || *c != ':'); c++)
    is_quoted = is_quoted != (*c == '"');
  if (name == 0 || *c == '\0')
    return oof_refuse (error, "ics-syntax", _ ("This is not a line of a calendar file."));

  self->value = c + 1;
  self->name[name] = '\0';
  for (c = self->name; *c != '\0'; c++)
    *c = g_ascii_toupper (*c);
  return TRUE;
}

gboolean
files_ics_line_next (FilesIcsLine *self, GError **error)
{
  do {
    if (self->at == self->end)
      return FALSE;
    self->number = self->next_number;
    g_string_truncate (self->text, 0);
    append_row (self);
    while (is_folded (self) && self->text->len <= FILES_ICS_MOST_LINE) {
      self->at++;
      append_row (self);
    }
  } while (self->text->len == 0);

  if (self->text->len > FILES_ICS_MOST_LINE)
    return oof_refuse (error, "ics-syntax", _ ("A line of the calendar file is too long."));
  return split (self, error);
}
