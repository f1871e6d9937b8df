/* oof-when-shift.c - an absence at another time
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-when-shift.h"

#include "oof-date.h"
#include "oof-refuse.h"
#include "oof-when-impl.h"

#include <glib/gi18n-lib.h>

#define WEEK 7
#define EVERY_MONTH_HAS 28

static gint64
time_of_day (gint64 local_s)
{
  return local_s - (gint64) oof_date_of_local (local_s) * OOF_DAY_S;
}

static void
shift_span (gint64 *from_s, gint64 *until_s, const OofShift *shift)
{
  *from_s += shift->from_s;
  if (*until_s != OOF_OPEN_END)
    *until_s += shift->until_s;
}

gboolean
oof_when_find (const OofWhen *self, gint32 day, OofMoved *ret)
{
  const OofWhenParts *parts = oof_when_parts (self);

  if (parts->rule == NULL) {
    *ret = (OofMoved){ oof_date_of_local (parts->from_s), parts->from_s, parts->until_s };
    return TRUE;
  }
  if (parts->rule->kind == OOF_RULE_OUTSIDE)
    return FALSE;
  for (guint i = 0; i < parts->n_moved; i++)
    if (parts->moved[i].day == day) {
      *ret = parts->moved[i];
      return TRUE;
    }
  ret->day = day;
  ret->from_s = (gint64) day * OOF_DAY_S + time_of_day (parts->from_s);
  ret->until_s = ret->from_s + (parts->until_s - parts->from_s);
  return TRUE;
}

/* Nothing says on which days but the first time and the weekdays. */
static gboolean
is_plain (const OofRule *rule)
{
  return rule->months == 0 && !oof_rule_has_nth (rule) && oof_numbers_is_empty (&rule->year_days) &&
         oof_numbers_is_empty (&rule->weeks) && oof_numbers_is_empty (&rule->set_pos) &&
         oof_numbers_is_empty (&rule->month_days);
}

/* The days of a week go on by so many; where only each other week counts, none may fall into
 * another one, nor may the first time, from which the weeks are counted. */
static gboolean
shift_weekdays (OofRule *rule, gint32 first, gint32 days)
{
  int first_place = (oof_date_weekday (first) - rule->week_start + WEEK) % WEEK;
  guint8 shifted = 0;

  if (rule->interval > 1 && rule->weekdays != 0 &&
      (first_place + days < 0 || first_place + days >= WEEK))
    return days % WEEK == 0; /* whole weeks */

  for (int weekday = 0; weekday < WEEK; weekday++) {
    int place = (weekday - rule->week_start + WEEK) % WEEK;
    int to = (int) ((place + days % WEEK + WEEK) % WEEK);

    if (!(rule->weekdays & (1 << weekday)))
      continue;
    if (rule->interval > 1 && to - place != days)
      return FALSE;
    shifted |= (guint8) (1 << ((to + rule->week_start) % WEEK));
  }
  rule->weekdays = shifted;
  return TRUE;
}

/* Days of the month from the first on: none may fall into another month. */
static gboolean
shift_month_days (OofRule *rule, gint32 days)
{
  OofNumbers shifted = { 0 };

  for (int day = -31; day <= 31; day++) {
    if (day == 0 || !oof_numbers_has (&rule->month_days, day))
      continue;
    if (day < 1 || day > EVERY_MONTH_HAS || day + days < 1 || day + days > EVERY_MONTH_HAS)
      return FALSE;
    oof_numbers_add (&shifted, day + days);
  }
  rule->month_days = shifted;
  return TRUE;
}

static gboolean
shift_month (OofRule *rule, gint32 first, gint32 days)
{
  OofRule others = *rule;
  OofYmd ymd;

  others.month_days = (OofNumbers){ 0 };
  if (!is_plain (&others) || rule->weekdays != 0)
    return FALSE;
  if (!oof_numbers_is_empty (&rule->month_days))
    return shift_month_days (rule, days);
  oof_date_split (first, &ymd);
  return ymd.day <= EVERY_MONTH_HAS && ymd.day + days >= 1 && ymd.day + days <= EVERY_MONTH_HAS;
}

/* first: the day of the first time; the rule's days go on by so many. */
static gboolean
shift_days (OofRule *rule, gint32 first, gint32 days)
{
  OofYmd ymd;

  if (days == 0)
    return TRUE;
  switch (rule->kind) {
  case OOF_RULE_CYCLE:
    return TRUE;
  case OOF_RULE_DAILY:
    return is_plain (rule) && rule->weekdays == 0;
  case OOF_RULE_WEEKLY:
    return is_plain (rule) && shift_weekdays (rule, first, days);
  case OOF_RULE_MONTHLY:
    return shift_month (rule, first, days);
  case OOF_RULE_YEARLY:
    oof_date_split (first, &ymd);
    return is_plain (rule) && rule->weekdays == 0 && ymd.day <= EVERY_MONTH_HAS &&
           ymd.day + days >= 1 && ymd.day + days <= EVERY_MONTH_HAS;
  case OOF_RULE_OUTSIDE:
  default:
    return FALSE;
  }
}

static void
shift_end (OofRule *rule, gint64 from_s, gint32 days)
{
  if (rule->end == OOF_RULE_ENDS_ON_DAY)
    rule->until_s += (gint64) days * OOF_DAY_S;
  else if (rule->end == OOF_RULE_ENDS_AT_LOCAL || rule->end == OOF_RULE_ENDS_AT_INSTANT)
    rule->until_s += from_s;
}

/* Both lists are the caller's own. */
static void
shift_exceptions (OofWhenParts *parts, gint32 *except, OofMoved *moved, const OofShift *shift,
                  gint32 days)
{
  for (guint i = 0; i < parts->n_except; i++)
    except[i] += days;
  for (guint i = 0; i < parts->n_moved; i++) {
    moved[i].day += days;
    shift_span (&moved[i].from_s, &moved[i].until_s, shift);
  }
  parts->except = except;
  parts->moved = moved;
}

OofWhen *
oof_when_shift (const OofWhen *self, const OofShift *shift, GError **error)
{
  OofWhenParts parts = *oof_when_parts (self);
  g_autofree gint32 *except = g_memdup2 (parts.except, parts.n_except * sizeof *except);
  g_autofree OofMoved *moved = g_memdup2 (parts.moved, parts.n_moved * sizeof *moved);
  gint32 first = oof_date_of_local (parts.from_s);
  gint32 days;
  OofRule rule;

  shift_span (&parts.from_s, &parts.until_s, shift);
  if (parts.rule == NULL)
    return oof_when_new (&parts, error);

  rule = *parts.rule;
  days = oof_date_of_local (parts.from_s) - first;
  if (rule.kind == OOF_RULE_OUTSIDE || !shift_days (&rule, first, days)) {
    oof_refuse (error, "pattern-stays",
                _ ("The days of this recurrence cannot be moved; change its pattern instead."));
    return NULL;
  }
  shift_end (&rule, shift->from_s, days);
  parts.rule = &rule;
  shift_exceptions (&parts, except, moved, shift, days);
  return oof_when_new (&parts, error);
}

static gboolean
is_moved (const OofWhenParts *parts, gint32 day)
{
  for (guint i = 0; i < parts->n_moved; i++)
    if (parts->moved[i].day == day)
      return TRUE;
  return FALSE;
}

static gboolean
is_occurrence (const OofWhen *self, gint32 day)
{
  OofRuleIter iter;
  gint32 next;

  if (is_moved (oof_when_parts (self), day))
    return TRUE;
  if (day < self->set.start)
    return FALSE;
  oof_rule_iter_init (&iter, &self->set, day);
  return oof_rule_iter_next (&iter, &next) && next == day && oof_when_takes_day (self, day);
}

static gboolean
find_occurrence (const OofWhen *self, gint32 day, OofMoved *ret, GError **error)
{
  if (day >= OOF_DATE_FIRST && day <= OOF_DATE_LAST && oof_when_find (self, day, ret) &&
      is_occurrence (self, day))
    return TRUE;
  return oof_refuse (error, "no-occurrence", _ ("On that day there is no occurrence any more."));
}

OofWhen *
oof_when_shift_one (const OofWhen *self, gint32 day, const OofShift *shift, GError **error)
{
  OofWhenParts parts = *oof_when_parts (self);
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (OofMoved));
  OofMoved one;

  if (parts.rule == NULL)
    return oof_when_shift (self, shift, error);
  if (!find_occurrence (self, day, &one, error))
    return NULL;

  for (guint i = 0; i < parts.n_moved; i++)
    if (parts.moved[i].day != day)
      g_array_append_val (moved, parts.moved[i]);
  shift_span (&one.from_s, &one.until_s, shift);
  g_array_append_val (moved, one);
  parts.moved = (const OofMoved *) (gpointer) moved->data;
  parts.n_moved = moved->len;
  return oof_when_new (&parts, error);
}

OofWhen *
oof_when_single (const OofWhen *self, gint32 day, const OofShift *shift, GError **error)
{
  OofWhenParts parts = *oof_when_parts (self);
  OofMoved one;

  if (parts.rule == NULL)
    return oof_when_shift (self, shift, error);
  if (!find_occurrence (self, day, &one, error))
    return NULL;

  shift_span (&one.from_s, &one.until_s, shift);
  parts.from_s = one.from_s;
  parts.until_s = one.until_s;
  parts.rule = NULL;
  parts.except = NULL;
  parts.moved = NULL;
  parts.n_except = parts.n_moved = 0;
  parts.holidays = NULL;
  parts.how = OOF_HOLIDAYS_IGNORE;
  return oof_when_new (&parts, error);
}
