/* oof-rule-iter.c - the days of a rule, in order
 *
 * A period (a week, a month, a year, some days) is a set of bits; empty ones cost next to nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "oof-rule-set.h"

#define YEARS_END 10000

/* The first step of the pace at or after from, in units from start. */
static gint32
round_up (gint32 distance, guint interval)
{
  gint32 step = (gint32) interval;

  return distance <= 0 ? 0 : (distance + step - 1) / step * step;
}

static gint32
round_down (gint32 distance, guint interval)
{
  return distance <= 0 ? 0 : distance - distance % (gint32) interval;
}

static gint32
month_number (gint32 day)
{
  OofYmd ymd;

  oof_date_split (day, &ymd);
  return ymd.year * 12 + ymd.month - 1;
}

static gint32
week_of (const OofRuleSet *set, gint32 day)
{
  return day - (oof_date_weekday (day) - set->week_start + 7) % 7;
}

void
oof_rule_iter_init (OofRuleIter *self, const OofRuleSet *set, gint32 from)
{
  gint32 start = set->start;

  from = MAX (from, start);
  *self = (OofRuleIter){ .set = set, .from = from };
  switch (set->pace) {
  case OOF_PACE_DAYS:
    self->next_base = start + round_up (from - start, set->interval);
    break;
  case OOF_PACE_WEEKS:
    self->next_base =
        week_of (set, start) + round_down (from - week_of (set, start), set->interval * 7);
    break;
  case OOF_PACE_MONTHS:
    self->next_base = month_number (start) +
                      round_down (month_number (from) - month_number (start), set->interval);
    break;
  case OOF_PACE_YEARS:
    self->next_base =
        month_number (start) / 12 +
        round_down (month_number (from) / 12 - month_number (start) / 12, set->interval);
    break;
  case OOF_PACE_CYCLE:
    self->next_base = start + round_down (from - start, set->cycle_days);
    break;
  }
}

/* Each so manieth day counted from start. */
static guint32
keep_days (const OofRuleSet *set, guint32 days, gint32 first)
{
  gint32 step = (gint32) set->day_interval;
  guint32 kept = 0;
  gint32 phase = (set->start - first) % step;

  for (gint32 day = phase < 0 ? phase + step : phase; day < 31; day += step)
    kept |= days & (guint32) 1 << day;
  return kept;
}

static void
load_week (OofRuleIter *self)
{
  const OofRuleSet *set = self->set;
  guint64 bits = set->week_days;

  self->base = self->next_base;
  self->next_base += (gint32) (set->interval * 7);
  if (set->months != 0) {
    for (gint32 day = 0; day < 7; day++) {
      OofYmd ymd;

      oof_date_split (self->base + day, &ymd);
      if ((set->months >> ymd.month & 1) == 0)
        bits &= ~((guint64) 1 << day);
    }
    if (set->has_set_pos)
      oof_rule_keep_places (&bits, 1, &set->set_pos);
  }
  self->bits[0] = bits;
  self->n_words = 1;
}

/* FALSE behind the year 9999. */
static gboolean
load_month (OofRuleIter *self)
{
  const OofRuleSet *set = self->set;
  int month = self->next_base;
  int length;
  guint32 days;

  while (set->months != 0 && (set->months >> (month % 12 + 1) & 1) == 0 && month < YEARS_END * 12)
    month += (int) set->interval;
  if (month >= YEARS_END * 12)
    return FALSE;

  length = oof_date_month_length (month / 12, month % 12 + 1);
  self->base = oof_date_day (month / 12, month % 12 + 1, 1);
  self->next_base = month + (int) set->interval;
  days = set->month_days[oof_date_weekday (self->base)][length - 28];
  self->bits[0] = set->day_interval > 1 ? keep_days (set, days, self->base) : days;
  self->n_words = 1;
  return TRUE;
}

static gint32
find_new_year (int year)
{
  int before = year - 1;

  return OOF_DATE_FIRST + before * 365 + before / 4 - before / 100 + before / 400;
}

/* FALSE behind the year 9999. */
static gboolean
load_year (OofRuleIter *self)
{
  const OofRuleSet *set = self->set;
  guint kind = 0;
  gboolean has_days = FALSE;

  while (!has_days && self->next_base < YEARS_END) {
    self->base = find_new_year (self->next_base);
    kind = oof_rule_year_kind (self->next_base, self->base);
    self->next_base += (gint32) set->interval;
    has_days = (set->year_kinds >> kind & 1) != 0;
  }
  if (!has_days)
    return FALSE;

  for (guint i = 0; i < OOF_RULE_WORDS; i++)
    self->bits[i] = set->year_days[kind][i];
  self->n_words = OOF_RULE_WORDS;
  return TRUE;
}

static void
load_cycle (OofRuleIter *self)
{
  self->base = self->next_base;
  self->next_base += (gint32) self->set->cycle_days;
  self->n_words = OOF_RULE_WORDS;
  for (guint i = 0; i < OOF_RULE_WORDS; i++)
    self->bits[i] = self->set->cycle[i];
}

/* FALSE behind the last day. */
static gboolean
load_period (OofRuleIter *self)
{
  const OofRuleSet *set = self->set;

  self->word = 0;
  switch (set->pace) {
  case OOF_PACE_DAYS:
    self->base = self->next_base;
    self->next_base += (gint32) set->interval;
    self->bits[0] = 1;
    self->n_words = 1;
    break;
  case OOF_PACE_WEEKS:
    load_week (self);
    break;
  case OOF_PACE_MONTHS:
    return load_month (self) && self->base <= set->last;
  case OOF_PACE_YEARS:
    return load_year (self) && self->base <= set->last;
  case OOF_PACE_CYCLE:
    load_cycle (self);
    break;
  }
  return self->base <= set->last;
}

gboolean
oof_rule_iter_next (OofRuleIter *self, gint32 *ret_day)
{
  for (;;) {
    gint32 day;

    while (self->word < self->n_words && self->bits[self->word] == 0)
      self->word++;
    if (self->word == self->n_words) {
      if (!load_period (self))
        return FALSE;
      continue;
    }
    day = self->base + (gint32) self->word * 64 + __builtin_ctzll (self->bits[self->word]);
    self->bits[self->word] &= self->bits[self->word] - 1;
    if (day > self->set->last) {
      self->n_words = self->word = 0;
      return FALSE;
    }
    if (day >= self->from) {
      *ret_day = day;
      return TRUE;
    }
  }
}
