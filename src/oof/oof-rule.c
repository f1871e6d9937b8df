/* oof-rule.c - how something repeats
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-rule.h"

#include "oof-date.h"
#include "oof-refuse.h"

#include <glib/gi18n-lib.h>

gboolean
oof_numbers_is_empty (const OofNumbers *self)
{
  guint64 all = 0;

  for (guint i = 0; i < OOF_RULE_WORDS; i++)
    all |= self->up[i] | self->down[i];
  return all == 0;
}

gboolean
oof_numbers_has (const OofNumbers *self, int number)
{
  const guint64 *words = number > 0 ? self->up : self->down;
  guint bit = (guint) ABS (number) - 1;

  return (words[bit / 64] >> (bit % 64) & 1) != 0;
}

void
oof_numbers_add (OofNumbers *self, int number)
{
  guint64 *words = number > 0 ? self->up : self->down;
  guint bit = (guint) ABS (number) - 1;

  words[bit / 64] |= (guint64) 1 << (bit % 64);
}

gboolean
oof_rule_has_nth (const OofRule *self)
{
  for (guint i = 0; i < 7; i++)
    if (!oof_numbers_is_empty (&self->nth[i]))
      return TRUE;
  return FALSE;
}

void
oof_rule_init (OofRule *self, OofRuleKind kind)
{
  *self = (OofRule){ .kind = kind, .interval = 1 };
}

static gboolean
is_within (const OofNumbers *numbers, int most)
{
  guint64 beyond = 0;

  for (int i = 0; i < OOF_RULE_WORDS; i++) {
    int bits = CLAMP (most - i * 64, 0, 64);
    guint64 allowed = bits == 64 ? G_MAXUINT64 : ((guint64) 1 << bits) - 1;

    beyond |= (numbers->up[i] | numbers->down[i]) & ~allowed;
  }
  return beyond == 0;
}

static gboolean
has_sets (const OofRule *self)
{
  return self->weekdays != 0 || self->months != 0 || oof_rule_has_nth (self) ||
         !oof_numbers_is_empty (&self->month_days) || !oof_numbers_is_empty (&self->year_days) ||
         !oof_numbers_is_empty (&self->weeks) || !oof_numbers_is_empty (&self->set_pos);
}

static gboolean
validate_cycle (const OofRule *self, GError **error)
{
  guint days = 0;

  for (guint i = 0; i < MIN (self->n_runs, OOF_RULE_MOST_RUNS); i++) {
    if (self->runs[i] == 0)
      return oof_refuse (error, "rule-cycle", _ ("A shift of no days is none."));
    days += self->runs[i];
  }
  if (self->n_runs == 0 || self->n_runs % 2 != 0 || self->n_runs > OOF_RULE_MOST_RUNS ||
      days > OOF_RULE_MOST_CYCLE)
    return oof_refuse (error, "rule-cycle",
                       _ ("A shift cycle is days on and off by turns, at most %d days in all."),
                       OOF_RULE_MOST_CYCLE);
  return TRUE;
}

/* A place in a set needs something that makes the set. */
static gboolean
has_place_alone (const OofRule *self)
{
  OofRule without = *self;

  if (oof_numbers_is_empty (&self->set_pos))
    return FALSE;

  without.set_pos = (OofNumbers){ 0 };
  return !has_sets (&without);
}

/* The table of RFC 5545, 3.3.10, and what its sentences forbid. */
static gboolean
is_mixed (const OofRule *self)
{
  gboolean is_yearly = self->kind == OOF_RULE_YEARLY;
  gboolean has_nth = oof_rule_has_nth (self);
  gboolean has_weeks = !oof_numbers_is_empty (&self->weeks);

  if ((has_weeks || !oof_numbers_is_empty (&self->year_days)) && !is_yearly)
    return TRUE;
  if (has_nth && ((!is_yearly && self->kind != OOF_RULE_MONTHLY) || has_weeks))
    return TRUE;
  if (!oof_numbers_is_empty (&self->month_days) && self->kind == OOF_RULE_WEEKLY)
    return TRUE;
  return has_place_alone (self);
}

static gboolean
is_end_right (const OofRule *self)
{
  if (self->end == OOF_RULE_NEVER_ENDS)
    return TRUE;
  if (self->end == OOF_RULE_ENDS_AFTER)
    return self->count >= 1 && self->count <= OOF_RULE_MOST_COUNT;
  return self->until_s >= OOF_DATE_FIRST_S && self->until_s < OOF_DATE_END_S;
}

static gboolean
are_numbers_right (const OofRule *self)
{
  for (guint i = 0; i < 7; i++)
    if (!is_within (&self->nth[i], self->kind == OOF_RULE_YEARLY ? 53 : 5))
      return FALSE;
  return is_within (&self->month_days, 31) && is_within (&self->weeks, 53) &&
         is_within (&self->year_days, 366) && is_within (&self->set_pos, 366);
}

static gboolean
validate_numbers (const OofRule *self, GError **error)
{
  if (self->interval >= 1 && self->interval <= OOF_RULE_MOST_INTERVAL && self->week_start <= 6 &&
      (self->weekdays & ~0x7Fu) == 0 && (self->months & ~0x1FFEu) == 0 && is_end_right (self) &&
      are_numbers_right (self))
    return TRUE;

  return oof_refuse (error, "rule-number", _ ("A number in the recurrence is out of its range."));
}

gboolean
oof_rule_validate (const OofRule *self, GError **error)
{
  gboolean is_own = self->kind >= OOF_RULE_CYCLE;

  if (!validate_numbers (self, error))
    return FALSE;
  if ((is_own && (has_sets (self) || self->interval != 1)) ||
      (self->kind == OOF_RULE_OUTSIDE && self->end != OOF_RULE_NEVER_ENDS) ||
      (self->kind != OOF_RULE_CYCLE && self->n_runs > 0) || (!is_own && is_mixed (self)))
    return oof_refuse (error, "rule-mix", _ ("The recurrence has parts that do not go together."));
  return self->kind != OOF_RULE_CYCLE || validate_cycle (self, error);
}
