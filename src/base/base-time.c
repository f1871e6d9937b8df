/* base-time.c - the clock as a value, and instants as text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-time.h"

#include "base-error.h"
#include "base-text.h"

#include <string.h>

static gint64
system_now_us (gpointer data)
{
  return g_get_real_time ();
}

const BaseClock *
base_clock_system (void)
{
  static const BaseClock clock = { system_now_us, NULL };

  return &clock;
}

GDateTime *
base_clock_now (const BaseClock *self)
{
  gint64 us = self->now_us (self->data);
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);

  return g_date_time_add (second, us % G_USEC_PER_SEC);
}

/* "2026-12-21T17:00+01:00" → "2026-12-21T17:00:00+01:00": people leave the seconds out, GLib's
 * parser wants them. Caller frees. */
static char *
fill_in_seconds (const char *text)
{
  gboolean has_seconds = strlen (text) < 16 || text[13] != ':' || text[16] == ':';

  return has_seconds ? g_strdup (text) : g_strdup_printf ("%.16s:00%s", text, text + 16);
}

GDateTime *
base_time_parse (const char *text, GTimeZone *zone, GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) local = NULL;
  g_autoptr (GDateTime) instant = NULL;
  g_autofree char *full = NULL;

  /* The parser of GLib takes ordinal and week dates and times without separators too; nobody here
   * means those. */
  if (text != NULL && strlen (text) >= 16 && strlen (text) <= 40 && text[4] == '-' &&
      text[7] == '-') {
    full = fill_in_seconds (text);
    /* It also takes a second 61, as 59; there never was one. */
    if (strncmp (full + 16, ":61", 3) != 0)
      local = g_date_time_new_from_iso8601 (full, zone != NULL ? zone : utc);
  }
  if (local != NULL)
    instant = g_date_time_to_utc (local);
  if (instant == NULL) {
    g_autofree char *shown = base_text_for_display (text != NULL ? text : "", 60);

    base_error_set (error, BASE_ERROR_REJECTED, "“%s” is not a date and time (ISO 8601)", shown);
    return NULL;
  }
  return g_steal_pointer (&instant);
}

char *
base_time_format_utc (GDateTime *when)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (when);

  /* %Y does not pad, and a server wants four digits. */
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", g_date_time_get_year (utc),
                          g_date_time_get_month (utc), g_date_time_get_day_of_month (utc),
                          g_date_time_get_hour (utc), g_date_time_get_minute (utc),
                          g_date_time_get_second (utc));
}

gboolean
base_time_equal (GDateTime *a, GDateTime *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_date_time_to_unix (a) == g_date_time_to_unix (b);
}
