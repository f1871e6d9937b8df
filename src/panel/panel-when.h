/* panel-when.h - dates and times as a person types and reads them. Pure; main thread.
 *
 * An instant is shown in the mailbox's zone, and in this computer's where the two clocks differ;
 * both zones are always named.
 */
#pragma once

#include <glib.h>

/* "2026-12-24", or as the language writes it ("24.12.2026", "12/24/2026"). */
gboolean panel_when_parse_date (const char *text, GDate *ret_date);

/* "8", "8:30", "08.30", "0830", "8 pm": minutes since midnight, below 24 hours. */
gboolean panel_when_parse_time (const char *text, guint *ret_minutes);

/* "Thu 24 Dec 2026, 12:00" as a clock in zone shows it. Caller frees. */
char *panel_when_format (GDateTime *when, GTimeZone *zone);

/* "14:05" of today, else as panel_when_format () does, both in this computer's zone. Caller frees.
 */
char *panel_when_format_recent (GDateTime *when, GDateTime *now);

/* "Thu 24 Dec 2026, 12:00 (Europe/Berlin)", and a second line for this computer's zone where its
 * clock differs then. zone_name: the mailbox's, NULL when unknown. Caller frees. */
char *panel_when_format_both (GDateTime *when, const char *zone_name);

/* The mailbox's zone, or this computer's when the name is NULL or unknown. Never NULL; caller
 * unrefs. */
GTimeZone *panel_when_zone (const char *zone_name);
