/* panel-when.c - dates and times as a person types and reads them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-when.h"

#include "base-zone.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 9999

static gboolean
parse_iso_date (const char *text, GDate *ret_date)
{
  unsigned year, month, day;
  int length = 0;

  if (sscanf (text, "%4u-%2u-%2u%n", &year, &month, &day, &length) != 3 || text[length] != '\0' ||
      !g_date_valid_dmy (day, month, year))
    return FALSE;

  g_date_set_dmy (ret_date, day, month, year);
  return TRUE;
}

gboolean
panel_when_parse_date (const char *text, GDate *ret_date)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  GDate date;

  g_date_clear (&date, 1);
  /* GLib reads what the language writes, but also guesses: what looks like ISO must be ISO. */
  if (!parse_iso_date (bare, &date) && strspn (bare, "0123456789") != 4)
    g_date_set_parse (&date, bare);
  if (!g_date_valid (&date) || g_date_get_year (&date) < FIRST_YEAR ||
      g_date_get_year (&date) > LAST_YEAR)
    return FALSE;

  *ret_date = date;
  return TRUE;
}

/* -1: midnight to noon, 1: noon to midnight, 0: no such word. Cuts the word off. */
static int
take_half_of_day (char *text)
{
  static const char *const words[] = { "a.m.", "p.m.", "am", "pm", NULL };

  for (guint i = 0; words[i] != NULL; i++) {
    gsize at = strlen (text) - MIN (strlen (text), strlen (words[i]));

    if (at > 0 && g_ascii_strcasecmp (text + at, words[i]) == 0) {
      text[at] = '\0';
      g_strchomp (text);
      return i % 2 == 0 ? -1 : 1;
    }
  }
  return 0;
}

/* "0830", "8", "8:30", "08.30" */
static gboolean
parse_clock (const char *text, unsigned *ret_hour, unsigned *ret_minute)
{
  gsize digits = strspn (text, "0123456789");
  const char *rest = text + digits;
  int length = 0;

  *ret_minute = 0;
  if (digits == 4 && *rest == '\0')
    return sscanf (text, "%2u%2u", ret_hour, ret_minute) == 2;
  if (digits == 0 || digits > 2)
    return FALSE;

  *ret_hour = (unsigned) g_ascii_strtoull (text, NULL, 10);
  if (*rest == '\0')
    return TRUE;
  return strchr (":.", *rest) != NULL && g_ascii_isdigit (rest[1]) &&
         sscanf (rest + 1, "%2u%n", ret_minute, &length) == 1 && rest[1 + length] == '\0';
}

gboolean
panel_when_parse_time (const char *text, guint *ret_minutes)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  int half = take_half_of_day (bare);
  unsigned hour, minute;

  if (!parse_clock (bare, &hour, &minute) || hour > 23 || minute > 59 ||
      (half != 0 && (hour < 1 || hour > 12)))
    return FALSE;
  if (half != 0)
    hour = hour % 12 + (half > 0 ? 12 : 0);

  *ret_minutes = hour * 60 + minute;
  return TRUE;
}

char *
panel_when_format (GDateTime *when, GTimeZone *zone)
{
  g_autoptr (GDateTime) there = g_date_time_to_timezone (when, zone);
  char *shown;

  /* Translators: a date and time in strftime's words, such as "Thu 24 Dec 2026, 12:00". */
  shown = g_date_time_format (there, _ ("%a %-d %b %Y, %H:%M"));
  /* Translators are human. */
  return shown != NULL ? shown : g_date_time_format (there, "%F %R");
}

char *
panel_when_format_recent (GDateTime *when, GDateTime *now)
{
  g_autoptr (GTimeZone) own = g_time_zone_new_local ();
  g_autoptr (GDateTime) here = g_date_time_to_timezone (when, own);
  g_autoptr (GDateTime) today = g_date_time_to_timezone (now, own);
  gboolean is_today = g_date_time_get_year (here) == g_date_time_get_year (today) &&
                      g_date_time_get_day_of_year (here) == g_date_time_get_day_of_year (today);
  /* Translators: a time of today in strftime's words, such as "14:05". */
  char *shown = is_today ? g_date_time_format (here, _ ("%H:%M")) : NULL;

  return shown != NULL ? shown : panel_when_format (when, own);
}

GTimeZone *
panel_when_zone (const char *zone_name)
{
  GTimeZone *zone = zone_name != NULL ? base_zone_new (zone_name, NULL) : NULL;

  return zone != NULL ? zone : g_time_zone_new_local ();
}

static gint64
offset_at (GDateTime *when, GTimeZone *zone)
{
  g_autoptr (GDateTime) there = g_date_time_to_timezone (when, zone);

  return g_date_time_get_utc_offset (there);
}

/* The second line; NULL when both clocks show the same. Caller frees. */
static char *
format_own (GDateTime *when, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = panel_when_zone (zone_name);
  g_autoptr (GTimeZone) own = g_time_zone_new_local ();
  g_autofree char *shown = NULL;

  if (offset_at (when, zone) == offset_at (when, own))
    return NULL;

  shown = panel_when_format (when, own);
  /* Translators: a time, then the name of the zone that this computer is set to. */
  return g_strdup_printf (_ ("%s (%s, this computer)"), shown, g_time_zone_get_identifier (own));
}

char *
panel_when_format_both (GDateTime *when, const char *zone_name)
{
  g_autoptr (GTimeZone) zone = panel_when_zone (zone_name);
  g_autofree char *shown = panel_when_format (when, zone);
  g_autofree char *second = format_own (when, zone_name);
  g_autofree char *first = NULL;

  /* Translators: a time, then the name of its zone: "Thu 24 Dec 2026, 12:00 (Europe/Berlin)". */
  first = g_strdup_printf (_ ("%s (%s)"), shown, base_zone_name (zone));
  return second != NULL ? g_strconcat (first, "\n", second, NULL) : g_steal_pointer (&first);
}
