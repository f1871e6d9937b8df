/* oof-rule-read.c - recurrence rules from text
 *
 * Source: RFC 5545, 3.3.10 (the grammar), 3.3.4 and 3.3.5 (dates and times).
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-text.h"
#include "oof-date.h"
#include "oof-refuse.h"
#include "oof-rule-words.h"
#include "oof-rule.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define MOST_BYTES 8192

static const char *const too_often[] = { "SECONDLY", "MINUTELY", "HOURLY", NULL };

static gboolean
refuse_part (GError **error, const char *part)
{
  g_autofree char *shown = base_text_for_display (part, 60);

  return oof_refuse (error, "rule-part", _ ("“%s” in the recurrence is not known here."), shown);
}

static gboolean
refuse_number (GError **error, const char *value)
{
  g_autofree char *shown = base_text_for_display (value, 60);

  return oof_refuse (error, "rule-number", _ ("“%s” in the recurrence is out of its range."),
                     shown);
}

static int
find_word (const char *const *words, const char *word, gsize length)
{
  for (int i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (words[i], word, length) == 0)
      return i;
  return -1;
}

/* Whole numbers from 1 to most, with a minus sign when those are taken too. */
static gboolean
parse_number (const char *text, int most, gboolean may_be_negative, int *ret)
{
  gboolean is_negative = may_be_negative && *text == '-';
  const char *digits = text + (is_negative || (may_be_negative && *text == '+') ? 1 : 0);
  guint64 value;

  if (!g_ascii_string_to_unsigned (digits, 10, 1, (guint64) most, &value, NULL))
    return FALSE;

  *ret = is_negative ? -(int) value : (int) value;
  return TRUE;
}

static gboolean
parse_plain (const char *value, guint most, guint *ret, GError **error)
{
  int number;

  if (!parse_number (value, (int) most, FALSE, &number))
    return refuse_number (error, value);

  *ret = (guint) number;
  return TRUE;
}

static gboolean
parse_numbers (const char *value, int most, OofNumbers *ret, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++) {
    int number;

    if (!parse_number (parts[i], most, TRUE, &number))
      return refuse_number (error, parts[i]);
    oof_numbers_add (ret, number);
  }
  return parts[0] != NULL || refuse_number (error, value);
}

static gboolean
parse_months (const char *value, OofRule *rule, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++) {
    int month;

    if (!parse_number (parts[i], 12, FALSE, &month))
      return refuse_number (error, parts[i]);
    rule->months |= (guint16) (1u << month);
  }
  return parts[0] != NULL || refuse_number (error, value);
}

static gboolean
parse_weekdays (const char *value, OofRule *rule, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);

  for (gsize i = 0; parts[i] != NULL; i++) {
    gsize length = strlen (parts[i]);
    int weekday = length >= 2 ? find_word (oof_rule_weekday_words, parts[i] + length - 2, 2) : -1;
    g_autofree char *number = length > 2 ? g_strndup (parts[i], length - 2) : NULL;
    int nth;

    if (weekday < 0)
      return refuse_part (error, parts[i]);
    if (number == NULL)
      rule->weekdays |= (guint8) (1u << weekday);
    else if (parse_number (number, 53, TRUE, &nth))
      oof_numbers_add (&rule->nth[weekday], nth);
    else
      return refuse_number (error, parts[i]);
  }
  return parts[0] != NULL || refuse_part (error, value);
}

/* "20311104", "20311104T080000", "20311104T080000Z" */
static gboolean
parse_until (const char *value, OofRule *rule, GError **error)
{
  gsize length = strlen (value);
  g_autofree char *iso = NULL;
  gboolean is_date;

  if (length == 8)
    iso = g_strdup_printf ("%.4s-%.2s-%.2s", value, value + 4, value + 6);
  else if ((length == 15 || (length == 16 && g_ascii_toupper (value[15]) == 'Z')) &&
           g_ascii_toupper (value[8]) == 'T')
    iso = g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2s", value, value + 4, value + 6, value + 9,
                           value + 11, value + 13);
  if (iso == NULL || !oof_date_parse_local (iso, &rule->until_s, &is_date))
    return refuse_number (error, value);

  rule->end = length == 8    ? OOF_RULE_ENDS_ON_DAY
              : length == 15 ? OOF_RULE_ENDS_AT_LOCAL
                             : OOF_RULE_ENDS_AT_INSTANT;
  return TRUE;
}

static gboolean
parse_cycle (const char *value, OofRule *rule, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, "/", OOF_RULE_MOST_RUNS + 1);

  rule->kind = OOF_RULE_CYCLE;
  for (guint i = 0; parts[i] != NULL; i++) {
    guint days = 0;

    if (i == OOF_RULE_MOST_RUNS)
      return refuse_number (error, value);
    if (!parse_plain (parts[i], OOF_RULE_MOST_CYCLE, &days, error))
      return FALSE;
    rule->runs[rule->n_runs++] = (guint16) days;
  }
  return TRUE;
}

static gboolean
parse_frequency (const char *value, OofRule *rule, GError **error)
{
  int kind = find_word (oof_rule_kind_words, value, strlen (value));

  if (kind < 0 && find_word (too_often, value, strlen (value)) >= 0)
    return oof_refuse (error, "rule-frequency",
                       _ ("An absence repeats by days, weeks, months or years, not more often."));
  if (kind < 0)
    return refuse_part (error, value);

  rule->kind = (OofRuleKind) kind;
  return TRUE;
}

static gboolean
parse_week_start (const char *value, OofRule *rule, GError **error)
{
  int weekday = find_word (oof_rule_weekday_words, value, strlen (value));

  if (weekday < 0)
    return refuse_part (error, value);

  rule->week_start = (guint8) weekday;
  return TRUE;
}

typedef enum
{
  PART_FREQ,
  PART_CYCLE,
  PART_OUTSIDE,
  PART_INTERVAL,
  PART_COUNT,
  PART_UNTIL,
  PART_WKST,
  PART_BYMONTH,
  PART_BYWEEKNO,
  PART_BYYEARDAY,
  PART_BYMONTHDAY,
  PART_BYDAY,
  PART_BYSETPOS
} Part;

static const char *const part_names[] = { [PART_FREQ] = "FREQ",
                                          [PART_CYCLE] = "CYCLE",
                                          [PART_OUTSIDE] = "OUTSIDE",
                                          [PART_INTERVAL] = "INTERVAL",
                                          [PART_COUNT] = "COUNT",
                                          [PART_UNTIL] = "UNTIL",
                                          [PART_WKST] = "WKST",
                                          [PART_BYMONTH] = "BYMONTH",
                                          [PART_BYWEEKNO] = "BYWEEKNO",
                                          [PART_BYYEARDAY] = "BYYEARDAY",
                                          [PART_BYMONTHDAY] = "BYMONTHDAY",
                                          [PART_BYDAY] = "BYDAY",
                                          [PART_BYSETPOS] = "BYSETPOS",
                                          NULL };

static gboolean
parse_set (Part part, const char *value, OofRule *rule, GError **error)
{
  switch (part) {
  case PART_BYMONTH:
    return parse_months (value, rule, error);
  case PART_BYWEEKNO:
    return parse_numbers (value, 53, &rule->weeks, error);
  case PART_BYYEARDAY:
    return parse_numbers (value, 366, &rule->year_days, error);
  case PART_BYMONTHDAY:
    return parse_numbers (value, 31, &rule->month_days, error);
  case PART_BYDAY:
    return parse_weekdays (value, rule, error);
  default:
    return parse_numbers (value, 366, &rule->set_pos, error);
  }
}

static gboolean
parse_part (Part part, const char *value, OofRule *rule, GError **error)
{
  switch (part) {
  case PART_FREQ:
    return parse_frequency (value, rule, error);
  case PART_CYCLE:
    return parse_cycle (value, rule, error);
  case PART_OUTSIDE:
    rule->kind = OOF_RULE_OUTSIDE;
    return g_ascii_strcasecmp (value, "HOURS") == 0 || refuse_part (error, value);
  case PART_INTERVAL:
    return parse_plain (value, OOF_RULE_MOST_INTERVAL, &rule->interval, error);
  case PART_COUNT:
    rule->end = OOF_RULE_ENDS_AFTER;
    return parse_plain (value, OOF_RULE_MOST_COUNT, &rule->count, error);
  case PART_UNTIL:
    return parse_until (value, rule, error);
  case PART_WKST:
    return parse_week_start (value, rule, error);
  default:
    return parse_set (part, value, rule, error);
  }
}

/* seen: a bit for each part so far. */
static gboolean
parse_pair (const char *pair, OofRule *rule, guint *seen, GError **error)
{
  const char *equals = strchr (pair, '=');
  int part = equals != NULL ? find_word (part_names, pair, (gsize) (equals - pair)) : -1;

  if (equals == NULL || equals[1] == '\0')
    return oof_refuse (error, "rule-syntax",
                       _ ("A recurrence is made of parts such as FREQ=WEEKLY, with ; between."));
  if (part < 0 || (*seen & 1u << part) != 0)
    return refuse_part (error, pair);

  *seen |= 1u << part;
  return parse_part ((Part) part, equals + 1, rule, error);
}

gboolean
oof_rule_parse (const char *text, OofRule *ret, GError **error)
{
  const guint kinds = 1u << PART_FREQ | 1u << PART_CYCLE | 1u << PART_OUTSIDE;
  gsize prefix = g_ascii_strncasecmp (text, "RRULE:", 6) == 0 ? 6 : 0;
  g_auto (GStrv) pairs = NULL;
  guint seen = 0;
  guint seen_kinds;
  OofRule rule;

  if (strlen (text) > MOST_BYTES)
    return oof_refuse (error, "rule-syntax", _ ("The recurrence is too long."));

  pairs = g_strsplit (text + prefix, ";", -1);
  oof_rule_init (&rule, OOF_RULE_DAILY);
  for (gsize i = 0; pairs[i] != NULL; i++)
    if (!parse_pair (pairs[i], &rule, &seen, error))
      return FALSE;

  seen_kinds = seen & kinds;
  if (seen_kinds == 0)
    return oof_refuse (error, "rule-syntax",
                       _ ("A recurrence is made of parts such as FREQ=WEEKLY, with ; between."));
  if ((seen_kinds & (seen_kinds - 1)) != 0 ||
      ((seen & 1u << PART_COUNT) != 0 && (seen & 1u << PART_UNTIL) != 0))
    return oof_refuse (error, "rule-mix", _ ("The recurrence has parts that do not go together."));
  if (!oof_rule_validate (&rule, error))
    return FALSE;

  *ret = rule;
  return TRUE;
}
