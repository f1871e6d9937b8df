/* oof-rule-set.h - a rule and its first day, made ready: which days they are
 *
 * Inside the room. Which days of a month are in the rule depends only on the weekday of its first
 * day and on its length (28 kinds of months), and which of a year on the weekday of 1 January and
 * where the next leap year is (28 kinds of years): these sets are made once, and going through a
 * rule is then looking for bits. Immutable once made; any thread.
 */
#pragma once

#include "oof-rule.h"

typedef enum
{
  OOF_PACE_DAYS,
  OOF_PACE_WEEKS,
  OOF_PACE_MONTHS,
  OOF_PACE_YEARS,
  OOF_PACE_CYCLE
} OofPace;

#define OOF_YEAR_KINDS 28

typedef struct
{
  OofPace pace;
  guint interval;     /* in steps of the pace */
  guint day_interval; /* in MONTHS: only each so manieth day from start; 1: all */
  gint32 start;
  gint32 last; /* the last day on which one may begin */
  guint8 week_start;
  guint8 week_days; /* bit 0: the first of the week, as it begins in the rule */
  guint16 months;   /* bit 1: January */
  OofNumbers set_pos;
  gboolean has_set_pos;
  guint32 month_days[7][4]; /* bit 0: the 1st; by the weekday of the 1st, and length less 28 */
  guint64 (*year_days)[OOF_RULE_WORDS]; /* of OOF_YEAR_KINDS; NULL unless YEARS */
  guint32 year_kinds;                   /* bits: those that have days */
  guint cycle_days;
  guint64 cycle[OOF_RULE_WORDS]; /* bit 0: start */
} OofRuleSet;

/* The rule has to be valid and not OUTSIDE. last: what the rule's end allows by days (an exact time
 * is for the caller); COUNT is worked out here. */
void oof_rule_set_init (OofRuleSet *self, const OofRule *rule, gint32 start, gint32 last);
void oof_rule_set_clear (OofRuleSet *self);

/* By the weekday of 1 January (0: Monday), and whether this year, the one before or the one behind
 * is a leap year. */
guint oof_rule_year_kind (int year, gint32 new_year);

/* The bits of a set whose place in it is in positions. */
void oof_rule_keep_places (guint64 *bits, guint n_words, const OofNumbers *positions);

typedef struct
{
  const OofRuleSet *set;
  gint32 base; /* the day of bit 0 */
  guint n_words;
  guint word;
  guint64 bits[OOF_RULE_WORDS];
  gint32 from;
  gint32 next_base; /* of the next period: a day, or a month or a year as a number */
} OofRuleIter;

/* The days from there on, in order. */
void oof_rule_iter_init (OofRuleIter *self, const OofRuleSet *set, gint32 from);
gboolean oof_rule_iter_next (OofRuleIter *self, gint32 *ret_day);
