/* session-roster.c - the people of an organisation as a plan numbers them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-roster.h"

#include "base-zone.h"
#include "exchange-hours.h"
#include "oof-date.h"
#include "session-entry.h"

/* Around the days of a frame a zone's clock changes are at hand, too: for what touches them. */
#define AROUND_S (400 * (gint64) OOF_DAY_S)

/* The ways of naming somebody. */
typedef enum
{
  BY_MAIL,
  BY_UPN,
  BY_DN,
  N_BY
} By;

struct _SessionRoster
{
  GPtrArray *entries;
  guint32 *sorted[N_BY]; /* numbers of those who have such a name, in its order */
  guint n_sorted[N_BY];
  guint16 *place_of;  /* 0: not known */
  GPtrArray *places;  /* Place; the first is where this computer is */
  GHashTable *worked; /* what make_key () makes → the number of a place with hours */
};

typedef struct
{
  char *zone; /* its name; "": one that this computer cannot name */
  gboolean is_known;
  gboolean has_hours;
  OofHours hours;
  char *hours_zone; /* "": the same; exchange_hours_zone () takes it */
} Place;

static const char *
name_of (const SessionRoster *self, guint32 person, By by)
{
  const ExchangePerson *somebody = session_roster_person (self, person);

  switch (by) {
  case BY_MAIL:
    return somebody->mail;
  case BY_UPN:
    return somebody->upn;
  default:
    return somebody->dn;
  }
}

typedef struct
{
  const SessionRoster *roster;
  By by;
} Order;

static void
free_place (gpointer data)
{
  Place *place = data;

  g_free (place->zone);
  g_free (place->hours_zone);
  g_free (place);
}

static Place *
place_of (const SessionRoster *self, guint32 person)
{
  return self->places->pdata[self->place_of[person]];
}

static guint16
add_place (SessionRoster *self, const Place *value)
{
  Place *place = g_memdup2 (value, sizeof *value);

  place->zone = g_strdup (value->zone);
  place->hours_zone = g_strdup (value->hours_zone);
  g_ptr_array_add (self->places, place);
  return (guint16) (self->places->len - 1);
}

static int
compare_people (gconstpointer a, gconstpointer b, gpointer data)
{
  const Order *order = data;

  return g_ascii_strcasecmp (name_of (order->roster, *(const guint32 *) a, order->by),
                             name_of (order->roster, *(const guint32 *) b, order->by));
}

static void
sort_by (SessionRoster *self, By by)
{
  Order order = { self, by };
  guint n = 0;

  self->sorted[by] = g_new (guint32, MAX (self->entries->len, 1));
  for (guint32 i = 0; i < self->entries->len; i++)
    if (*name_of (self, i, by) != '\0')
      self->sorted[by][n++] = i;
  self->n_sorted[by] = n;
  g_qsort_with_data (self->sorted[by], (int) n, sizeof (guint32), compare_people, &order);
}

/* The number of a zone's place; 0 when nobody knows a zone of that name. */
static guint16
find_place (SessionRoster *self, GHashTable *numbers, const char *name)
{
  gpointer number;
  g_autoptr (GTimeZone) zone = NULL;

  if (g_hash_table_lookup_extended (numbers, name, NULL, &number))
    return (guint16) GPOINTER_TO_UINT (number);

  zone = base_zone_new (name, NULL);
  number = NULL;
  if (zone != NULL && self->places->len < G_MAXUINT16)
    number = GUINT_TO_POINTER (add_place (
        self, &(Place){ .zone = (char *) name, .is_known = TRUE, .hours_zone = (char *) "" }));
  g_hash_table_insert (numbers, (gpointer) name, number);
  return (guint16) GPOINTER_TO_UINT (number);
}

static void
find_places (SessionRoster *self, GHashTable *zones)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  const char *name = base_zone_name (here);

  self->places = g_ptr_array_new_with_free_func (free_place);
  add_place (self,
             &(Place){ .zone = (char *) (name != NULL ? name : ""), .hours_zone = (char *) "" });
  self->place_of = g_new0 (guint16, MAX (self->entries->len, 1));
  for (guint32 i = 0; zones != NULL && i < self->entries->len; i++) {
    g_autofree char *mail = g_utf8_strdown (session_roster_person (self, i)->mail, -1);
    const char *zone = g_hash_table_lookup (zones, mail);

    if (zone != NULL && *zone != '\0')
      self->place_of[i] = find_place (self, numbers, zone);
  }
}

SessionRoster *
session_roster_new (GPtrArray *entries, GHashTable *zones)
{
  SessionRoster *self = g_atomic_rc_box_new0 (SessionRoster);

  self->entries = g_ptr_array_ref (entries);
  for (guint by = 0; by < N_BY; by++)
    sort_by (self, (By) by);
  find_places (self, zones);
  self->worked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

SessionRoster *
session_roster_ref (SessionRoster *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_roster (gpointer data)
{
  SessionRoster *self = data;

  for (guint by = 0; by < N_BY; by++)
    g_free (self->sorted[by]);
  g_free (self->place_of);
  g_hash_table_unref (self->worked);
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->entries);
}

void
session_roster_unref (SessionRoster *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_roster);
}

guint
session_roster_n (const SessionRoster *self)
{
  return self->entries->len;
}

GPtrArray *
session_roster_entries (const SessionRoster *self)
{
  return self->entries;
}

const ExchangePerson *
session_roster_person (const SessionRoster *self, guint32 person)
{
  return ((const SessionEntry *) self->entries->pdata[person])->person;
}

gboolean
session_roster_knows_zone (const SessionRoster *self, guint32 person)
{
  return place_of (self, person)->is_known;
}

const char *
session_roster_zone (const SessionRoster *self, guint32 person)
{
  return place_of (self, person)->zone;
}

static guint32
find_by (const SessionRoster *self, By by, const char *name)
{
  guint begin = 0;
  guint end = self->n_sorted[by];

  while (begin < end) {
    guint middle = begin + (end - begin) / 2;
    guint32 person = self->sorted[by][middle];
    int order = g_ascii_strcasecmp (name_of (self, person, by), name);

    if (order == 0)
      return person;
    if (order < 0)
      begin = middle + 1;
    else
      end = middle;
  }
  return SESSION_ROSTER_NOBODY;
}

guint32
session_roster_find (const SessionRoster *self, const char *name)
{
  guint32 person = SESSION_ROSTER_NOBODY;

  for (guint by = 0; by < N_BY && person == SESSION_ROSTER_NOBODY; by++)
    person = find_by (self, (By) by, name);
  return person;
}

/* The same hours in the same two zones are one place. Caller frees. */
static char *
make_key (const Place *place)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%d %s\n%s\n", place->is_known, place->zone, place->hours_zone);
  for (guint day = 0; day < 7; day++)
    for (guint i = 0; i < place->hours.n_spans[day]; i++)
      g_string_append_printf (key, " %u:%u-%u", day, place->hours.spans[day][i].from_min,
                              place->hours.spans[day][i].until_min);
  return g_string_free (key, FALSE);
}

void
session_roster_set_hours (SessionRoster *self, guint32 person, const OofHours *hours,
                          const char *zone)
{
  Place place = *place_of (self, person);
  g_autofree char *key = NULL;
  gpointer number;

  place.has_hours = TRUE;
  place.hours = *hours;
  place.hours_zone = (char *) (g_str_equal (zone, place.zone) ? "" : zone);
  key = make_key (&place);
  number = g_hash_table_lookup (self->worked, key);
  if (number == NULL && self->places->len < G_MAXUINT16) {
    number = GUINT_TO_POINTER (add_place (self, &place));
    g_hash_table_insert (self->worked, g_steal_pointer (&key), number);
  }
  if (number != NULL)
    self->place_of[person] = (guint16) GPOINTER_TO_UINT (number);
}

gboolean
session_roster_knows_hours (const SessionRoster *self, guint32 person)
{
  return place_of (self, person)->has_hours;
}

/* NULL for "", and for one that nobody knows. */
static OofZone *
make_zone (GTimeZone *zone, gint32 first_day, guint n_days)
{
  gint64 from_s = (gint64) first_day * OOF_DAY_S - AROUND_S;

  return zone != NULL
             ? oof_zone_new (zone, from_s, from_s + (gint64) n_days * OOF_DAY_S + 2 * AROUND_S)
             : NULL;
}

OofFrame *
session_roster_new_frame (const SessionRoster *self, gint32 first_day, guint n_days, GError **error)
{
  g_autoptr (GPtrArray) zones = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_zone_unref);
  g_autofree OofPlace *places = g_new0 (OofPlace, self->places->len);
  const OofFrameParts parts = { .n_people = self->entries->len,
                                .place_of = self->place_of,
                                .n_places = self->places->len,
                                .places = places,
                                .first_day = first_day,
                                .n_days = n_days };

  for (guint i = 0; i < self->places->len; i++) {
    const Place *place = self->places->pdata[i];
    g_autoptr (GTimeZone) zone =
        place->is_known ? base_zone_new (place->zone, NULL) : base_zone_local ();
    g_autoptr (GTimeZone) hours_zone =
        *place->hours_zone != '\0' ? exchange_hours_zone (place->hours_zone) : NULL;

    places[i].zone = make_zone (zone, first_day, n_days);
    g_ptr_array_add (zones, (gpointer) places[i].zone);
    places[i].hours = place->has_hours ? &place->hours : NULL;
    places[i].hours_zone = make_zone (hours_zone, first_day, n_days);
    if (places[i].hours_zone != NULL)
      g_ptr_array_add (zones, (gpointer) places[i].hours_zone);
  }
  return oof_frame_new (&parts, error);
}

guint32
session_roster_manager (const SessionRoster *self, guint32 person)
{
  const char *name = session_roster_person (self, person)->manager;
  guint32 manager = *name != '\0' ? session_roster_find (self, name) : SESSION_ROSTER_NOBODY;

  for (guint32 i = 0;
       *name != '\0' && manager == SESSION_ROSTER_NOBODY && i < session_roster_n (self); i++)
    if (g_ascii_strcasecmp (session_roster_person (self, i)->id, name) == 0)
      manager = i;
  return manager;
}
