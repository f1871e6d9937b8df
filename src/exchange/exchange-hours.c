/* exchange-hours.c - the hours in which somebody works, as their mailbox has them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-hours.h"

#include "base-error.h"
#include "base-zone.h"

#include <stdlib.h>

#define DAY_MIN (24 * 60)

static const BaseErrorFacts odd = { .reason = "hours" };

/* "-5:30", as POSIX counts: what UTC is ahead. */
static void
add_offset (GString *text, int bias_min)
{
  g_string_append_printf (text, "%s%d", bias_min < 0 ? "-" : "", abs (bias_min) / 60);
  if (bias_min % 60 != 0)
    g_string_append_printf (text, ":%02d", abs (bias_min) % 60);
}

static void
add_turn (GString *text, const ExchangeZoneTurn *turn)
{
  g_string_append_printf (text, ",M%d.%d.%d/%d", turn->month, turn->order, turn->weekday,
                          turn->at_min / 60);
  if (turn->at_min % 60 != 0)
    g_string_append_printf (text, ":%02d", turn->at_min % 60);
}

static gboolean
is_turn (const ExchangeZoneTurn *turn)
{
  return turn->month >= 1 && turn->month <= 12 && turn->order >= 1 && turn->order <= 5 &&
         turn->weekday >= 0 && turn->weekday <= 6 && turn->at_min >= 0 && turn->at_min < DAY_MIN &&
         abs (turn->bias_min) < DAY_MIN;
}

char *
exchange_hours_zone_text (int bias_min, const ExchangeZoneTurn *standard,
                          const ExchangeZoneTurn *daylight, GError **error)
{
  g_autoptr (GString) text = g_string_new ("STD");
  gboolean never = standard->month == 0 || daylight->month == 0;

  if (abs (bias_min) > 15 * 60 || (!never && (!is_turn (standard) || !is_turn (daylight)))) {
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &odd, "the working hours’ zone is none");
    return NULL;
  }
  add_offset (text, never ? bias_min : bias_min + standard->bias_min);
  if (!never) {
    g_string_append (text, "DST");
    add_offset (text, bias_min + daylight->bias_min);
    add_turn (text, daylight);
    add_turn (text, standard);
  }
  return g_strdup (text->str);
}

GTimeZone *
exchange_hours_zone (const char *text)
{
  if (g_str_has_prefix (text, "STD"))
    return g_time_zone_new_identifier (text);
  return base_zone_new (text, NULL);
}

/* With one span more; FALSE when it overlaps another one. */
static gboolean
insert (OofHoursSpan *spans, guint *n, OofHoursSpan span)
{
  guint i = 0;

  while (i < *n && spans[i].until_min < span.from_min)
    i++;
  if (i < *n && spans[i].until_min == span.from_min) {
    spans[i].until_min = span.until_min;
  } else if (i < *n && spans[i].from_min == span.until_min) {
    spans[i].from_min = span.from_min;
    return TRUE;
  } else {
    if (i < *n && spans[i].from_min < span.until_min)
      return FALSE;
    for (guint k = *n; k > i; k--)
      spans[k] = spans[k - 1];
    spans[i] = span;
    (*n)++;
    return TRUE;
  }
  /* It reaches the next one now. */
  if (i + 1 < *n && spans[i + 1].from_min < spans[i].until_min)
    return FALSE;
  if (i + 1 < *n && spans[i + 1].from_min == spans[i].until_min) {
    spans[i].until_min = spans[i + 1].until_min;
    for (guint k = i + 1; k + 1 < *n; k++)
      spans[k] = spans[k + 1];
    (*n)--;
  }
  return TRUE;
}

gboolean
exchange_hours_add (OofHours *self, guint days, int from_min, int until_min, GError **error)
{
  for (guint day = 0; day < 7; day++) {
    OofHoursSpan spans[OOF_HOURS_MOST + 1];
    guint n = self->n_spans[day];

    if ((days >> day & 1) == 0)
      continue;
    for (guint i = 0; i < n; i++)
      spans[i] = self->spans[day][i];
    if (from_min < 0 || until_min > DAY_MIN || from_min >= until_min ||
        !insert (spans, &n, (OofHoursSpan){ (guint16) from_min, (guint16) until_min }) ||
        n > OOF_HOURS_MOST) {
      base_error_set_facts (error, BASE_ERROR_PROTOCOL, &odd,
                            "no working hours: from minute %d until %d", from_min, until_min);
      return FALSE;
    }
    self->n_spans[day] = (guint8) n;
    for (guint i = 0; i < n; i++)
      self->spans[day][i] = spans[i];
  }
  return TRUE;
}

guint
exchange_hours_days (const char *word)
{
  static const struct
  {
    const char *word;
    guint days;
  } words[] = {
    { "Monday", 0x01 },     { "Tuesday", 0x02 },  { "Wednesday", 0x04 }, { "Thursday", 0x08 },
    { "Friday", 0x10 },     { "Saturday", 0x20 }, { "Sunday", 0x40 },    { "Weekday", 0x1f },
    { "WeekendDay", 0x60 }, { "Day", 0x7f },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i].word, word) == 0)
      return words[i].days;
  return 0;
}
