/* oof-rule.h - how something repeats: a recurrence rule of RFC 5545, a shift cycle, or "outside
 * working hours"
 *
 * The rule alone, without the first time (oof-when.h has both). Frequencies are days and longer:
 * an absence begins at most once a day. A value: copy it freely. Pure; any thread.
 *
 * As text it is an RRULE:    FREQ=MONTHLY;BYDAY=-1FR;COUNT=12
 * and two of our own, for what an RRULE cannot say:
 *   CYCLE=4/4;UNTIL=20311231    days on and off by turns, from the first day on: 2/2/3/2/2/3
 *   OUTSIDE=HOURS               whenever nobody works; the span is the absence's own
 *
 * Source: RFC 5545, 3.3.10. Where it leaves something open: days of BYWEEKNO are those of the
 * calendar year; the weekdays of BYDAY, with and without a number, add up; a first time that is not
 * in the rule is no occurrence.
 */
#pragma once

#include <glib.h>

typedef enum
{
  OOF_RULE_DAILY,
  OOF_RULE_WEEKLY,
  OOF_RULE_MONTHLY,
  OOF_RULE_YEARLY,
  OOF_RULE_CYCLE,
  OOF_RULE_OUTSIDE
} OofRuleKind;

typedef enum
{
  OOF_RULE_NEVER_ENDS,
  OOF_RULE_ENDS_AFTER,     /* count */
  OOF_RULE_ENDS_ON_DAY,    /* until_s is midnight of the last day */
  OOF_RULE_ENDS_AT_LOCAL,  /* until_s is a local time, the last at which one may begin */
  OOF_RULE_ENDS_AT_INSTANT /* until_s is an instant, UTC */
} OofRuleEnd;

#define OOF_RULE_WORDS 6            /* of 64 bits: 1 to 366 */
#define OOF_RULE_MOST_INTERVAL 9999 /* days, weeks, months, years */
#define OOF_RULE_MOST_COUNT 99999
#define OOF_RULE_MOST_RUNS 32   /* of a cycle */
#define OOF_RULE_MOST_CYCLE 366 /* days in one */

/* Numbers from 1 to 366 as bits (1 is bit 0), counted from the start and from the end. */
typedef struct
{
  guint64 up[OOF_RULE_WORDS];
  guint64 down[OOF_RULE_WORDS];
} OofNumbers;

typedef struct
{
  OofRuleKind kind;
  guint interval; /* 1: each */
  OofRuleEnd end;
  guint count;
  gint64 until_s;
  guint8 week_start; /* 0: Monday. When a week begins, for intervals and week numbers */
  guint8 weekdays;   /* bit 0: each Monday … */
  guint16 months;    /* bit 1: January … bit 12; 0: all */
  OofNumbers nth[7]; /* BYDAY with a number: which Mondays of the month or year … */
  OofNumbers month_days;
  OofNumbers year_days;
  OofNumbers weeks;
  OofNumbers set_pos;
  guint n_runs; /* of a cycle: days on, off, on, off … */
  guint16 runs[OOF_RULE_MOST_RUNS];
} OofRule;

gboolean oof_numbers_is_empty (const OofNumbers *self);
gboolean oof_numbers_has (const OofNumbers *self, int number); /* -1: the last */
void oof_numbers_add (OofNumbers *self, int number);           /* ±1 to ±366 */
gboolean oof_rule_has_nth (const OofRule *self);

/* Each, from the first time on, for ever; the rest is for the caller to fill in. */
void oof_rule_init (OofRule *self, OofRuleKind kind);

/* What RFC 5545 forbids or no calendar holds: BASE_ERROR_REJECTED with the sentence to show and
 * facts->reason "rule-mix" (parts that do not go together), "rule-number" (out of its range),
 * "rule-cycle". */
gboolean oof_rule_validate (const OofRule *self, GError **error);

/* Also takes "RRULE:" in front and small letters. The errors of validate, and "rule-syntax"
 * (not of the form NAME=VALUE;…), "rule-part" (a part or word nobody knows, or one that is there
 * twice), "rule-frequency" (more often than daily). */
gboolean oof_rule_parse (const char *text, OofRule *ret, GError **error);

/* Always in the same order, so that equal rules are equal texts. Caller frees. */
char *oof_rule_format (const OofRule *self);
