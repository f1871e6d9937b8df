/* files-ics.h - the holidays of a calendar file (iCalendar, ICS)
 *
 * Its events that last whole days, once or again and again, are the days; events with a time of day
 * are none. Rules are bounded to a span of years. Pure; any thread.
 *
 * Source: RFC 5545, 3.1 (lines and their folding), 3.6.1 (events), 3.8.5 (recurrence).
 */
#pragma once

#include "oof-days.h"

#define FILES_ICS_MOST_BYTES (8 * 1024 * 1024)
#define FILES_ICS_MOST_EVENTS 5000

typedef struct
{
  const char *name; /* what the calendar is to be called */
  gint32 first;     /* of the days that are taken (oof-date.h) */
  gint32 last;
} FilesIcsSpan;

/* NULL with BASE_ERROR_REJECTED, the sentence to show and facts->reason: "file-too-large",
 * "file-text" (no UTF-8), "ics-syntax", "ics-none" (no whole day in that span is in it), or what
 * oof_rule_parse () and oof_when_new () say of a rule. ret_line: where. Caller unrefs. */
OofDays *files_ics_read (const char *bytes, gsize size, const FilesIcsSpan *span, guint *ret_line,
                         GError **error);
