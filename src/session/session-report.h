/* session-report.h - a verification as a text to keep or to send to somebody */
#pragma once

#include "checks-plan.h"
#include "exchange-profile.h"

typedef struct
{
  const ExchangeProfile *profile;
  const ChecksPlan *plan;
  const GPtrArray *results; /* ChecksResult by the plan's index; NULL where there is none */
  GHashTable *ignored;      /* check → reason; NULL: nothing is known of any */
  GDateTime *now;
} SessionReport;

/* UTF-8, translated, a line for each fact. There are no secrets in it, because there are none in
 * what it is made of: passwords are in no profile and no result. Caller frees. */
char *session_report_text (const SessionReport *report);

/* The same into a file, as a whole or not at all. Blocks. */
gboolean session_report_save (const SessionReport *report, const char *path, GError **error);
