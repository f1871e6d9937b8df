/* session-words-when.h - when an absence is, in words: one sentence without a full stop
 *
 * Translated; dates as the language of LC_TIME writes them. Pure; any thread. The zone is not said.
 */
#pragma once

#include "oof-pattern.h"
#include "oof-when.h"

/* "every Tuesday, 08:00–16:00, from Tue 4 Nov 2031, 10 times": how it repeats, its time of day, its
 * range; or the time itself when it does not repeat. Caller frees, here and below. */
char *session_words_when (const OofWhen *when);

/* "every 2 weeks on Tuesday and Friday" */
char *session_words_pattern (const OofPattern *pattern);

/* "Tue 4 Nov 2031" */
char *session_words_day (gint32 day);
/* "Tue 4 Nov 2031, 08:00". Local time. */
char *session_words_moment (gint64 local_s);

/* "Tue 4 Nov 2031, 08:00–16:00", "Tue 4 Nov 2031 – Fri 7 Nov 2031" (the last whole day), "from Tue
 * 4 Nov 2031 until further notice". Local times. */
char *session_words_span (gint64 from_s, gint64 until_s, gboolean is_all_day);
