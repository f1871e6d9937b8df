/* expand.h - a When from words, and its occurrences as words: for case files and for what compares
 * them with others
 *
 *   FROM..UNTIL zone=NAME rule=RRULE except=DAY,DAY move=DAY@FROM..UNTIL,…
 *   holidays=skip|only|off days=DAY,DAY hours=MO+TU@09:00-12:00,13:00-17:00/FR@09:00-15:00
 *
 * A date alone is all day, and UNTIL is the first moment after; "open" is no end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "../ews/case.h"
#include "base-zone.h"
#include "oof-date.h"
#include "oof-when.h"

typedef struct
{
  OofWhen *when; /* or */
  GError *error;
  OofZone *zone;
  OofHours hours;
  gboolean has_hours;
} Expand;

static inline gint64
expand_local (const char *text, gboolean *ret_is_date)
{
  gint64 local_s;

  if (!oof_date_parse_local (text, &local_s, ret_is_date))
    g_error ("“%s” is not a local time", text);
  return local_s;
}

static inline gint32
expand_day (const char *text)
{
  gboolean is_date;

  return oof_date_of_local (expand_local (text, &is_date));
}

/* "A..B" */
static inline void
expand_span (const char *text, gint64 *ret_from_s, gint64 *ret_until_s, gboolean *ret_is_date)
{
  g_auto (GStrv) ends = g_strsplit (text, "..", 2);
  gboolean is_date;

  *ret_from_s = expand_local (ends[0], ret_is_date);
  *ret_until_s = g_strcmp0 (ends[1], "open") == 0 ? OOF_OPEN_END : expand_local (ends[1], &is_date);
}

static inline GArray *
expand_days (const char *text)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++) {
    gint32 day = expand_day (parts[i]);

    g_array_append_val (days, day);
  }
  return days;
}

static inline GArray *
expand_moved (const char *text)
{
  GArray *moved = g_array_new (FALSE, FALSE, sizeof (OofMoved));
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++) {
    g_auto (GStrv) halves = g_strsplit (parts[i], "@", 2);
    OofMoved one = { .day = expand_day (halves[0]) };
    gboolean is_date;

    expand_span (halves[1], &one.from_s, &one.until_s, &is_date);
    g_array_append_val (moved, one);
  }
  return moved;
}

static inline guint
expand_minutes (const char *text)
{
  return (guint) g_ascii_strtoull (text, NULL, 10) * 60 +
         (guint) g_ascii_strtoull (strchr (text, ':') + 1, NULL, 10);
}

static inline void
expand_hours (const char *text, OofHours *hours)
{
  static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU", NULL };
  g_auto (GStrv) groups = g_strsplit (text, "/", -1);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; groups[i] != NULL && *groups[i] != '\0'; i++) {
    g_auto (GStrv) halves = g_strsplit (groups[i], "@", 2);
    g_auto (GStrv) days = g_strsplit (halves[0], "+", -1);
    g_auto (GStrv) spans = g_strsplit (halves[1], ",", -1);

    for (gsize d = 0; days[d] != NULL; d++)
      for (gsize s = 0; spans[s] != NULL; s++) {
        int weekday = 0;

        while (!g_str_equal (names[weekday], days[d]))
          weekday++;
        oof_hours_add (hours, weekday, expand_minutes (spans[s]),
                       expand_minutes (strchr (spans[s], '-') + 1), &error);
        g_assert_no_error (error);
      }
  }
}

static inline OofHolidays
expand_how (const char *text)
{
  static const char *const names[] = { "ignore", "skip", "only", "off", NULL };

  for (guint i = 0; text != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], text))
      return (OofHolidays) i;
  return OOF_HOLIDAYS_IGNORE;
}

/* words: the span, then options. The zone is UTC when none is named. */
static inline void
expand_make (char **words, Expand *ret)
{
  const char *zone = case_option (words, "zone");
  const char *rule_text = case_option (words, "rule");
  const char *hours = case_option (words, "hours");
  const char *how = case_option (words, "holidays");
  g_autoptr (GArray) except = expand_days (case_option (words, "except"));
  g_autoptr (GArray) moved = expand_moved (case_option (words, "move"));
  g_autoptr (GArray) days = expand_days (case_option (words, "days"));
  g_autoptr (OofDays) holidays =
      how != NULL ? oof_days_new ("days", (const gint32 *) (gpointer) days->data, days->len) : NULL;
  g_autoptr (GTimeZone) tz = base_zone_new (zone != NULL ? zone : "UTC", NULL);
  OofRule rule;
  OofWhenParts parts = { .except = (const gint32 *) (gpointer) except->data,
                         .n_except = except->len,
                         .moved = (const OofMoved *) (gpointer) moved->data,
                         .n_moved = moved->len,
                         .holidays = holidays,
                         .how = expand_how (how),
                         .rule = rule_text != NULL ? &rule : NULL };

  *ret = (Expand){ .has_hours = hours != NULL };
  expand_span (words[0], &parts.from_s, &parts.until_s, &parts.is_all_day);
  if (hours != NULL)
    expand_hours (hours, &ret->hours);
  ret->zone = oof_zone_new (tz, 0, (gint64) 80 * 366 * OOF_DAY_S);
  if (rule_text == NULL || oof_rule_parse (rule_text, &rule, &ret->error))
    ret->when = oof_when_new (&parts, &ret->error);
}

static inline void
expand_clear (Expand *self)
{
  g_clear_pointer (&self->when, oof_when_unref);
  g_clear_pointer (&self->zone, oof_zone_unref);
  g_clear_error (&self->error);
}

static inline OofPlace
expand_place (const Expand *self)
{
  return (OofPlace){ self->zone, self->has_hours ? &self->hours : NULL };
}
