/* session-ics.c - the holidays of a calendar file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-ics.h"

#include "base-time.h"
#include "files-ics.h"
#include "oof-date.h"

#include <glib/gi18n-lib.h>

#define YEARS_BACK 5
#define YEARS_AHEAD 50

OofDays *
session_ics_read (const char *name, const char *bytes, gsize size, GError **error)
{
  g_autoptr (GDateTime) now = base_clock_now (base_clock_system ());
  int year = g_date_time_get_year (now);
  const FilesIcsSpan span = { .name = name,
                              .first = oof_date_day (year - YEARS_BACK, 1, 1),
                              .last = oof_date_day (year + YEARS_AHEAD, 12, 31) };
  guint line = 0;
  OofDays *days = files_ics_read (bytes, size, &span, &line, error);

  if (days == NULL)
    g_prefix_error (error, _ ("line %u: "), line);
  return days;
}
