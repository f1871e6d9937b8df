/* panel-calendar-span.c - the days that the calendar shows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-span.h"

#include "oof-date.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#define MOST_DAYS 366
#define FIRST_YEAR 1970
#define LAST_YEAR 9990
#define JULIAN_EPOCH 719163 /* GDate's number of 1970-01-01 */

struct _PanelCalendarSpan
{
  GObject parent_instance;
  BaseWeek week;
  GTimeZone *zone;
  PanelCalendarUnit unit;
  GDate first;
  GDate today;
  GDateTime *now;
  guint n_days;
  gint64 begins[MOST_DAYS + 1]; /* of each day, and of the one after the last; seconds since 1970 */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PanelCalendarSpan, panel_calendar_span, G_TYPE_OBJECT)

static void
panel_calendar_span_finalize (GObject *object)
{
  PanelCalendarSpan *self = PANEL_CALENDAR_SPAN (object);

  g_time_zone_unref (self->zone);
  g_clear_pointer (&self->now, g_date_time_unref);
  G_OBJECT_CLASS (panel_calendar_span_parent_class)->finalize (object);
}

static void
panel_calendar_span_class_init (PanelCalendarSpanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = panel_calendar_span_finalize;
  signals[CHANGED] = g_signal_new ("changed", PANEL_TYPE_CALENDAR_SPAN, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
panel_calendar_span_init (PanelCalendarSpan *self)
{
  g_date_clear (&self->first, 1);
  g_date_clear (&self->today, 1);
}

/* A day that begins with a clock change begins at the first time that it has. */
static gint64
begin_of (PanelCalendarSpan *self, const GDate *day)
{
  for (int hour = 0; hour < 24; hour++) {
    g_autoptr (GDateTime) begin =
        g_date_time_new (self->zone, g_date_get_year (day), (int) g_date_get_month (day),
                         g_date_get_day (day), hour, 0, 0);

    if (begin != NULL)
      return g_date_time_to_unix (begin);
  }
  g_return_val_if_reached (0);
}

static void
begin_unit (PanelCalendarSpan *self, GDate *day)
{
  GDateMonth month = g_date_get_month (day);
  int back = ((int) g_date_get_weekday (day) - (int) self->week.first + 7) % 7;

  switch (self->unit) {
  case PANEL_CALENDAR_WEEK:
    g_date_subtract_days (day, (guint) back);
    return;
  case PANEL_CALENDAR_QUARTER:
    g_date_set_day (day, 1);
    g_date_set_month (day, (GDateMonth) ((month - 1) / 3 * 3 + 1));
    return;
  case PANEL_CALENDAR_YEAR:
    g_date_set_dmy (day, 1, G_DATE_JANUARY, g_date_get_year (day));
    return;
  case PANEL_CALENDAR_MONTH:
  default:
    g_date_set_day (day, 1);
    return;
  }
}

static void
add_units (PanelCalendarSpan *self, GDate *day, int n)
{
  static const int months[] = { 0, 1, 3, 12 };

  if (self->unit == PANEL_CALENDAR_WEEK && n >= 0)
    g_date_add_days (day, 7 * (guint) n);
  else if (self->unit == PANEL_CALENDAR_WEEK)
    g_date_subtract_days (day, 7 * (guint) -n);
  else if (n >= 0)
    g_date_add_months (day, (guint) (months[self->unit] * n));
  else
    g_date_subtract_months (day, (guint) (months[self->unit] * -n));
}

/* The unit in which the day is. */
static void
take_day (PanelCalendarSpan *self, const GDate *wanted)
{
  GDate day = *wanted;
  GDate next;

  if (!g_date_valid (&day) || g_date_get_year (&day) < FIRST_YEAR ||
      g_date_get_year (&day) > LAST_YEAR)
    return;

  begin_unit (self, &day);
  next = day;
  add_units (self, &next, 1);
  self->first = day;
  self->n_days = (guint) g_date_days_between (&day, &next);
  for (guint i = 0; i <= self->n_days; i++, g_date_add_days (&day, 1))
    self->begins[i] = begin_of (self, &day);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
panel_calendar_span_set_now (PanelCalendarSpan *self, GDateTime *now)
{
  g_autoptr (GDateTime) local = g_date_time_to_timezone (now, self->zone);

  g_clear_pointer (&self->now, g_date_time_unref);
  self->now = g_date_time_ref (now);
  g_date_set_dmy (&self->today, (GDateDay) g_date_time_get_day_of_month (local),
                  (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));
}

PanelCalendarSpan *
panel_calendar_span_new (const BaseWeek *week, GTimeZone *zone, GDateTime *today)
{
  PanelCalendarSpan *self = g_object_new (PANEL_TYPE_CALENDAR_SPAN, NULL);

  self->week = *week;
  self->zone = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  self->unit = PANEL_CALENDAR_MONTH;
  panel_calendar_span_set_now (self, today);
  take_day (self, &self->today);
  return self;
}

void
panel_calendar_span_set_unit (PanelCalendarSpan *self, PanelCalendarUnit unit)
{
  gboolean has_today = panel_calendar_span_now (self) >= 0;
  GDate day = has_today ? self->today : self->first;

  self->unit = unit;
  take_day (self, &day);
}

void
panel_calendar_span_set_first_weekday (PanelCalendarSpan *self, GDateWeekday first)
{
  gboolean has_today = panel_calendar_span_now (self) >= 0;
  GDate day = has_today ? self->today : self->first;

  if (first == G_DATE_BAD_WEEKDAY) {
    BaseWeek usual;

    base_week_get (setlocale (LC_TIME, NULL), &usual);
    first = usual.first;
  }
  if (first == self->week.first)
    return;
  self->week.first = first;
  take_day (self, &day);
}

void
panel_calendar_span_move (PanelCalendarSpan *self, int units)
{
  GDate day = self->first;

  add_units (self, &day, units);
  take_day (self, &day);
}

void
panel_calendar_span_show_today (PanelCalendarSpan *self)
{
  take_day (self, &self->today);
}

void
panel_calendar_span_show_day (PanelCalendarSpan *self, gint32 day)
{
  GDate date;

  if (day <= -JULIAN_EPOCH || day > OOF_DATE_LAST)
    return;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + JULIAN_EPOCH));
  take_day (self, &date);
}

gint32
panel_calendar_span_first (PanelCalendarSpan *self)
{
  return (gint32) g_date_get_julian (&self->first) - JULIAN_EPOCH;
}

gint32
panel_calendar_span_today (PanelCalendarSpan *self)
{
  return (gint32) g_date_get_julian (&self->today) - JULIAN_EPOCH;
}

PanelCalendarUnit
panel_calendar_span_unit (PanelCalendarSpan *self)
{
  return self->unit;
}

guint
panel_calendar_span_n_days (PanelCalendarSpan *self)
{
  return self->n_days;
}

void
panel_calendar_span_day (PanelCalendarSpan *self, guint index, GDate *ret)
{
  *ret = self->first;
  g_date_add_days (ret, index);
}

static GDateWeekday
weekday_of (PanelCalendarSpan *self, guint index)
{
  guint first = (guint) g_date_get_weekday (&self->first) - 1;

  return (GDateWeekday) ((first + index) % 7 + 1);
}

gboolean
panel_calendar_span_is_weekend (PanelCalendarSpan *self, guint index)
{
  return self->week.is_weekend[weekday_of (self, index)];
}

gboolean
panel_calendar_span_begins_week (PanelCalendarSpan *self, guint index)
{
  return weekday_of (self, index) == self->week.first;
}

double
panel_calendar_span_place_of (PanelCalendarSpan *self, gint64 instant_s)
{
  guint low = 0;
  guint high = self->n_days;

  if (instant_s < self->begins[0])
    return -1;
  if (instant_s > self->begins[self->n_days])
    return self->n_days + 1;
  while (low + 1 < high) {
    guint middle = (low + high) / 2;

    if (self->begins[middle] <= instant_s)
      low = middle;
    else
      high = middle;
  }
  return low + (double) (instant_s - self->begins[low]) /
                   (double) (self->begins[low + 1] - self->begins[low]);
}

double
panel_calendar_span_place (PanelCalendarSpan *self, GDateTime *when)
{
  return panel_calendar_span_place_of (self, g_date_time_to_unix (when));
}

void
panel_calendar_span_instants (PanelCalendarSpan *self, gint64 *ret_from_s, gint64 *ret_until_s)
{
  *ret_from_s = self->begins[0];
  *ret_until_s = self->begins[self->n_days];
}

gboolean
panel_calendar_span_day_instants (PanelCalendarSpan *self, gint32 day, gint64 *ret_from_s,
                                  gint64 *ret_until_s)
{
  gint64 index = (gint64) day - panel_calendar_span_first (self);

  if (index < 0 || index >= self->n_days)
    return FALSE;
  *ret_from_s = self->begins[index];
  *ret_until_s = self->begins[index + 1];
  return TRUE;
}

gboolean
panel_calendar_span_overlaps (PanelCalendarSpan *self, gint32 day, gint32 end_day, gint64 from_s,
                              gint64 until_s)
{
  gint32 first = panel_calendar_span_first (self);
  gint32 begin = CLAMP (day - first, 0, (gint32) self->n_days);
  gint32 end = CLAMP (end_day - first, 0, (gint32) self->n_days);

  return begin < end && from_s < self->begins[end] && until_s > self->begins[begin];
}

double
panel_calendar_span_since_now (PanelCalendarSpan *self)
{
  return panel_calendar_span_place (self, self->now);
}

double
panel_calendar_span_now (PanelCalendarSpan *self)
{
  double place = panel_calendar_span_place (self, self->now);

  return place <= self->n_days ? place : -1;
}

static char *
format_day (const GDate *day, const char *format)
{
  char text[128];

  g_date_strftime (text, sizeof text, format, day);
  return g_strdup (text);
}

char *
panel_calendar_span_title (PanelCalendarSpan *self)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  GDate last;

  panel_calendar_span_day (self, self->n_days - 1, &last);
  switch (self->unit) {
  case PANEL_CALENDAR_WEEK:
    /* Translators: first day of a week, without the year; see strftime(3) */
    from = format_day (&self->first, _ ("%-d %b"));
    /* Translators: last day of a week; see strftime(3) */
    until = format_day (&last, _ ("%-d %b %Y"));
    break;
  case PANEL_CALENDAR_QUARTER:
    /* Translators: first month of a quarter; see strftime(3) */
    from = format_day (&self->first, _ ("%B"));
    /* Translators: last month of a quarter, with the year; see strftime(3) */
    until = format_day (&last, _ ("%B %Y"));
    break;
  case PANEL_CALENDAR_YEAR:
    /* Translators: a year; see strftime(3) */
    return format_day (&self->first, _ ("%Y"));
  case PANEL_CALENDAR_MONTH:
  default:
    return format_day (&self->first, _ ("%B %Y"));
  }
  /* Translators: from one day or month to another one */
  return g_strdup_printf (_ ("%s – %s"), from, until);
}
