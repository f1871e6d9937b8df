/* oof-hours.c - when somebody works in a week
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-hours.h"

#include "oof-refuse.h"

#include <glib/gi18n-lib.h>

gboolean
oof_hours_add (OofHours *self, int weekday, guint from_min, guint until_min, GError **error)
{
  guint n = weekday >= 0 && weekday < 7 ? self->n_spans[weekday] : OOF_HOURS_MOST;

  if (n == OOF_HOURS_MOST || until_min > 24 * 60 || from_min >= until_min ||
      (n > 0 && from_min <= self->spans[weekday][n - 1].until_min))
    return oof_refuse (
        error, "hours",
        _ ("Working hours are up to %d spans a day, one after the other, with breaks between."),
        OOF_HOURS_MOST);

  self->spans[weekday][n] = (OofHoursSpan){ (guint16) from_min, (guint16) until_min };
  self->n_spans[weekday]++;
  return TRUE;
}

guint
oof_hours_weekdays (const OofHours *self)
{
  guint days = 0;

  for (guint i = 0; i < 7; i++)
    if (self->n_spans[i] > 0)
      days |= 1u << i;
  return days;
}
