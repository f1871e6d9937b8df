/* files-ics.c - the holidays of a calendar file
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-ics.h"

#include "base-error.h"
#include "files-ics-event.h"
#include "files-ics-line.h"
#include "files-node.h"
#include "files-text.h"
#include "oof-date.h"
#include "oof-refuse.h"
#include "oof-when.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const FilesIcsSpan *span;
  FilesIcsLine line;
  GPtrArray *events;    /* FilesIcsEvent */
  FilesIcsEvent *event; /* that is open; NULL: none */
  guint depth;          /* of what is open inside it, such as an alarm */
  gboolean is_calendar;
  GArray *days; /* gint32 */
  OofZone *utc;
} Reading;

static void
clear_reading (Reading *self)
{
  files_ics_line_clear (&self->line);
  g_ptr_array_unref (self->events);
  files_ics_event_free (self->event);
  g_array_unref (self->days);
  oof_zone_unref (self->utc);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

static gboolean
begin (Reading *self, const char *what, GError **error)
{
  if (g_ascii_strcasecmp (what, "VCALENDAR") == 0)
    self->is_calendar = TRUE;
  if (self->event != NULL) {
    self->depth++;
    return TRUE;
  }
  if (g_ascii_strcasecmp (what, "VEVENT") != 0)
    return TRUE;
  if (self->events->len == FILES_ICS_MOST_EVENTS)
    return oof_refuse (error, "file-too-large", _ ("A calendar file has at most %d events."),
                       FILES_ICS_MOST_EVENTS);
  self->event = files_ics_event_new (self->line.number);
  return TRUE;
}

static gboolean
end (Reading *self, GError **error)
{
  FilesIcsEvent *event = self->event;

  if (event == NULL)
    return TRUE;
  if (self->depth > 0) {
    self->depth--;
    return TRUE;
  }
  g_ptr_array_add (self->events, g_steal_pointer (&self->event));
  return files_ics_event_finish (event, error);
}

static gboolean
take_line (Reading *self, GError **error)
{
  if (g_str_equal (self->line.name, "BEGIN"))
    return begin (self, self->line.value, error);
  if (!self->is_calendar)
    return oof_refuse (error, "ics-syntax", _ ("This is not a calendar file (ICS)."));
  if (g_str_equal (self->line.name, "END"))
    return end (self, error);
  if (self->event == NULL || self->depth > 0)
    return TRUE;

  return files_ics_event_take (self->event, self->line.name, self->line.value, error);
}

static gboolean
add_days (Reading *self, gint32 day, gint32 n, GError **error)
{
  for (gint32 i = MAX (day, self->span->first); i < day + n && i <= self->span->last; i++) {
    if (self->days->len == FILES_MOST_HOLIDAYS)
      return oof_refuse (error, "file-too-large", _ ("A calendar has at most %d holidays."),
                         FILES_MOST_HOLIDAYS);
    g_array_append_val (self->days, i);
  }
  return TRUE;
}

typedef struct
{
  Reading *reading;
  gint32 n;
  GError *error;
} Expanding;

static gboolean
occurrence_cb (const OofOccurrence *occurrence, gpointer data)
{
  Expanding *self = data;

  return add_days (self->reading, occurrence->day, self->n, &self->error);
}

/* Days that another event of the same name stands in for. */
static void
collect_exceptions (const Reading *self, const FilesIcsEvent *event, GArray *except)
{
  if (event->except != NULL)
    g_array_append_vals (except, event->except->data, event->except->len);
  for (guint i = 0; event->uid != NULL && i < self->events->len; i++) {
    const FilesIcsEvent *other = self->events->pdata[i];

    if (other->instead != FILES_ICS_NO_DAY && g_strcmp0 (other->uid, event->uid) == 0)
      g_array_append_val (except, other->instead);
  }
}

static gboolean
expand_rule (Reading *self, const FilesIcsEvent *event, GError **error)
{
  g_autoptr (GArray) except = g_array_new (FALSE, FALSE, sizeof (gint32));
  const OofPlace place = { .zone = self->utc };
  Expanding expanding = { self, event->until - event->day, NULL };
  g_autoptr (OofWhen) when = NULL;
  OofWhenParts parts;
  OofRule rule;

  if (!oof_rule_parse (event->rule, &rule, error))
    return FALSE;
  collect_exceptions (self, event, except);
  parts = (OofWhenParts){ .is_all_day = TRUE,
                          .zone_kind = OOF_IN_MAILBOX_ZONE,
                          .from_s = (gint64) event->day * OOF_DAY_S,
                          .until_s = (gint64) event->until * OOF_DAY_S,
                          .rule = &rule,
                          .except = (const gint32 *) (gpointer) except->data,
                          .n_except = except->len };
  when = oof_when_new (&parts, error);
  if (when == NULL)
    return FALSE;
  oof_when_each (when, &place, (gint64) self->span->first * OOF_DAY_S,
                 ((gint64) self->span->last + 1) * OOF_DAY_S, occurrence_cb, &expanding);
  if (expanding.error == NULL)
    return TRUE;
  g_propagate_error (error, expanding.error);
  return FALSE;
}

static gboolean
expand_event (Reading *self, const FilesIcsEvent *event, GError **error)
{
  gint32 n = event->until - event->day;

  if (!event->has_day || event->is_cancelled)
    return TRUE;
  for (guint i = 0; event->more != NULL && i < event->more->len; i++)
    if (!add_days (self, g_array_index (event->more, gint32, i), n, error))
      return FALSE;
  return event->rule != NULL ? expand_rule (self, event, error)
                             : add_days (self, event->day, n, error);
}

static gboolean
read_calendar (Reading *self, guint *ret_line, GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (files_ics_line_next (&self->line, &problem) && take_line (self, &problem))
    ;
  *ret_line = MAX (self->line.number, 1);
  if (problem == NULL && (!self->is_calendar || self->event != NULL))
    oof_refuse (&problem, "ics-syntax", _ ("The calendar file ends before its end."));
  for (guint i = 0; problem == NULL && i < self->events->len; i++) {
    const FilesIcsEvent *event = self->events->pdata[i];

    *ret_line = event->line;
    expand_event (self, event, &problem);
  }
  if (problem == NULL && self->days->len == 0)
    oof_refuse (&problem, "ics-none", _ ("No whole day is in the calendar file."));
  return base_error_pass (g_steal_pointer (&problem), error);
}

OofDays *
files_ics_read (const char *bytes, gsize size, const FilesIcsSpan *span, guint *ret_line,
                GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_auto (Reading) self = {
    .span = span,
    .events = g_ptr_array_new_with_free_func ((GDestroyNotify) files_ics_event_free),
    .days = g_array_new (FALSE, FALSE, sizeof (gint32)),
    .utc = oof_zone_new (utc, (gint64) span->first * OOF_DAY_S, (gint64) span->last * OOF_DAY_S),
  };

  if (!files_check_bytes (&bytes, &size, FILES_ICS_MOST_BYTES, ret_line, error))
    return NULL;
  files_ics_line_init (&self.line, bytes, size);
  return read_calendar (&self, ret_line, error)
             ? oof_days_new (span->name, (const gint32 *) (gpointer) self.days->data,
                             self.days->len)
             : NULL;
}
