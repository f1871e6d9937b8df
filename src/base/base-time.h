/* base-time.h - the clock as a value, and instants as text
 *
 * Inside the program an instant is a GDateTime in UTC; zones exist only at the edges (base-zone.h).
 * Any thread.
 */
#pragma once

#include <glib.h>

/* What time it is. Passed in, so that tests and the practice range own it. */
typedef struct
{
  gint64 (*now_us) (gpointer data); /* since 1970, UTC */
  gpointer data;
} BaseClock;

const BaseClock *base_clock_system (void);
GDateTime *base_clock_now (const BaseClock *self); /* UTC; caller unrefs */

/* ISO 8601 / xs:dateTime to a UTC instant. A time without offset is taken to be in zone (NULL:
 * UTC). Seconds may be left out. Years 1 to 9999. NULL with BASE_ERROR_REJECTED when it is none. */
GDateTime *base_time_parse (const char *text, GTimeZone *zone, GError **error);

/* "2026-12-21T16:00:00Z": whole seconds in UTC, what goes to servers and into the store. Caller
 * frees. */
char *base_time_format_utc (GDateTime *when);

/* Both NULL, or the same second. */
gboolean base_time_equal (GDateTime *a, GDateTime *b);
