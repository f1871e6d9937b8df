/* oof-date.h - calendar days and wall-clock times as numbers
 *
 * A day is the number of days since 1970-01-01, a local time the number of seconds since
 * 1970-01-01T00:00 on a clock on the wall: neither knows a zone (oof-zone.h does). Years 1 to 9999
 * of the Gregorian calendar, as if it had always been there (ISO 8601). Pure; any thread.
 */
#pragma once

#include <glib.h>

#define OOF_DAY_S 86400
#define OOF_DATE_FIRST (-719162) /* 0001-01-01, a Monday */
#define OOF_DATE_LAST 2932896    /* 9999-12-31 */
#define OOF_DATE_FIRST_S ((gint64) OOF_DATE_FIRST * OOF_DAY_S)
#define OOF_DATE_END_S (((gint64) OOF_DATE_LAST + 1) * OOF_DAY_S) /* the first local time after */

typedef struct
{
  int year;
  int month; /* 1 to 12 */
  int day;   /* 1 to 31 */
} OofYmd;

gboolean oof_date_is_leap (int year);
int oof_date_month_length (int year, int month);
/* The day has to exist. */
gint32 oof_date_day (int year, int month, int day);
void oof_date_split (gint32 day, OofYmd *ret);
int oof_date_weekday (gint32 day);                       /* 0: Monday */
gint32 oof_date_of_local (gint64 local_s);               /* the day on which that time is */
int oof_date_compare (gconstpointer a, gconstpointer b); /* two gint32, for sorting and finding */

/* "2031-11-04", or "2031-11-04T08:00" with or without seconds. FALSE when it is neither, or a day
 * that does not exist. ret_is_date: no time was given, and *ret_s is midnight. */
gboolean oof_date_parse_local (const char *text, gint64 *ret_s, gboolean *ret_is_date);
/* "2031-11-04". Caller frees. */
char *oof_date_format (gint32 day);
/* "2031-11-04T08:00", seconds only when there are any. Caller frees. */
char *oof_date_format_local (gint64 local_s);
