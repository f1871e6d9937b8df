/* oof-when.c - when somebody is away
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-when-impl.h"

#include "oof-date.h"
#include "oof-refuse.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

static int
compare_moved (gconstpointer a, gconstpointer b)
{
  return oof_date_compare (&((const OofMoved *) a)->day, &((const OofMoved *) b)->day);
}

static int
compare_begins (gconstpointer a, gconstpointer b)
{
  const OofMoved *x = a;
  const OofMoved *y = b;

  return x->from_s < y->from_s ? -1 : x->from_s > y->from_s ? 1 : compare_moved (a, b);
}

static gboolean
is_time (gint64 local_s, gboolean is_all_day)
{
  return local_s >= OOF_DATE_FIRST_S && local_s <= OOF_DATE_END_S &&
         (!is_all_day || local_s % OOF_DAY_S == 0);
}

static gboolean
validate_span (gint64 from_s, gint64 until_s, gboolean is_all_day, GError **error)
{
  if (!is_time (from_s, is_all_day) || !is_time (until_s, is_all_day))
    return oof_refuse (error, "bad-time", _ ("This is no time of the years 1 to 9999."));
  if (until_s <= from_s)
    return oof_refuse (error, "end-before-start", _ ("The end must be after the start."));
  return TRUE;
}

static gboolean
validate_repeated (const OofWhenParts *parts, GError **error)
{
  gboolean is_outside = parts->rule->kind == OOF_RULE_OUTSIDE;

  if (!oof_rule_validate (parts->rule, error))
    return FALSE;
  if (is_outside)
    return (parts->n_except == 0 && parts->n_moved == 0) ||
           oof_refuse (error, "exception-alone",
                       _ ("An absence outside working hours has no single exceptions."));
  if (parts->until_s == OOF_OPEN_END)
    return oof_refuse (error, "open-end-repeats",
                       _ ("An absence that repeats needs an end for each time."));
  if (parts->until_s - parts->from_s > (gint64) OOF_WHEN_MOST_DAYS * OOF_DAY_S)
    return oof_refuse (error, "too-long", _ ("An absence that repeats lasts at most a year."));
  return TRUE;
}

static gboolean
validate_moved (const OofWhenParts *parts, GError **error)
{
  if (parts->rule == NULL && parts->n_except + parts->n_moved > 0)
    return oof_refuse (error, "exception-alone", _ ("Only what repeats can have exceptions."));
  if (parts->n_except > OOF_WHEN_MOST_EXCEPTIONS || parts->n_moved > OOF_WHEN_MOST_EXCEPTIONS)
    return oof_refuse (error, "too-many", _ ("An absence has at most %d exceptions."),
                       OOF_WHEN_MOST_EXCEPTIONS);

  for (guint i = 0; i < parts->n_moved; i++) {
    const OofMoved *moved = &parts->moved[i];

    if (!validate_span (moved->from_s, moved->until_s, parts->is_all_day, error))
      return FALSE;
    if (moved->until_s - moved->from_s > (gint64) OOF_WHEN_MOST_DAYS * OOF_DAY_S)
      return oof_refuse (error, "too-long", _ ("An absence that repeats lasts at most a year."));
  }
  return TRUE;
}

static gboolean
validate_parts (const OofWhenParts *parts, GError **error)
{
  gboolean is_outside = parts->rule != NULL && parts->rule->kind == OOF_RULE_OUTSIDE;
  gboolean is_off = parts->how == OOF_HOLIDAYS_OFF;

  if (!validate_span (parts->from_s,
                      parts->until_s == OOF_OPEN_END ? OOF_DATE_END_S : parts->until_s,
                      parts->is_all_day, error))
    return FALSE;
  if (parts->zone_kind == OOF_IN_FIXED_ZONE && (parts->zone == NULL || *parts->zone == '\0'))
    return oof_refuse (error, "zone-missing", _ ("The time zone has no name."));
  if (parts->how != OOF_HOLIDAYS_IGNORE &&
      (parts->holidays == NULL || parts->rule == NULL || is_off != is_outside))
    return oof_refuse (error, "holidays-mix",
                       _ ("Holidays are for what repeats, and need a calendar."));
  if (parts->rule != NULL && !validate_repeated (parts, error))
    return FALSE;
  return validate_moved (parts, error);
}

/* The last day on which an occurrence may begin: of an instant, which is up to a day later on the
 * wall, as far as days tell. */
static gint32
find_last_day (const OofRule *rule, gint64 from_s)
{
  gint32 day = oof_date_of_local (rule->until_s);

  if (rule->end <= OOF_RULE_ENDS_AFTER)
    return OOF_DATE_LAST;
  if (rule->end == OOF_RULE_ENDS_AT_INSTANT)
    return day + 1;
  if (rule->end == OOF_RULE_ENDS_AT_LOCAL &&
      rule->until_s - (gint64) day * OOF_DAY_S <
          from_s - (gint64) oof_date_of_local (from_s) * OOF_DAY_S)
    return day - 1;
  return day;
}

static void
copy_rule (OofWhen *self)
{
  self->rule = *self->parts.rule;
  self->parts.rule = &self->rule;
  if (self->rule.kind == OOF_RULE_OUTSIDE)
    return;

  oof_rule_set_init (&self->set, &self->rule, oof_date_of_local (self->parts.from_s),
                     find_last_day (&self->rule, self->parts.from_s));
}

static void
copy_exceptions (OofWhen *self)
{
  OofWhenParts *parts = &self->parts;
  gint32 *except = g_memdup2 (parts->except, parts->n_except * sizeof *except);
  OofMoved *moved = g_memdup2 (parts->moved, parts->n_moved * sizeof *moved);
  guint n = 0;

  if (except != NULL)
    qsort (except, parts->n_except, sizeof *except, oof_date_compare);
  for (guint i = 0; i < parts->n_except; i++)
    if (n == 0 || except[n - 1] != except[i])
      except[n++] = except[i];
  parts->except = self->except = except;
  parts->n_except = n;
  self->begins = g_memdup2 (moved, parts->n_moved * sizeof *moved);
  if (moved != NULL) {
    qsort (moved, parts->n_moved, sizeof *moved, compare_moved);
    qsort (self->begins, parts->n_moved, sizeof *moved, compare_begins);
  }
  parts->moved = self->moved = moved;
}

static gboolean
is_moved_twice (const OofWhenParts *parts)
{
  for (guint i = 1; i < parts->n_moved; i++)
    if (parts->moved[i].day == parts->moved[i - 1].day)
      return TRUE;
  return FALSE;
}

static gboolean
has_occurrence (const OofWhen *self)
{
  OofRuleIter iter;
  gint32 day;

  if (self->parts.rule == NULL || self->rule.kind == OOF_RULE_OUTSIDE || self->parts.n_moved > 0)
    return TRUE;

  oof_rule_iter_init (&iter, &self->set, self->set.start);
  while (oof_rule_iter_next (&iter, &day))
    if (oof_when_takes_day (self, day))
      return TRUE;
  return FALSE;
}

OofWhen *
oof_when_new (const OofWhenParts *parts, GError **error)
{
  g_autoptr (OofWhen) self = NULL;

  if (!validate_parts (parts, error))
    return NULL;

  self = g_atomic_rc_box_new0 (OofWhen);
  self->parts = *parts;
  self->parts.zone = self->zone =
      g_strdup (parts->zone_kind == OOF_IN_FIXED_ZONE ? parts->zone : NULL);
  if (parts->holidays != NULL)
    oof_days_ref (parts->holidays);
  copy_exceptions (self);
  if (parts->rule != NULL)
    copy_rule (self);
  if (is_moved_twice (&self->parts)) {
    oof_refuse (error, "moved-twice", _ ("One day of the absence is moved twice."));
    return NULL;
  }
  if (!has_occurrence (self)) {
    oof_refuse (error, "never", _ ("This never happens: no day is in the recurrence."));
    return NULL;
  }
  return g_steal_pointer (&self);
}

OofWhen *
oof_when_ref (OofWhen *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_when (gpointer data)
{
  OofWhen *self = data;

  g_clear_pointer (&self->zone, g_free);
  g_clear_pointer (&self->except, g_free);
  g_clear_pointer (&self->moved, g_free);
  g_clear_pointer (&self->begins, g_free);
  g_clear_pointer (&self->parts.holidays, oof_days_unref);
  oof_rule_set_clear (&self->set);
}

void
oof_when_unref (OofWhen *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_when);
}

const OofWhenParts *
oof_when_parts (const OofWhen *self)
{
  return &self->parts;
}

gboolean
oof_when_repeats (const OofWhen *self)
{
  return self->parts.rule != NULL;
}

static gboolean
is_exception (const OofWhenParts *parts, gint32 day)
{
  const OofMoved moved = { .day = day };

  return (parts->n_except > 0 && bsearch (&day, parts->except, parts->n_except,
                                          sizeof *parts->except, oof_date_compare) != NULL) ||
         (parts->n_moved > 0 && bsearch (&moved, parts->moved, parts->n_moved, sizeof *parts->moved,
                                         compare_moved) != NULL);
}

gboolean
oof_when_takes_day (const OofWhen *self, gint32 day)
{
  const OofWhenParts *parts = &self->parts;

  if (parts->how != OOF_HOLIDAYS_IGNORE &&
      oof_days_has (parts->holidays, day) != (parts->how == OOF_HOLIDAYS_ONLY))
    return FALSE;
  return !is_exception (parts, day);
}
