/* base-locale.h - dates and lengths of time as a language writes them
 *
 * CLDR's, through ICU. For texts in the reader's language, not for the program's own. Each call
 * loads what it needs of the language (some 20 µs): keep what comes out. Any thread.
 */
#pragma once

#include <glib.h>

/* TRUE for a language that has words here: "de", "de-AT", "pt-BR". */
gboolean base_locale_is_known (const char *language);

/* "24. Dezember 2031"; before 1582 in the calendar of that time. local_s: seconds since 1970 on the
 * wall. NULL when the language is unknown or the year is not of 1 to 9999. Caller frees, here and
 * below. */
char *base_locale_date (const char *language, gint64 local_s);
/* "Mittwoch" */
char *base_locale_weekday (const char *language, gint64 local_s);
/* "16:00", "4:00 PM" */
char *base_locale_time (const char *language, gint64 local_s);
/* "5 Tage" */
char *base_locale_day_count (const char *language, guint n);
