/* exchange-hours.h - the hours in which somebody works, as their mailbox has them, and the zone in
 * which those are meant, which need not be the mailbox's own. Values; any thread.
 */
#pragma once

#include "oof-hours.h"

/* What one mailbox said; borrowed for the time of the callback. */
typedef struct
{
  const char *mail;
  const OofHours *hours; /* NULL: they could not be read */
  const char *zone;      /* exchange_hours_zone () takes it; "": the mailbox's own */
  const GError *error;   /* why not */
} ExchangeHours;

typedef void (*ExchangeHoursFunc) (const ExchangeHours *hours, gpointer data);

/* When the clock changes in a zone that has no name: in which month (1 to 12; 0: never), on the
 * how-manieth such weekday of it (1 to 5, 5 is the last), 0 is Sunday, at which minute of the day.
 */
typedef struct
{
  int month;
  int order;
  int weekday;
  int at_min;
  int bias_min; /* beside the zone's own */
} ExchangeZoneTurn;

/* A zone in the words of POSIX ("STD-1DST-2,M3.5.0/2,M10.5.0/3"). bias_min: what UTC is ahead of
 * the local time, as Windows counts. NULL with BASE_ERROR_PROTOCOL "hours" when it is none. Caller
 * frees. */
char *exchange_hours_zone_text (int bias_min, const ExchangeZoneTurn *standard,
                                const ExchangeZoneTurn *daylight, GError **error);
/* Such a text, or a name of IANA's or of Windows; NULL when nobody knows it. Caller unrefs. */
GTimeZone *exchange_hours_zone (const char *text);

/* Adds the same span to days (bits, 0: Monday). Spans in any order; those that touch are one. FALSE
 * with BASE_ERROR_PROTOCOL "hours" when they overlap or are none. */
gboolean exchange_hours_add (OofHours *self, guint days, int from_min, int until_min,
                             GError **error);

/* "monday", "Weekday", …, any case: bits, 0: Monday; 0 for another word. */
guint exchange_hours_days (const char *word);
