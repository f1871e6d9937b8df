/* files-ics-line.h - iCalendar line by line: folded lines are one, names are apart from values
 *
 * Inside the room.
 */
#pragma once

#include <glib.h>

#define FILES_ICS_MOST_LINE (256 * 1024)

typedef struct
{
  const char *at; /* what is left */
  const char *end;
  guint next_number;
  guint number; /* from 1, of the file's line where it begins */
  GString *text;
  char *name;        /* in capitals; into text */
  const char *value; /* what is behind the colon */
} FilesIcsLine;

void files_ics_line_init (FilesIcsLine *self, const char *bytes, gsize size);
void files_ics_line_clear (FilesIcsLine *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FilesIcsLine, files_ics_line_clear)

/* The next line that is not empty. FALSE at the end, or with BASE_ERROR_REJECTED "ics-syntax" (no
 * name or no colon, or endless). */
gboolean files_ics_line_next (FilesIcsLine *self, GError **error);
