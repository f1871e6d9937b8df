/* sim-calendar.c - what is in people's calendars
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-calendar.h"

#include "base-error.h"
#include "base-time.h"
#include "base-zone.h"
#include "wire-json.h"

#include <string.h>

struct _SimCalendar
{
  GPtrArray *events;
};

static void
free_event (gpointer data)
{
  SimEvent *event = data;

  g_free (event->id);
  g_free (event->subject);
  g_free (event->shown);
  g_free (event->zone);
  g_hash_table_unref (event->properties);
  g_free (event);
}

SimCalendar *
sim_calendar_new (void)
{
  SimCalendar *self = g_new0 (SimCalendar, 1);

  self->events = g_ptr_array_new_with_free_func (free_event);
  return self;
}

void
sim_calendar_free (SimCalendar *self)
{
  g_ptr_array_unref (self->events);
  g_free (self);
}

SimEvent *
sim_calendar_add (SimCalendar *self, guint person)
{
  SimEvent *event = g_new0 (SimEvent, 1);
  g_autofree char *plain = g_strdup_printf ("event/%u/%u", person, self->events->len);

  event->id = g_base64_encode ((const guchar *) plain, strlen (plain));
  event->person = person;
  event->change = 1;
  event->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (self->events, event);
  return event;
}

SimEvent *
sim_calendar_find (SimCalendar *self, guint person, const char *id)
{
  for (guint i = 0; i < self->events->len; i++) {
    SimEvent *event = self->events->pdata[i];

    if (event->person == person && !event->is_removed && g_strcmp0 (event->id, id) == 0)
      return event;
  }
  return NULL;
}

GPtrArray *
sim_calendar_list (SimCalendar *self, guint person, const char *property, const char *value)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->events->len; i++) {
    SimEvent *event = self->events->pdata[i];

    if (event->person == person && !event->is_removed &&
        (property == NULL ||
         g_strcmp0 (g_hash_table_lookup (event->properties, property), value) == 0))
      g_ptr_array_add (list, event);
  }
  return list;
}

char *
sim_calendar_property (const char *set, const char *name)
{
  g_autofree char *both = g_strconcat (set, "/", name, NULL);

  return g_ascii_strdown (both, -1);
}

static gint64
midnight_of (GTimeZone *zone, gint64 instant_s, int days)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant_s);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) day = g_date_time_add_days (local, days);
  g_autoptr (GDateTime) midnight =
      g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
                       g_date_time_get_day_of_month (day), 0, 0, 0);

  return g_date_time_to_unix (midnight);
}

void
sim_calendar_settle (SimEvent *event)
{
  g_autoptr (GTimeZone) zone = base_zone_new (event->zone, NULL);

  if (!event->is_all_day || zone == NULL)
    return;
  event->from_s = midnight_of (zone, event->from_s, 0);
  if (midnight_of (zone, event->until_s, 0) != event->until_s)
    event->until_s = midnight_of (zone, event->until_s, 1);
}

static char *
format (gint64 instant_s)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (instant_s);

  return base_time_format_utc (when);
}

static JsonObject *
event_to_json (const SimEvent *event)
{
  JsonObject *object = json_object_new ();
  JsonArray *keys = json_array_new ();
  g_autofree char *from = format (event->from_s);
  g_autofree char *until = format (event->until_s);
  GHashTableIter iter;
  gpointer value;

  json_object_set_string_member (object, "id", event->id);
  json_object_set_string_member (object, "subject", event->subject);
  json_object_set_string_member (object, "from", from);
  json_object_set_string_member (object, "until", until);
  json_object_set_boolean_member (object, "all_day", event->is_all_day);
  json_object_set_string_member (object, "shown", event->shown);
  json_object_set_string_member (object, "zone", event->zone);
  g_hash_table_iter_init (&iter, event->properties);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    json_array_add_string_element (keys, value);
  json_object_set_array_member (object, "keys", keys);
  return object;
}

JsonObject *
sim_calendar_to_json (SimCalendar *self, guint person)
{
  g_autoptr (GPtrArray) list = sim_calendar_list (self, person, NULL, NULL);
  JsonObject *object = json_object_new ();
  JsonArray *entries = json_array_new ();

  for (guint i = 0; i < list->len; i++)
    json_array_add_object_element (entries, event_to_json (list->pdata[i]));
  json_object_set_array_member (object, "entries", entries);
  return object;
}

gboolean
sim_calendar_change (SimCalendar *self, guint person, JsonObject *object, GError **error)
{
  const char *id = wire_json_need_string (object, "calendar", "id", error);
  SimEvent *event = id != NULL ? sim_calendar_find (self, person, id) : NULL;
  const char *subject = wire_json_string (object, "calendar", "subject", NULL);

  if (id == NULL)
    return FALSE;
  if (event == NULL) {
    base_error_set (error, BASE_ERROR_NOT_FOUND, "calendar: there is no such entry");
    return FALSE;
  }
  if (subject != NULL) {
    g_free (event->subject);
    event->subject = g_strdup (subject);
  }
  event->is_removed = json_object_get_boolean_member_with_default (object, "removed", FALSE);
  event->change++;
  return TRUE;
}
