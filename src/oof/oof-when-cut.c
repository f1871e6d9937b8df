/* oof-when-cut.c - an absence in two parts, without one of its occurrences, or ended earlier
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-when-cut.h"

#include "oof-date.h"
#include "oof-refuse.h"
#include "oof-when-impl.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse_nothing (GError **error)
{
  return oof_refuse (error, "nothing-before",
                     _ ("There is nothing to split: no part of it is before that day."));
}

static OofWhen *
split_once (const OofWhen *self, gint64 at_s, OofWhen **ret_after, GError **error)
{
  OofWhenParts parts = *oof_when_parts (self);
  g_autoptr (OofWhen) after = NULL;
  OofWhen *before;

  if (at_s <= parts.from_s || at_s >= parts.until_s) {
    refuse_nothing (error);
    return NULL;
  }
  parts.from_s = at_s;
  after = oof_when_new (&parts, error);
  if (after == NULL)
    return NULL;
  parts.from_s = oof_when_parts (self)->from_s;
  parts.until_s = at_s;
  before = oof_when_new (&parts, error);
  if (before != NULL)
    *ret_after = g_steal_pointer (&after);
  return before;
}

/* Is it a day of the rule, and how many of its days are before it? */
static gboolean
count_before (const OofWhen *self, gint32 day, guint *ret)
{
  OofRuleIter iter;
  gint32 next = day - 1;

  *ret = 0;
  oof_rule_iter_init (&iter, &self->set, self->set.start);
  while (oof_rule_iter_next (&iter, &next) && next < day)
    ++*ret;
  return next == day;
}

/* A cycle begins anew with one of its runs of days on; FALSE: the day is in the midst of one. */
static gboolean
turn_cycle (OofRule *rule, gint32 days)
{
  OofRule turned = *rule;
  gint32 length = 0;
  gint32 place = 0;

  for (guint i = 0; i < rule->n_runs; i++)
    length += rule->runs[i];
  for (guint i = 0; i < rule->n_runs; i += 2) {
    if (place == days % length) {
      for (guint j = 0; j < rule->n_runs; j++)
        turned.runs[j] = rule->runs[(i + j) % rule->n_runs];
      *rule = turned;
      return TRUE;
    }
    place += rule->runs[i] + (i + 1 < rule->n_runs ? rule->runs[i + 1] : 0);
  }
  return FALSE;
}

/* The exceptions and moved ones of one side; both lists are of the caller, and sorted. */
static void
take_side (OofWhenParts *parts, const OofWhenParts *all, gint32 day, gboolean is_after)
{
  guint n_except = 0;
  guint n_moved = 0;

  while (n_except < all->n_except && all->except[n_except] < day)
    n_except++;
  while (n_moved < all->n_moved && all->moved[n_moved].day < day)
    n_moved++;
  parts->except = is_after && all->except != NULL ? all->except + n_except : all->except;
  parts->n_except = is_after ? all->n_except - n_except : n_except;
  parts->moved = is_after && all->moved != NULL ? all->moved + n_moved : all->moved;
  parts->n_moved = is_after ? all->n_moved - n_moved : n_moved;
}

static OofWhen *
split_series (const OofWhen *self, gint32 day, OofWhen **ret_after, GError **error)
{
  const OofWhenParts *all = oof_when_parts (self);
  gint32 first = oof_date_of_local (all->from_s);
  gint64 by_s = (gint64) (day - first) * OOF_DAY_S;
  OofWhenParts parts = *all;
  OofRule rule = *all->rule;
  g_autoptr (OofWhen) after = NULL;
  OofWhen *before;
  guint n;

  if (!count_before (self, day, &n)) {
    oof_refuse (error, "no-occurrence", _ ("On that day there is no occurrence any more."));
    return NULL;
  }
  if (n == 0) {
    refuse_nothing (error);
    return NULL;
  }
  if (rule.kind == OOF_RULE_CYCLE && !turn_cycle (&rule, day - first)) {
    oof_refuse (error, "pattern-stays",
                _ ("A shift cycle can be split only where one of its runs begins."));
    return NULL;
  }

  rule.count -= rule.end == OOF_RULE_ENDS_AFTER ? n : 0;
  parts.rule = &rule;
  parts.from_s += by_s;
  parts.until_s += by_s;
  take_side (&parts, all, day, TRUE);
  after = oof_when_new (&parts, error);
  if (after == NULL)
    return NULL;

  parts = *all;
  rule = *all->rule;
  rule.end = OOF_RULE_ENDS_ON_DAY;
  rule.count = 0;
  rule.until_s = (gint64) (day - 1) * OOF_DAY_S;
  parts.rule = &rule;
  take_side (&parts, all, day, FALSE);
  before = oof_when_new (&parts, error);
  if (before != NULL)
    *ret_after = g_steal_pointer (&after);
  return before;
}

OofWhen *
oof_when_split (const OofWhen *self, gint32 day, gint64 at_s, OofWhen **ret_after, GError **error)
{
  *ret_after = NULL;
  if (!oof_when_repeats (self))
    return split_once (self, at_s, ret_after, error);
  if (self->rule.kind != OOF_RULE_OUTSIDE)
    return split_series (self, day, ret_after, error);
  oof_refuse (error, "pattern-stays", _ ("An absence outside working hours cannot be split."));
  return NULL;
}

OofWhen *
oof_when_without (const OofWhen *self, gint32 day, GError **error)
{
  OofWhenParts parts = *oof_when_parts (self);
  g_autoptr (GArray) except = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (OofMoved));

  if (parts.n_except > 0)
    g_array_append_vals (except, parts.except, parts.n_except);
  g_array_append_val (except, day);
  for (guint i = 0; i < parts.n_moved; i++)
    if (parts.moved[i].day != day)
      g_array_append_val (moved, parts.moved[i]);
  parts.except = (const gint32 *) (gpointer) except->data;
  parts.n_except = except->len;
  parts.moved = (const OofMoved *) (gpointer) moved->data;
  parts.n_moved = moved->len;
  return oof_when_new (&parts, error);
}

OofWhen *
oof_when_end (const OofWhen *self, gint64 until_s, GError **error)
{
  OofWhenParts parts = *oof_when_parts (self);

  parts.until_s = until_s;
  parts.is_all_day = parts.is_all_day && until_s % OOF_DAY_S == 0;
  return oof_when_new (&parts, error);
}
