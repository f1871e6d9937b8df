/* session-words-when.c - when an absence is, in words
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words-when.h"

#include "oof-date.h"

#include <glib/gi18n-lib.h>

/* A local time has no zone: it is written as UTC would be. */
static char *
format_local (gint64 local_s, const char *format, const char *otherwise)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (local_s);
  char *text = time != NULL ? g_date_time_format (time, format) : NULL;

  /* Beyond the last day, and translators are human. */
  if (text == NULL && time != NULL)
    text = g_date_time_format (time, otherwise);
  return text != NULL ? text : oof_date_format_local (local_s);
}

static char *
time_words (gint64 local_s)
{
  /* Translators: a time of day in strftime's words, such as "14:05". */
  return format_local (local_s, _ ("%H:%M"), "%R");
}

char *
session_words_day (gint32 day)
{
  /* Translators: a date in strftime's words, such as "Tue 4 Nov 2031". */
  return format_local ((gint64) day * OOF_DAY_S, _ ("%a %-d %b %Y"), "%F");
}

char *
session_words_moment (gint64 local_s)
{
  /* Translators: a date and time in strftime's words, such as "Thu 24 Dec 2026, 12:00". */
  return format_local (local_s, _ ("%a %-d %b %Y, %H:%M"), "%F %R");
}

static char *
weekday_words (guint weekday)
{
  return format_local ((4 + (gint64) weekday) * OOF_DAY_S, "%A", "%A"); /* 1970-01-05: a Monday */
}

static char *
month_words (int month)
{
  /* Translators: a month's name in strftime's words, as it stands alone: "November" */
  return format_local ((gint64) oof_date_day (1970, month, 1) * OOF_DAY_S, C_ ("month", "%OB"),
                       "%B");
}

static char *
open_span_words (gint64 from_s, gboolean is_all_day)
{
  g_autofree char *from =
      is_all_day ? session_words_day (oof_date_of_local (from_s)) : session_words_moment (from_s);

  /* Translators: %s is a date, perhaps with a time */
  return g_strdup_printf (_ ("from %s until further notice"), from);
}

char *
session_words_span (gint64 from_s, gint64 until_s, gboolean is_all_day)
{
  gint32 from_day = oof_date_of_local (from_s);
  gint32 last_day = oof_date_of_local (is_all_day ? until_s - 1 : until_s);
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *day = NULL;

  if (until_s == OOF_OPEN_END)
    return open_span_words (from_s, is_all_day);
  if (is_all_day && from_day == last_day)
    return session_words_day (from_day);

  if (is_all_day) {
    from = session_words_day (from_day);
    until = session_words_day (last_day);
  } else if (from_day == last_day) {
    day = session_words_day (from_day);
    from = time_words (from_s);
    until = time_words (until_s);
    /* Translators: a date, the time from which and the time until which: "4 Nov, 08:00–16:00" */
    return g_strdup_printf (_ ("%s, %s–%s"), day, from, until);
  } else {
    from = session_words_moment (from_s);
    until = session_words_moment (until_s);
  }
  /* Translators: from one date or date and time until another */
  return g_strdup_printf (_ ("%s – %s"), from, until);
}

/* "Monday, Tuesday and Friday" */
static char *
weekdays_words (guint8 weekdays)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < 7; i++) {
    g_autofree char *name = weekday_words (i);
    gboolean is_last = (weekdays >> (i + 1)) == 0;

    if ((weekdays & 1u << i) == 0)
      continue;
    if (words->len > 0)
      /* Translators: between the last two, and between the others, of a list of weekdays */
      g_string_append (words, is_last ? _ (" and ") : _ (", "));
    g_string_append (words, name);
  }
  return g_string_free (words, FALSE);
}

/* Translators, below: %s is a weekday, "working day" or "weekend day" */
static char *
nth_words (int nth, const char *name)
{
  switch (nth) {
  case 1:
    return g_strdup_printf (_ ("on the first %s"), name);
  case 2:
    return g_strdup_printf (_ ("on the second %s"), name);
  case 3:
    return g_strdup_printf (_ ("on the third %s"), name);
  case 4:
    return g_strdup_printf (_ ("on the fourth %s"), name);
  case 5:
    return g_strdup_printf (_ ("on the fifth %s"), name);
  default:
    return g_strdup_printf (_ ("on the last %s"), name);
  }
}

/* "on day 31", "on the last Friday" */
static char *
place_words (const OofPattern *pattern)
{
  g_autofree char *name = NULL;

  if (pattern->nth_of == 0 && pattern->month_day < 0)
    return g_strdup (_ ("on the last day"));
  if (pattern->nth_of == 0)
    return g_strdup_printf (_ ("on day %d"), pattern->month_day);

  if (pattern->nth_of == OOF_WORKING_DAYS)
    name = g_strdup (_ ("working day"));
  else if (pattern->nth_of == OOF_WEEKEND_DAYS)
    name = g_strdup (_ ("weekend day"));
  else
    name = weekdays_words (pattern->nth_of);
  return nth_words (pattern->nth, name);
}

static char *
weekly_words (const OofPattern *pattern)
{
  g_autofree char *days = weekdays_words (pattern->weekdays);
  guint n = pattern->interval;

  /* Translators: %s is a list of weekdays */
  if (n == 1)
    return g_strdup_printf (_ ("every %s"), days);
  /* Translators: %u weeks, %s a list of weekdays */
  return g_strdup_printf (ngettext ("every %u week on %s", "every %u weeks on %s", n), n, days);
}

static char *
monthly_words (const OofPattern *pattern)
{
  g_autofree char *place = place_words (pattern);
  guint n = pattern->interval;

  /* Translators: %s is "on day 31" or "on the last Friday" */
  if (n == 1)
    return g_strdup_printf (_ ("every month %s"), place);
  return g_strdup_printf (ngettext ("every %u month %s", "every %u months %s", n), n, place);
}

static char *
yearly_words (const OofPattern *pattern)
{
  g_autofree char *place = place_words (pattern);
  g_autofree char *month = month_words (pattern->month);
  guint n = pattern->interval;

  /* Translators: "on day 31" or "on the last Friday", and a month */
  if (n == 1)
    return g_strdup_printf (_ ("every year %s of %s"), place, month);
  return g_strdup_printf (ngettext ("every %u year %s of %s", "every %u years %s of %s", n), n,
                          place, month);
}

static char *
cycle_words (const OofPattern *pattern)
{
  g_autofree char *cycle = oof_pattern_cycle (pattern);

  if (pattern->rule.n_runs == 2)
    return g_strdup_printf (_ ("by turns %u days away and %u at work"), pattern->rule.runs[0],
                            pattern->rule.runs[1]);
  /* Translators: %s is a list such as "2/2/3/2/2/3" */
  return g_strdup_printf (_ ("by turns so many days away and at work: %s"), cycle);
}

static char *
other_words (const OofPattern *pattern)
{
  g_autofree char *rule = oof_rule_format (&pattern->other);

  /* Translators: %s is a rule for computers */
  return g_strdup_printf (_ ("by the rule %s"), rule);
}

char *
session_words_pattern (const OofPattern *pattern)
{
  guint n = pattern->interval;

  switch (pattern->kind) {
  case OOF_PATTERN_DAILY:
    return n == 1 ? g_strdup (_ ("every day"))
                  : g_strdup_printf (ngettext ("every %u day", "every %u days", n), n);
  case OOF_PATTERN_WORKING_DAYS:
    return g_strdup (_ ("every working day"));
  case OOF_PATTERN_WEEKLY:
    return weekly_words (pattern);
  case OOF_PATTERN_MONTHLY:
    return monthly_words (pattern);
  case OOF_PATTERN_YEARLY:
    return yearly_words (pattern);
  case OOF_PATTERN_CYCLE:
    return cycle_words (pattern);
  case OOF_PATTERN_OUTSIDE:
    return g_strdup (_ ("outside working hours"));
  case OOF_PATTERN_OTHER:
  default:
    return other_words (pattern);
  }
}

static char *
end_words (const OofRule *rule)
{
  g_autofree char *last = NULL;

  if (rule->end == OOF_RULE_NEVER_ENDS)
    return NULL;
  if (rule->end == OOF_RULE_ENDS_AFTER)
    return g_strdup_printf (ngettext ("%u time", "%u times", rule->count), rule->count);

  last = session_words_day (oof_date_of_local (rule->until_s));
  /* Translators: %s is a date */
  return g_strdup_printf (_ ("until %s"), last);
}

/* "08:00–16:00", with the days where one occurrence is longer than one; NULL: whole single days. */
static char *
daytime_words (const OofWhenParts *parts)
{
  gint32 days = oof_date_of_local (parts->until_s) - oof_date_of_local (parts->from_s);
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (parts->rule->kind == OOF_RULE_OUTSIDE || (parts->is_all_day && days == 1))
    return NULL;
  if (parts->is_all_day)
    return g_strdup_printf (ngettext ("for %d day", "for %d days", (gulong) days), days);

  from = time_words (parts->from_s);
  until = time_words (parts->until_s);
  if (days < 2)
    return g_strdup_printf ("%s–%s", from, until);
  /* Translators: a time of day, and another one so many days later */
  return g_strdup_printf (ngettext ("%s–%s %d day later", "%s–%s %d days later", (gulong) days),
                          from, until, days);
}

char *
session_words_when (const OofWhen *when)
{
  const OofWhenParts *parts = oof_when_parts (when);
  gint32 first = oof_date_of_local (parts->from_s);
  OofPattern pattern;
  g_autofree char *how = NULL;
  g_autofree char *day = NULL;
  g_autofree char *starts = NULL;
  g_autofree char *daytime = NULL;
  g_autofree char *end = NULL;
  GString *words;

  if (parts->rule == NULL)
    return session_words_span (parts->from_s, parts->until_s, parts->is_all_day);

  oof_pattern_from_rule (&pattern, parts->rule, first);
  how = session_words_pattern (&pattern);
  daytime = daytime_words (parts);
  day = session_words_day (first);
  /* Translators: %s is the first date of what repeats */
  starts = g_strdup_printf (_ ("from %s"), day);
  end = end_words (parts->rule);
  words = g_string_new (how);
  for (gsize i = 0; i < 3; i++) {
    const char *const more[] = { daytime, starts, end };

    if (more[i] != NULL)
      g_string_append_printf (words, ", %s", more[i]);
  }
  return g_string_free (words, FALSE);
}
