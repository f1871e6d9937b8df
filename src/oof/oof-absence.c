/* oof-absence.c - what texts say about an absence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-absence.h"

#include "base-locale.h"
#include "oof-date.h"
#include "oof-when.h"

#define MOST_DAYS_AWAY 366

/* Is there work on that day, at that time or later? */
static gboolean
has_work (const OofAbsenceFacts *facts, gint32 day, guint from_min)
{
  int weekday = oof_date_weekday (day);
  guint n;

  if (facts->holidays != NULL && oof_days_has (facts->holidays, day))
    return FALSE;
  if (facts->hours == NULL)
    return weekday < 5;

  n = facts->hours->n_spans[weekday];
  return n > 0 && facts->hours->spans[weekday][n - 1].until_min > from_min;
}

gint32
oof_absence_back_on (const OofAbsenceFacts *facts)
{
  gint32 end;
  guint end_min;

  if (facts->until_s == OOF_OPEN_END)
    return G_MININT32;

  end = oof_date_of_local (facts->until_s);
  end_min = (guint) (facts->until_s - (gint64) end * OOF_DAY_S) / 60;
  for (gint32 day = end; day <= end + MOST_DAYS_AWAY && day <= OOF_DATE_LAST; day++)
    if (has_work (facts, day, day == end ? end_min : 0))
      return day;
  return G_MININT32;
}

OofAbsence *
oof_absence_new (const OofAbsenceFacts *facts, const char *language)
{
  OofAbsence *self = g_atomic_rc_box_new0 (OofAbsence);
  const char *in = base_locale_is_known (language) ? language : "en";
  gint32 back = oof_absence_back_on (facts);

  self->texts[OOF_ABSENCE_TYPE] = g_strdup (facts->type);
  self->texts[OOF_ABSENCE_START] = base_locale_date (in, facts->from_s);
  self->texts[OOF_ABSENCE_START_TIME] = base_locale_time (in, facts->from_s);
  if (facts->until_s != OOF_OPEN_END) {
    /* Until midnight is until the day before. */
    gint32 last = oof_date_of_local (facts->until_s - 1);
    gint32 first = oof_date_of_local (facts->from_s);

    self->texts[OOF_ABSENCE_END] = base_locale_date (in, (gint64) last * OOF_DAY_S);
    self->texts[OOF_ABSENCE_END_TIME] = base_locale_time (in, facts->until_s);
    self->texts[OOF_ABSENCE_DURATION] =
        base_locale_day_count (in, (guint) MAX (last - first + 1, 1));
  }
  if (back != G_MININT32) {
    self->texts[OOF_ABSENCE_BACK_ON] = base_locale_date (in, (gint64) back * OOF_DAY_S);
    self->texts[OOF_ABSENCE_BACK_WEEKDAY] = base_locale_weekday (in, (gint64) back * OOF_DAY_S);
  }
  return self;
}

OofAbsence *
oof_absence_ref (OofAbsence *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_absence (gpointer data)
{
  OofAbsence *self = data;

  for (guint i = 0; i < OOF_N_ABSENCE; i++)
    g_clear_pointer (&self->texts[i], g_free);
}

void
oof_absence_unref (OofAbsence *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_absence);
}
