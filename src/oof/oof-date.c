/* oof-date.c - calendar days and wall-clock times as numbers
 *
 * The arithmetic counts years from March, so that the odd day is the last of the year.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"

#include <string.h>

#define ERA_DAYS 146097      /* 400 years */
#define MARCH_0000 (-719468) /* 0000-03-01 */

gboolean
oof_date_is_leap (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int
oof_date_month_length (int year, int month)
{
  static const guint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return lengths[month - 1] + (month == 2 && oof_date_is_leap (year) ? 1 : 0);
}

gint32
oof_date_day (int year, int month, int day)
{
  int march_year = month > 2 ? year : year - 1;
  int era = march_year / 400;
  int of_era = march_year - era * 400;
  int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

  return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year + MARCH_0000;
}

void
oof_date_split (gint32 day, OofYmd *ret)
{
  int shifted = day - MARCH_0000;
  int era = shifted / ERA_DAYS;
  int of_era = shifted - era * ERA_DAYS;
  int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year + year / 4 - year / 100);
  int month = (5 * of_year + 2) / 153; /* 0: March */

  ret->day = of_year - (153 * month + 2) / 5 + 1;
  ret->month = month < 10 ? month + 3 : month - 9;
  ret->year = era * 400 + year + (ret->month <= 2 ? 1 : 0);
}

int
oof_date_weekday (gint32 day)
{
  return (day - OOF_DATE_FIRST) % 7;
}

gint32
oof_date_of_local (gint64 local_s)
{
  gint64 day = local_s / OOF_DAY_S;

  return (gint32) (local_s % OOF_DAY_S < 0 ? day - 1 : day);
}

int
oof_date_compare (gconstpointer a, gconstpointer b)
{
  gint32 x = *(const gint32 *) a;
  gint32 y = *(const gint32 *) b;

  return x < y ? -1 : x > y ? 1 : 0;
}

/* Exactly so many digits; -1 when there are others. */
static int
read_digits (const char *text, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++) {
    if (!g_ascii_isdigit (text[i]))
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

static gboolean
parse_day (const char *text, gint32 *ret)
{
  int year = read_digits (text, 4);
  int month = read_digits (text + 5, 2);
  int day = read_digits (text + 8, 2);

  if (text[4] != '-' || text[7] != '-' || year < 1 || month < 1 || month > 12 || day < 1 ||
      day > oof_date_month_length (year, month))
    return FALSE;

  *ret = oof_date_day (year, month, day);
  return TRUE;
}

static gboolean
parse_time (const char *text, gsize length, int *ret_s)
{
  int hour = read_digits (text, 2);
  int minute = read_digits (text + 3, 2);
  int second = length == 8 ? read_digits (text + 6, 2) : 0;

  if ((length != 5 && length != 8) || text[2] != ':' || (length == 8 && text[5] != ':') ||
      hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return FALSE;

  *ret_s = hour * 3600 + minute * 60 + second;
  return TRUE;
}

gboolean
oof_date_parse_local (const char *text, gint64 *ret_s, gboolean *ret_is_date)
{
  gsize length = text != NULL ? strlen (text) : 0;
  gint32 day;
  int time_s = 0;

  if (length < 10 || !parse_day (text, &day))
    return FALSE;
  if (length > 10 &&
      (length < 16 || text[10] != 'T' || !parse_time (text + 11, length - 11, &time_s)))
    return FALSE;

  *ret_s = (gint64) day * OOF_DAY_S + time_s;
  *ret_is_date = length == 10;
  return TRUE;
}

char *
oof_date_format (gint32 day)
{
  OofYmd ymd;

  oof_date_split (day, &ymd);
  return g_strdup_printf ("%04d-%02d-%02d", ymd.year, ymd.month, ymd.day);
}

char *
oof_date_format_local (gint64 local_s)
{
  gint32 day = oof_date_of_local (local_s);
  int time_s = (int) (local_s - (gint64) day * OOF_DAY_S);
  g_autofree char *date = oof_date_format (day);

  if (time_s % 60 == 0)
    return g_strdup_printf ("%sT%02d:%02d", date, time_s / 3600, time_s / 60 % 60);
  return g_strdup_printf ("%sT%02d:%02d:%02d", date, time_s / 3600, time_s / 60 % 60, time_s % 60);
}
