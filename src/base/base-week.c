/* base-week.c - how the person's country lays out a week
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-week.h"

#include <string.h>
#include <unicode/ucal.h>

/* ICU counts from Sunday, GLib from Monday. */
static GDateWeekday
to_weekday (int day)
{
  return day == UCAL_SUNDAY ? G_DATE_SUNDAY : (GDateWeekday) (day - UCAL_SUNDAY);
}

void
base_week_get (const char *locale, BaseWeek *ret)
{
  UErrorCode status = U_ZERO_ERROR;
  gboolean has_country = locale != NULL && strchr (locale, '_') != NULL;
  UCalendar *calendar = has_country ? ucal_open (NULL, 0, locale, UCAL_GREGORIAN, &status) : NULL;

  *ret = (BaseWeek){ .first = G_DATE_MONDAY };
  ret->is_weekend[G_DATE_SATURDAY] = ret->is_weekend[G_DATE_SUNDAY] = TRUE;
  if (calendar == NULL)
    return;

  ret->first = to_weekday (ucal_getAttribute (calendar, UCAL_FIRST_DAY_OF_WEEK));
  for (int day = UCAL_SUNDAY; day <= UCAL_SATURDAY; day++) {
    UErrorCode failed = U_ZERO_ERROR;
    UCalendarWeekdayType type =
        ucal_getDayOfWeekType (calendar, (UCalendarDaysOfWeek) day, &failed);

    if (U_SUCCESS (failed))
      ret->is_weekend[to_weekday (day)] = type != UCAL_WEEKDAY;
  }
  ucal_close (calendar);
}
