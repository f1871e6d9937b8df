/* oof-pattern.c - how something repeats, in the few forms that people think in
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-pattern.h"

#include "oof-date.h"

#include <string.h>

#define MOST_NTH 5

static void
copy_end (OofRule *rule, const OofRule *from)
{
  rule->end = from->end;
  rule->count = from->count;
  rule->until_s = from->until_s;
}

static void
add_place_in_month (const OofPattern *self, OofRule *rule)
{
  if (self->nth_of == 0) {
    oof_numbers_add (&rule->month_days, self->month_day);
  } else if ((self->nth_of & (self->nth_of - 1)) == 0) {
    for (guint i = 0; i < 7; i++)
      if ((self->nth_of & 1u << i) != 0)
        oof_numbers_add (&rule->nth[i], self->nth);
  } else {
    rule->weekdays = self->nth_of;
    oof_numbers_add (&rule->set_pos, self->nth);
  }
}

void
oof_pattern_to_rule (const OofPattern *self, OofRule *ret)
{
  static const OofRuleKind kinds[] = {
    [OOF_PATTERN_DAILY] = OOF_RULE_DAILY,     [OOF_PATTERN_WORKING_DAYS] = OOF_RULE_WEEKLY,
    [OOF_PATTERN_WEEKLY] = OOF_RULE_WEEKLY,   [OOF_PATTERN_MONTHLY] = OOF_RULE_MONTHLY,
    [OOF_PATTERN_YEARLY] = OOF_RULE_YEARLY,   [OOF_PATTERN_CYCLE] = OOF_RULE_CYCLE,
    [OOF_PATTERN_OUTSIDE] = OOF_RULE_OUTSIDE,
  };
  gboolean has_interval = self->kind != OOF_PATTERN_WORKING_DAYS && self->kind < OOF_PATTERN_CYCLE;
  OofRule rule = self->other;

  if (self->kind != OOF_PATTERN_OTHER)
    oof_rule_init (&rule, kinds[self->kind]);
  if (has_interval)
    rule.interval = self->interval;
  copy_end (&rule, &self->rule);
  if (self->kind == OOF_PATTERN_WORKING_DAYS)
    rule.weekdays = OOF_WORKING_DAYS;
  if (self->kind == OOF_PATTERN_WEEKLY)
    rule.weekdays = self->weekdays;
  if (self->kind == OOF_PATTERN_MONTHLY || self->kind == OOF_PATTERN_YEARLY)
    add_place_in_month (self, &rule);
  if (self->kind == OOF_PATTERN_YEARLY)
    rule.months = (guint16) (1u << self->month);
  if (self->kind == OOF_PATTERN_CYCLE) {
    rule.n_runs = self->rule.n_runs;
    memcpy (rule.runs, self->rule.runs, sizeof rule.runs);
  }
  *ret = rule;
}

void
oof_pattern_init (OofPattern *self, gint32 first_day)
{
  OofYmd ymd;

  oof_date_split (first_day, &ymd);
  memset (self, 0, sizeof *self);
  self->kind = OOF_PATTERN_WEEKLY;
  self->interval = 1;
  self->weekdays = (guint8) (1u << oof_date_weekday (first_day));
  self->nth = (ymd.day - 1) / 7 + 1;
  self->month_day = ymd.day;
  self->month = ymd.month;
  oof_rule_init (&self->rule, OOF_RULE_CYCLE);
  oof_pattern_set_cycle (self, "4/4");
}

/* The number of which there is just one, up to most either way; 0: none or several. */
static int
find_only (const OofNumbers *numbers, int most)
{
  int found = 0;

  for (int i = 1; i <= most; i++)
    for (int sign = 1; sign >= -1; sign -= 2)
      if (oof_numbers_has (numbers, sign * i)) {
        if (found != 0)
          return 0;
        found = sign * i;
      }
  return found;
}

static void
read_place_in_month (OofPattern *self, const OofRule *rule)
{
  int month_day = find_only (&rule->month_days, 31);

  if (month_day != 0) {
    self->month_day = month_day;
  } else if (rule->weekdays != 0) {
    self->nth_of = rule->weekdays;
    self->nth = find_only (&rule->set_pos, MOST_NTH);
  } else {
    for (guint i = 0; i < 7; i++)
      if (!oof_numbers_is_empty (&rule->nth[i])) {
        self->nth_of = (guint8) (1u << i);
        self->nth = find_only (&rule->nth[i], MOST_NTH);
      }
  }
}

/* A rule without days is on those of the first time (RFC 5545, 3.3.10). */
static void
spell_out (OofRule *rule, gint32 first_day)
{
  OofYmd ymd;
  gboolean has_days =
      rule->weekdays != 0 || oof_rule_has_nth (rule) || !oof_numbers_is_empty (&rule->month_days) ||
      !oof_numbers_is_empty (&rule->year_days) || !oof_numbers_is_empty (&rule->weeks) ||
      !oof_numbers_is_empty (&rule->set_pos);

  oof_date_split (first_day, &ymd);
  if (has_days)
    return;
  if (rule->kind == OOF_RULE_WEEKLY)
    rule->weekdays = (guint8) (1u << oof_date_weekday (first_day));
  if (rule->kind == OOF_RULE_MONTHLY || rule->kind == OOF_RULE_YEARLY)
    oof_numbers_add (&rule->month_days, ymd.day);
  if (rule->kind == OOF_RULE_YEARLY && rule->months == 0)
    rule->months = (guint16) (1u << ymd.month);
}

static OofPatternKind
guess_kind (const OofRule *rule)
{
  switch (rule->kind) {
  case OOF_RULE_DAILY:
    return rule->weekdays == OOF_WORKING_DAYS ? OOF_PATTERN_WORKING_DAYS : OOF_PATTERN_DAILY;
  case OOF_RULE_WEEKLY:
    return rule->weekdays == OOF_WORKING_DAYS && rule->interval == 1 ? OOF_PATTERN_WORKING_DAYS
                                                                     : OOF_PATTERN_WEEKLY;
  case OOF_RULE_MONTHLY:
    return OOF_PATTERN_MONTHLY;
  case OOF_RULE_YEARLY:
    return OOF_PATTERN_YEARLY;
  case OOF_RULE_CYCLE:
    return OOF_PATTERN_CYCLE;
  case OOF_RULE_OUTSIDE:
  default:
    return OOF_PATTERN_OUTSIDE;
  }
}

static int
find_month (guint16 months)
{
  for (int month = 1; month <= 12; month++)
    if (months == 1u << month)
      return month;
  return 0;
}

/* The forms that a person can choose; the others are in the rule alone. */
static gboolean
has_form (const OofPattern *self)
{
  gboolean is_group = self->nth_of == OOF_WORKING_DAYS || self->nth_of == OOF_WEEKEND_DAYS ||
                      (self->nth_of & (self->nth_of - 1)) == 0;
  gboolean has_nth = self->nth == -1 || (self->nth >= 1 && self->nth <= MOST_NTH);

  if (self->kind != OOF_PATTERN_MONTHLY && self->kind != OOF_PATTERN_YEARLY)
    return TRUE;
  if (self->kind == OOF_PATTERN_YEARLY && self->month == 0)
    return FALSE;
  return self->nth_of != 0 ? is_group && has_nth : self->month_day == -1 || self->month_day >= 1;
}

/* The same days, however the rule is written. */
static gboolean
is_same (const OofPattern *self, const OofRule *rule)
{
  OofRule said;
  OofRule meant = *rule;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  oof_pattern_to_rule (self, &said);
  if (self->kind == OOF_PATTERN_WORKING_DAYS && meant.kind == OOF_RULE_DAILY && meant.interval == 1)
    meant.kind = OOF_RULE_WEEKLY;
  if (meant.kind != OOF_RULE_WEEKLY || meant.interval == 1)
    meant.week_start = 0; /* it only counts the weeks */
  a = oof_rule_format (&said);
  b = oof_rule_format (&meant);
  return g_str_equal (a, b);
}

void
oof_pattern_from_rule (OofPattern *self, const OofRule *rule, gint32 first_day)
{
  OofRule full = *rule;

  oof_pattern_init (self, first_day);
  spell_out (&full, first_day);
  self->kind = guess_kind (&full);
  self->interval = full.interval;
  copy_end (&self->rule, rule);
  if (full.kind == OOF_RULE_WEEKLY)
    self->weekdays = full.weekdays;
  if (full.kind == OOF_RULE_MONTHLY || full.kind == OOF_RULE_YEARLY)
    read_place_in_month (self, &full);
  if (full.kind == OOF_RULE_YEARLY)
    self->month = find_month (full.months);
  if (full.kind == OOF_RULE_CYCLE) {
    self->rule.n_runs = full.n_runs;
    memcpy (self->rule.runs, full.runs, sizeof full.runs);
  }
  if (has_form (self) && is_same (self, &full))
    return;

  oof_pattern_init (self, first_day);
  self->kind = OOF_PATTERN_OTHER;
  self->other = *rule;
  copy_end (&self->rule, rule);
}

gboolean
oof_pattern_set_cycle (OofPattern *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, "/", OOF_RULE_MOST_RUNS + 1);
  guint n = g_strv_length (words);
  guint16 runs[OOF_RULE_MOST_RUNS] = { 0 };

  if (n < 2 || n > OOF_RULE_MOST_RUNS || n % 2 != 0)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    guint64 days;

    if (!g_ascii_string_to_unsigned (g_strstrip (words[i]), 10, 1, OOF_RULE_MOST_CYCLE, &days,
                                     NULL))
      return FALSE;
    runs[i] = (guint16) days;
  }
  self->rule.n_runs = n;
  memcpy (self->rule.runs, runs, sizeof runs);
  return TRUE;
}

char *
oof_pattern_cycle (const OofPattern *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->rule.n_runs; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "/" : "", self->rule.runs[i]);
  return g_string_free (text, FALSE);
}
