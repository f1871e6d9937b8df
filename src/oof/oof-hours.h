/* oof-hours.h - when somebody works in a week, by the clock on the wall
 *
 * A value: copy it freely. Pure; any thread.
 */
#pragma once

#include <glib.h>

#define OOF_HOURS_MOST 4 /* spans a day */

typedef struct
{
  guint16 from_min;  /* minutes from midnight */
  guint16 until_min; /* up to 1440 */
} OofHoursSpan;

typedef struct
{
  guint8 n_spans[7]; /* 0: Monday */
  OofHoursSpan spans[7][OOF_HOURS_MOST];
} OofHours;

/* Work on that day from then until then; days in any order, the spans of one in order and without
 * touching. BASE_ERROR_REJECTED with facts->reason "hours" when it is not so, or too many. */
gboolean oof_hours_add (OofHours *self, int weekday, guint from_min, guint until_min,
                        GError **error);

/* The days of a week with work in it, as bits; 0: never. */
guint oof_hours_weekdays (const OofHours *self);
