/* fuzz-ics.c - damaged calendar files: what comes out are days of the span
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-ics.h"
#include "fuzz.h"
#include "oof-date.h"

static const char *const samples[] = {
  "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20310101\r\nDTEND:20310103\r\n"
  "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO\r\nEXDATE:20320101,20330101\r\nEND:VEVENT\r\n"
  "END:VCALENDAR\r\n",
  "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nRECURRENCE-ID:20310101\nDTSTART:20310102\n"
  "DURATION:P1W\nRDATE:20310105,20310106\nSTATUS:CANCELLED\nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT\n",
  "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=\"a:b\":2031\n 0101T080000\nDURATION:PT1H\n"
  "END:VEVENT\n",
  NULL
};

static void
target (const guint8 *data, gsize size)
{
  const FilesIcsSpan span = { .name = "x", .first = 20000, .last = 24000 };
  g_autoptr (GError) error = NULL;
  guint line = 0;
  g_autoptr (OofDays) days = files_ics_read ((const char *) data, size, &span, &line, &error);

  g_assert_true ((days == NULL) == (error != NULL));
  g_assert_cmpuint (line, <=, size + 1);
  for (guint i = 0; days != NULL && i < days->n_days; i++) {
    g_assert_cmpint (days->days[i], >=, span.first);
    g_assert_cmpint (days->days[i], <=, span.last);
  }
}

int
main (int argc, char **argv)
{
  return fuzz_main (argc, argv, target, fuzz_samples_new (samples));
}
