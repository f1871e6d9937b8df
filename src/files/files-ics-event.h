/* files-ics-event.h - an event of a calendar file, as far as whole days go. Inside the room. */
#pragma once

#include <glib.h>

#define FILES_ICS_NO_DAY G_MININT32

typedef struct
{
  gint32 day;
  gint32 until; /* the first day after */
  char *uid;
  char *rule;     /* NULL: once */
  GArray *except; /* gint32; NULL: none */
  GArray *more;   /* gint32; NULL: none */
  gint32 instead; /* it stands in for the one of that day; FILES_ICS_NO_DAY: for none */
  guint line;
  gboolean has_day; /* a whole day, not a time */
  gboolean has_end;
  gboolean is_cancelled;
  gint64 duration; /* days; 0: not said */
} FilesIcsEvent;

/* line: where it begins. */
FilesIcsEvent *files_ics_event_new (guint line);
void files_ics_event_free (FilesIcsEvent *self); /* NULL is fine */

/* A property, in capitals, and what is behind its colon. Errors are files-ics.h's, here and below.
 */
gboolean files_ics_event_take (FilesIcsEvent *self, const char *name, const char *value,
                               GError **error);
/* Once all of it was read. */
gboolean files_ics_event_finish (FilesIcsEvent *self, GError **error);
