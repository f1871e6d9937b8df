/* base-week.h - how the person's country lays out a week: where it begins, which days are free
 *
 * CLDR's data through ICU, for the language and country of LC_TIME. Any thread.
 */
#pragma once

#include <glib.h>

typedef struct
{
  GDateWeekday first;
  gboolean is_weekend[8]; /* by GDateWeekday */
} BaseWeek;

/* locale: as in setlocale (3), such as "de_DE.UTF-8"; what is not known there counts as a week from
 * Monday with a free Saturday and Sunday. */
void base_week_get (const char *locale, BaseWeek *ret);
