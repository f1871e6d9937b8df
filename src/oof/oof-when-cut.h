/* oof-when-cut.h - an absence in two parts, without one of its occurrences, or ended earlier
 *
 * Local times, as in oof-when-shift.h. Pure; any thread.
 */
#pragma once

#include "oof-when.h"

/* What comes before: an absence that does not repeat up to at_s, a local time; a series without the
 * occurrence of that day and those after it. ret_after: the rest. Together they are what it was.
 * NULL with BASE_ERROR_REJECTED, facts->reason "nothing-before" (nothing of it is earlier, or what
 * does not repeat is over by then), "no-occurrence", "pattern-stays" (in the midst of a run of a
 * shift cycle, or OUTSIDE), or what oof_when_new says. */
OofWhen *oof_when_split (const OofWhen *self, gint32 day, gint64 at_s, OofWhen **ret_after,
                         GError **error);

/* A series without the occurrence of that day; a moved one is not where it would have been, either:
 * that day is its name. What oof_when_new says: "never" when none is left. */
OofWhen *oof_when_without (const OofWhen *self, gint32 day, GError **error);

/* It ends at a local time, which is before or after its end now; what is all day is that no more
 * when this is not midnight. Of a series: only for one without that (oof_when_single). */
OofWhen *oof_when_end (const OofWhen *self, gint64 until_s, GError **error);
