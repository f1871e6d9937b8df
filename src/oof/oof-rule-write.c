/* oof-rule-write.c - recurrence rules to text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-date.h"
#include "oof-rule-words.h"
#include "oof-rule.h"

const char *const oof_rule_kind_words[] = { [OOF_RULE_DAILY] = "DAILY",
                                            [OOF_RULE_WEEKLY] = "WEEKLY",
                                            [OOF_RULE_MONTHLY] = "MONTHLY",
                                            [OOF_RULE_YEARLY] = "YEARLY",
                                            NULL };
const char *const oof_rule_weekday_words[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU", NULL };

static void
append_number (GString *text, const char *separator, int number, const char *behind)
{
  g_string_append_printf (text, "%s%d%s", separator, number, behind);
}

/* 1, 2 … then -1, -2 …; first: what stands before the first. */
static void
append_numbers (GString *text, const char *first, const OofNumbers *numbers, const char *behind)
{
  const char *separator = first;

  for (int sign = 1; sign >= -1; sign -= 2)
    for (int i = 1; i <= 366; i++)
      if (oof_numbers_has (numbers, sign * i)) {
        append_number (text, separator, sign * i, behind);
        separator = ",";
      }
}

static void
append_months (GString *text, guint16 months)
{
  const char *separator = ";BYMONTH=";

  for (int month = 1; month <= 12; month++)
    if ((months & 1u << month) != 0) {
      append_number (text, separator, month, "");
      separator = ",";
    }
}

static void
append_weekdays (GString *text, const OofRule *self)
{
  const char *first = ";BYDAY=";

  for (guint i = 0; i < 7; i++) {
    if ((self->weekdays & 1u << i) != 0) {
      g_string_append_printf (text, "%s%s", first, oof_rule_weekday_words[i]);
      first = ",";
    }
    if (!oof_numbers_is_empty (&self->nth[i])) {
      append_numbers (text, first, &self->nth[i], oof_rule_weekday_words[i]);
      first = ",";
    }
  }
}

static void
append_end (GString *text, const OofRule *self)
{
  gint32 day = oof_date_of_local (self->until_s);
  int time_s = (int) (self->until_s - (gint64) day * OOF_DAY_S);
  OofYmd ymd;

  if (self->end == OOF_RULE_ENDS_AFTER)
    g_string_append_printf (text, ";COUNT=%u", self->count);
  if (self->end <= OOF_RULE_ENDS_AFTER)
    return;

  oof_date_split (day, &ymd);
  g_string_append_printf (text, ";UNTIL=%04d%02d%02d", ymd.year, ymd.month, ymd.day);
  if (self->end != OOF_RULE_ENDS_ON_DAY)
    g_string_append_printf (text, "T%02d%02d%02d%s", time_s / 3600, time_s / 60 % 60, time_s % 60,
                            self->end == OOF_RULE_ENDS_AT_INSTANT ? "Z" : "");
}

char *
oof_rule_format (const OofRule *self)
{
  GString *text = g_string_new (NULL);

  if (self->kind == OOF_RULE_OUTSIDE)
    g_string_append (text, "OUTSIDE=HOURS");
  for (guint i = 0; i < self->n_runs; i++)
    append_number (text, i == 0 ? "CYCLE=" : "/", self->runs[i], "");
  if (self->kind < OOF_RULE_CYCLE)
    g_string_append_printf (text, "FREQ=%s", oof_rule_kind_words[self->kind]);
  if (self->interval != 1)
    append_number (text, ";INTERVAL=", (int) self->interval, "");
  append_months (text, self->months);
  append_numbers (text, ";BYWEEKNO=", &self->weeks, "");
  append_numbers (text, ";BYYEARDAY=", &self->year_days, "");
  append_numbers (text, ";BYMONTHDAY=", &self->month_days, "");
  append_weekdays (text, self);
  append_numbers (text, ";BYSETPOS=", &self->set_pos, "");
  if (self->week_start != 0)
    g_string_append_printf (text, ";WKST=%s", oof_rule_weekday_words[self->week_start]);
  append_end (text, self);
  return g_string_free (text, FALSE);
}
