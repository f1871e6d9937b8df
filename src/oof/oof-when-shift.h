/* oof-when-shift.h - an absence at another time: all of it, or one occurrence of a series
 *
 * What dragging in a calendar comes down to. Local times, so no zone is needed: a training from
 * 08:00 stays one when it goes to a day after a clock change. Pure; any thread.
 */
#pragma once

#include "oof-when.h"

/* By how much its begin and its end change, in seconds on the wall; both the same moves it. */
typedef struct
{
  gint64 from_s;
  gint64 until_s;
} OofShift;

/* Local times of an occurrence, by its name; FALSE for what has no such: OUTSIDE. For what does not
 * repeat the day does not count. */
gboolean oof_when_find (const OofWhen *self, gint32 day, OofMoved *ret);

/* All of it. A series keeps its exceptions, and its days of the week go along. An open end stays
 * one. NULL with BASE_ERROR_REJECTED, facts->reason "pattern-stays" (days of this rule cannot move,
 * as "last Friday of the month" cannot by two days), or what oof_when_new says. */
OofWhen *oof_when_shift (const OofWhen *self, const OofShift *shift, GError **error);

/* One occurrence of a series: it becomes one that is at another time. "no-occurrence": that day is
 * none; for what does not repeat as oof_when_shift. */
OofWhen *oof_when_shift_one (const OofWhen *self, gint32 day, const OofShift *shift,
                             GError **error);

/* One occurrence alone, which repeats no more: for copying it. */
OofWhen *oof_when_single (const OofWhen *self, gint32 day, const OofShift *shift, GError **error);
