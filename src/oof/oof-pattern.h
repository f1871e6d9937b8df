/* oof-pattern.h - how something repeats, in the few forms that people think in
 *
 * Between a rule, which can say more, and whoever shows or edits one. A value: copy it freely.
 * Pure; any thread.
 */
#pragma once

#include "oof-rule.h"

#define OOF_WORKING_DAYS 0x1f /* bits as in OofRule.weekdays: Monday to Friday */
#define OOF_WEEKEND_DAYS 0x60

typedef enum
{
  OOF_PATTERN_DAILY,        /* every n days */
  OOF_PATTERN_WORKING_DAYS, /* Monday to Friday */
  OOF_PATTERN_WEEKLY,       /* every n weeks on some days */
  OOF_PATTERN_MONTHLY,      /* every n months, on a day or a weekday */
  OOF_PATTERN_YEARLY,       /* every n years, on a day or a weekday of a month */
  OOF_PATTERN_CYCLE,
  OOF_PATTERN_OUTSIDE,
  OOF_PATTERN_OTHER /* only its rule says it */
} OofPatternKind;

#define OOF_N_PATTERNS 8

typedef struct
{
  OofPatternKind kind;
  guint interval;
  guint8 weekdays; /* WEEKLY: which */
  guint8 nth_of;   /* MONTHLY and YEARLY: one weekday, or all working or weekend days; 0: it is on
                      month_day */
  int nth;         /* of those: 1 to 5, -1: the last */
  int month_day;   /* 1 to 31, -1: the last */
  int month;       /* YEARLY: 1 to 12 */
  OofRule rule;    /* when it ends, and the runs of CYCLE */
  OofRule other;   /* OTHER: all but its end */
} OofPattern;

/* What a new recurrence begins with: every week on the weekday of that day, for ever. Each other
 * kind has a sensible value, too. */
void oof_pattern_init (OofPattern *self, gint32 first_day);

/* first_day: of the absence, on which a rule without days depends. */
void oof_pattern_from_rule (OofPattern *self, const OofRule *rule, gint32 first_day);

/* Not validated: oof_when_new () does. */
void oof_pattern_to_rule (const OofPattern *self, OofRule *ret);

/* "4/4", "2/2/3/2/2/3": days away and days at work by turns. FALSE when it is not that. */
gboolean oof_pattern_set_cycle (OofPattern *self, const char *text);
char *oof_pattern_cycle (const OofPattern *self); /* caller frees */
