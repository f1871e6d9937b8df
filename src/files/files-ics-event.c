/* files-ics-event.c - an event of a calendar file, property by property
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-ics-event.h"

#include "oof-date.h"
#include "oof-refuse.h"
#include "oof-when.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_EVENT_DAYS 366

FilesIcsEvent *
files_ics_event_new (guint line)
{
  FilesIcsEvent *self = g_new0 (FilesIcsEvent, 1);

  self->line = line;
  self->instead = FILES_ICS_NO_DAY;
  return self;
}

void
files_ics_event_free (FilesIcsEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->uid);
  g_free (self->rule);
  g_clear_pointer (&self->except, g_array_unref);
  g_clear_pointer (&self->more, g_array_unref);
  g_free (self);
}

/* "20311104", also with a time behind it. */
static gboolean
read_day (const char *text, gint32 *ret, gboolean *ret_has_time)
{
  gint64 numbers[] = { 0, 0, 0 };
  static const int digits[] = { 4, 2, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    for (int n = digits[i]; n > 0; n--, text++) {
      if (!g_ascii_isdigit (*text))
        return FALSE;
      numbers[i] = numbers[i] * 10 + (*text - '0');
    }
  if (numbers[0] < 1 || numbers[1] < 1 || numbers[1] > 12 || numbers[2] < 1 ||
      numbers[2] > oof_date_month_length ((int) numbers[0], (int) numbers[1]) ||
      (*text != '\0' && *text != 'T' && *text != ','))
    return FALSE;
  *ret = oof_date_day ((int) numbers[0], (int) numbers[1], (int) numbers[2]);
  *ret_has_time = *text == 'T';
  return TRUE;
}

static gboolean
refuse_day (GError **error)
{
  return oof_refuse (error, "ics-syntax", _ ("This is not a day of a calendar file."));
}

static gboolean
take_start (FilesIcsEvent *self, const char *value, GError **error)
{
  gboolean has_time;

  if (!read_day (value, &self->day, &has_time))
    return refuse_day (error);
  self->has_day = !has_time;
  return TRUE;
}

static gboolean
take_end (FilesIcsEvent *self, const char *value, GError **error)
{
  gboolean has_time;

  if (!read_day (value, &self->until, &has_time))
    return refuse_day (error);
  self->has_end = TRUE;
  return TRUE;
}

/* P3D or P1W; with a time of day it is no whole day. */
static gboolean
take_duration (FilesIcsEvent *self, const char *value, GError **error)
{
  char *end = NULL;
  guint64 number;

  if (*value == '+')
    value++;
  if (*value != 'P')
    return refuse_day (error);
  number = g_ascii_strtoull (value + 1, &end, 10);
  if (end == value + 1 || number > MOST_EVENT_DAYS || (*end != 'D' && *end != 'W')) {
    self->has_day = self->has_day && *end != 'H' && *end != 'M' && *end != 'S';
    return *(value + 1) == 'T' || refuse_day (error);
  }
  self->duration = (gint64) number * (*end == 'W' ? 7 : 1);
  return TRUE;
}

static gboolean
take_days (GArray **days, const char *value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);

  if (*days == NULL)
    *days = g_array_new (FALSE, FALSE, sizeof (gint32));
  for (guint i = 0; parts[i] != NULL; i++) {
    gboolean has_time;
    gint32 day;

    if (!read_day (parts[i], &day, &has_time))
      return refuse_day (error);
    if ((*days)->len == OOF_WHEN_MOST_EXCEPTIONS)
      return oof_refuse (error, "too-many", _ ("An absence has at most %d exceptions."),
                         OOF_WHEN_MOST_EXCEPTIONS);
    g_array_append_val (*days, day);
  }
  return TRUE;
}

static gboolean
take_except (FilesIcsEvent *self, const char *value, GError **error)
{
  return take_days (&self->except, value, error);
}

static gboolean
take_more (FilesIcsEvent *self, const char *value, GError **error)
{
  /* Periods have a time, and so are no whole days. */
  return strchr (value, '/') != NULL || take_days (&self->more, value, error);
}

static gboolean
take_rule (FilesIcsEvent *self, const char *value, GError **error)
{
  g_free (self->rule);
  self->rule = g_strdup (value);
  return TRUE;
}

static gboolean
take_uid (FilesIcsEvent *self, const char *value, GError **error)
{
  g_free (self->uid);
  self->uid = g_strdup (value);
  return TRUE;
}

static gboolean
take_instead (FilesIcsEvent *self, const char *value, GError **error)
{
  gboolean has_time;

  return read_day (value, &self->instead, &has_time) || refuse_day (error);
}

static gboolean
take_status (FilesIcsEvent *self, const char *value, GError **error)
{
  self->is_cancelled = g_ascii_strcasecmp (value, "CANCELLED") == 0;
  return TRUE;
}

static const struct
{
  const char *name;
  gboolean (*take) (FilesIcsEvent *self, const char *value, GError **error);
} properties[] = {
  { "DTSTART", take_start },         { "DTEND", take_end },
  { "DURATION", take_duration },     { "RRULE", take_rule },
  { "EXDATE", take_except },         { "RDATE", take_more },
  { "RECURRENCE-ID", take_instead }, { "UID", take_uid },
  { "STATUS", take_status },
};

gboolean
files_ics_event_take (FilesIcsEvent *self, const char *name, const char *value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (g_str_equal (properties[i].name, name))
      return properties[i].take (self, value, error);
  return TRUE;
}

gboolean
files_ics_event_finish (FilesIcsEvent *self, GError **error)
{
  if (!self->has_end)
    self->until = self->day + (gint32) (self->duration > 0 ? self->duration : 1);
  if (self->has_end && self->until == self->day)
    self->until++; /* what some programs write for one day */
  return !self->has_day ||
         (self->until > self->day && self->until - self->day <= MOST_EVENT_DAYS) ||
         oof_refuse (error, "ics-syntax", _ ("An event ends before it begins, or is very long."));
}
