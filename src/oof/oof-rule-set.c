/* oof-rule-set.c - which days of each kind of month and year are in a rule
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-rule-set.h"

#include "oof-date.h"

#include <string.h>

#define MONTH_BITS(length) ((guint32) (((guint64) 1 << (length)) - 1))

static void
set_bit (guint64 *bits, int bit)
{
  bits[bit / 64] |= (guint64) 1 << (bit % 64);
}

void
oof_rule_keep_places (guint64 *bits, guint n_words, const OofNumbers *positions)
{
  int n = 0;
  int place = 0;

  for (guint i = 0; i < n_words; i++)
    n += __builtin_popcountll (bits[i]);
  for (guint i = 0; i < n_words; i++)
    for (guint64 left = bits[i]; left != 0; left &= left - 1) {
      place++;
      if (!oof_numbers_has (positions, place) && !oof_numbers_has (positions, place - n - 1))
        bits[i] &= ~(left & -left);
    }
}

/* The days of a span whose weekday is in the rule, for one that begins on such a weekday. */
static gboolean
is_weekday_in (const OofRule *rule, int weekday, int day, int length)
{
  return (rule->weekdays >> weekday & 1) != 0 ||
         oof_numbers_has (&rule->nth[weekday], day / 7 + 1) ||
         oof_numbers_has (&rule->nth[weekday], -((length - 1 - day) / 7 + 1));
}

static guint32
make_month (const OofRule *rule, int first_weekday, int length, gboolean with_weekdays)
{
  gboolean has_days = !oof_numbers_is_empty (&rule->month_days);
  guint32 bits = 0;

  for (int day = 0; day < length; day++) {
    if (has_days && !oof_numbers_has (&rule->month_days, day + 1) &&
        !oof_numbers_has (&rule->month_days, day - length))
      continue;
    if (!with_weekdays || is_weekday_in (rule, (first_weekday + day) % 7, day, length))
      bits |= (guint32) 1 << day;
  }
  return bits;
}

static void
make_months (OofRuleSet *self, const OofRule *rule, gboolean with_weekdays)
{
  for (int weekday = 0; weekday < 7; weekday++)
    for (int length = 28; length <= 31; length++)
      self->month_days[weekday][length - 28] = make_month (rule, weekday, length, with_weekdays);
}

/* How many weeks a year has that begins on that weekday, counted from the start of weeks: the first
 * week is the first with four days of the year. first: the day of the year on which that week
 * begins, from 0, may be negative. */
static int
count_weeks (int weekday_from_start, int length, int *ret_first)
{
  int first = weekday_from_start <= 3 ? -weekday_from_start : 7 - weekday_from_start;

  *ret_first = first;
  return (length - first + 3) / 7;
}

static gboolean
is_week_in (const OofRule *rule, int year, int weekday_from_start, int day)
{
  int length = oof_date_is_leap (year) ? 366 : 365;
  int first;
  int n = count_weeks (weekday_from_start, length, &first);
  int week = day >= first ? (day - first) / 7 + 1 : 0;

  if (week > n) { /* the first of the next year */
    int next_first;

    week = 1;
    n = count_weeks ((weekday_from_start + length) % 7, oof_date_is_leap (year + 1) ? 366 : 365,
                     &next_first);
  } else if (week == 0) { /* the last of the year before */
    int before = oof_date_is_leap (year - 1) ? 366 : 365;
    int before_first;

    n = count_weeks ((weekday_from_start - before % 7 + 7) % 7, before, &before_first);
    week = n;
  }
  return oof_numbers_has (&rule->weeks, week) || oof_numbers_has (&rule->weeks, week - n - 1);
}

static void
place_month (guint64 *bits, int at, guint32 days)
{
  bits[at / 64] |= (guint64) days << (at % 64);
  if (at % 64 > 32)
    bits[at / 64 + 1] |= (guint64) days >> (64 - at % 64);
}

/* What of a rule counts from the year, not from its months. */
typedef struct
{
  const OofRule *rule;
  int year;
  int weekday; /* of 1 January */
  int length;
  gboolean has_days;
  gboolean has_weeks;
  gboolean has_nth;
} Year;

static gboolean
is_in_year (const Year *self, int day)
{
  const OofRule *rule = self->rule;

  if (self->has_days && !oof_numbers_has (&rule->year_days, day + 1) &&
      !oof_numbers_has (&rule->year_days, day - self->length))
    return FALSE;
  if (self->has_nth && !is_weekday_in (rule, (self->weekday + day) % 7, day, self->length))
    return FALSE;
  return !self->has_weeks ||
         is_week_in (rule, self->year, (self->weekday - rule->week_start + 7) % 7, day);
}

static void
make_year (const OofRuleSet *self, const OofRule *rule, int year, guint64 *bits)
{
  const Year about = { .rule = rule,
                       .year = year,
                       .weekday = oof_date_weekday (oof_date_day (year, 1, 1)),
                       .length = oof_date_is_leap (year) ? 366 : 365,
                       .has_days = !oof_numbers_is_empty (&rule->year_days),
                       .has_weeks = !oof_numbers_is_empty (&rule->weeks),
                       .has_nth = rule->months == 0 && oof_rule_has_nth (rule) };
  gboolean has_any = about.has_days || about.has_weeks || about.has_nth;

  for (int month = 1, at = 0; month <= 12; month++) {
    int days = oof_date_month_length (year, month);

    if ((rule->months >> month & 1) != 0 || rule->months == 0)
      place_month (bits, at, self->month_days[(about.weekday + at) % 7][days - 28]);
    at += days;
  }
  for (int day = 0; has_any && day < about.length; day++)
    if (!is_in_year (&about, day))
      bits[day / 64] &= ~((guint64) 1 << (day % 64));
  if (self->has_set_pos)
    oof_rule_keep_places (bits, OOF_RULE_WORDS, &rule->set_pos);
}

guint
oof_rule_year_kind (int year, gint32 new_year)
{
  static const int to_leap[] = { 0, -1, 0, 1 };
  static const guint8 kinds[] = { 1, 2, 0, 3 };
  int of_four = year & 3;
  gboolean is_near = of_four != 2 && oof_date_is_leap (year + to_leap[of_four]);

  return (guint) oof_date_weekday (new_year) * 4 + (is_near ? kinds[of_four] : 0);
}

/* 400 years have them all. */
static void
make_years (OofRuleSet *self, const OofRule *rule)
{
  gboolean is_made[OOF_YEAR_KINDS] = { FALSE };

  self->year_days = (guint64 (*)[OOF_RULE_WORDS]) g_new0 (guint64, OOF_YEAR_KINDS * OOF_RULE_WORDS);
  for (int year = 2000; year < 2400; year++) {
    guint kind = oof_rule_year_kind (year, oof_date_day (year, 1, 1));

    if (!is_made[kind])
      make_year (self, rule, year, self->year_days[kind]);
    is_made[kind] = TRUE;
    for (guint i = 0; i < OOF_RULE_WORDS; i++)
      if (self->year_days[kind][i] != 0)
        self->year_kinds |= 1u << kind;
  }
}

/* What the rule leaves out is taken from the first day. */
static void
complete (OofRule *rule, gint32 start)
{
  guint8 weekday = (guint8) (1u << oof_date_weekday (start));
  gboolean has_weeks = !oof_numbers_is_empty (&rule->weeks);
  OofYmd ymd;

  if (rule->weekdays != 0 || oof_rule_has_nth (rule) || !oof_numbers_is_empty (&rule->month_days) ||
      !oof_numbers_is_empty (&rule->year_days))
    return;

  oof_date_split (start, &ymd);
  if (rule->kind == OOF_RULE_WEEKLY || (rule->kind == OOF_RULE_YEARLY && has_weeks))
    rule->weekdays = weekday;
  else if (rule->kind == OOF_RULE_MONTHLY || rule->kind == OOF_RULE_YEARLY)
    oof_numbers_add (&rule->month_days, ymd.day);
  if (rule->kind == OOF_RULE_YEARLY && rule->months == 0 && !has_weeks)
    rule->months = (guint16) (1u << ymd.month);
}

static void
make_monthly (OofRuleSet *self, const OofRule *rule)
{
  make_months (self, rule, rule->weekdays != 0 || oof_rule_has_nth (rule));
  for (guint i = 0; self->has_set_pos && i < 28; i++) {
    guint64 bits = self->month_days[i / 4][i % 4];

    oof_rule_keep_places (&bits, 1, &rule->set_pos);
    self->month_days[i / 4][i % 4] = (guint32) bits;
  }
}

static void
make_daily (OofRuleSet *self, const OofRule *rule)
{
  /* The set of one day has one place. */
  gboolean is_kept = !self->has_set_pos || oof_numbers_has (&rule->set_pos, 1) ||
                     oof_numbers_has (&rule->set_pos, -1);

  if (!is_kept)
    self->last = self->start - 1;
  if (rule->weekdays == 0 && rule->months == 0 && oof_numbers_is_empty (&rule->month_days))
    return;

  self->pace = OOF_PACE_MONTHS;
  self->day_interval = self->interval;
  self->interval = 1;
  make_months (self, rule, rule->weekdays != 0);
}

static void
make_weekly (OofRuleSet *self, const OofRule *rule)
{
  guint days = (guint) rule->weekdays << 7 | rule->weekdays;
  guint64 bits = days >> rule->week_start & 0x7F;

  if (self->has_set_pos && self->months == 0)
    oof_rule_keep_places (&bits, 1, &rule->set_pos);
  self->week_days = (guint8) bits;
}

static void
make_cycle (OofRuleSet *self, const OofRule *rule)
{
  for (guint i = 0; i < rule->n_runs; i++)
    for (guint day = 0; day < rule->runs[i]; day++, self->cycle_days++)
      if (i % 2 == 0)
        set_bit (self->cycle, (int) self->cycle_days);
}

static gint32
find_last (const OofRuleSet *self, guint count)
{
  OofRuleIter iter;
  gint32 day = self->start - 1;

  oof_rule_iter_init (&iter, self, self->start);
  while (count > 0 && oof_rule_iter_next (&iter, &day))
    count--;
  return day;
}

void
oof_rule_set_init (OofRuleSet *self, const OofRule *given, gint32 start, gint32 last)
{
  static const OofPace paces[] = { [OOF_RULE_DAILY] = OOF_PACE_DAYS,
                                   [OOF_RULE_WEEKLY] = OOF_PACE_WEEKS,
                                   [OOF_RULE_MONTHLY] = OOF_PACE_MONTHS,
                                   [OOF_RULE_YEARLY] = OOF_PACE_YEARS,
                                   [OOF_RULE_CYCLE] = OOF_PACE_CYCLE };
  OofRule rule = *given;

  complete (&rule, start);
  *self = (OofRuleSet){ .pace = paces[rule.kind],
                        .interval = rule.interval,
                        .day_interval = 1,
                        .start = start,
                        .last = MIN (last, OOF_DATE_LAST),
                        .week_start = rule.week_start,
                        .months = rule.months,
                        .set_pos = rule.set_pos,
                        .has_set_pos = !oof_numbers_is_empty (&rule.set_pos) };
  if (rule.kind == OOF_RULE_DAILY) {
    make_daily (self, &rule);
  } else if (rule.kind == OOF_RULE_WEEKLY) {
    make_weekly (self, &rule);
  } else if (rule.kind == OOF_RULE_MONTHLY) {
    make_monthly (self, &rule);
  } else if (rule.kind == OOF_RULE_CYCLE) {
    make_cycle (self, &rule);
  } else {
    gboolean is_by_month = !oof_rule_has_nth (&rule) || rule.months != 0;

    make_months (self, &rule, is_by_month && (rule.weekdays != 0 || oof_rule_has_nth (&rule)));
    make_years (self, &rule);
  }
  if (rule.end == OOF_RULE_ENDS_AFTER)
    self->last = find_last (self, rule.count);
}

void
oof_rule_set_clear (OofRuleSet *self)
{
  g_clear_pointer (&self->year_days, g_free);
}
