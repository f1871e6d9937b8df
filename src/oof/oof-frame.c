/* oof-frame.c - what a plan is about
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-frame.h"

#include "oof-date.h"
#include "oof-refuse.h"

#include <glib/gi18n-lib.h>

struct _OofFrame
{
  OofFrameParts parts; /* its pointers are those below */
  guint16 *place_of;
  OofPlace *places;
  OofHours *hours;  /* of each place */
  guint64 **people; /* of each place; NULL when there is only one */
};

static gboolean
is_right (const OofFrameParts *parts)
{
  if (parts->n_people > OOF_FRAME_MOST_PEOPLE || parts->n_places == 0 ||
      parts->n_places > G_MAXUINT16 || parts->n_days > OOF_FRAME_MOST_DAYS ||
      parts->first_day < OOF_DATE_FIRST ||
      (gint64) parts->first_day + parts->n_days > OOF_DATE_LAST + 1)
    return FALSE;

  for (guint i = 0; parts->place_of != NULL && i < parts->n_people; i++)
    if (parts->place_of[i] >= parts->n_places)
      return FALSE;
  return TRUE;
}

static void
copy_places (OofFrame *self)
{
  guint n = self->parts.n_places;

  self->places = g_memdup2 (self->parts.places, n * sizeof *self->places);
  self->hours = g_new0 (OofHours, n);
  for (guint i = 0; i < n; i++) {
    oof_zone_ref ((OofZone *) self->places[i].zone);
    if (self->places[i].hours_zone != NULL)
      oof_zone_ref ((OofZone *) self->places[i].hours_zone);
    if (self->places[i].hours == NULL)
      continue;
    self->hours[i] = *self->places[i].hours;
    self->places[i].hours = &self->hours[i];
  }
  self->parts.places = self->places;
}

static void
sort_people (OofFrame *self)
{
  const OofFrameParts *parts = &self->parts;

  if (parts->n_places == 1)
    return;

  self->people = g_new0 (guint64 *, parts->n_places);
  for (guint i = 0; i < parts->n_places; i++)
    self->people[i] = g_new0 (guint64, parts->n_people / 64 + 1);
  for (guint32 person = 0; person < parts->n_people; person++)
    self->people[oof_frame_place_of (self, person)][person / 64] |= (guint64) 1 << (person % 64);
}

OofFrame *
oof_frame_new (const OofFrameParts *parts, GError **error)
{
  OofFrame *self;

  if (!is_right (parts)) {
    oof_refuse (error, "frame", _ ("This is more than one plan holds."));
    return NULL;
  }

  self = g_atomic_rc_box_new0 (OofFrame);
  self->parts = *parts;
  self->place_of = g_memdup2 (parts->place_of, parts->n_people * sizeof *parts->place_of);
  self->parts.place_of = self->place_of;
  copy_places (self);
  sort_people (self);
  return self;
}

OofFrame *
oof_frame_ref (OofFrame *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_frame (gpointer data)
{
  OofFrame *self = data;

  for (guint i = 0; i < self->parts.n_places; i++) {
    oof_zone_unref ((OofZone *) self->places[i].zone);
    oof_zone_unref ((OofZone *) self->places[i].hours_zone);
    if (self->people != NULL)
      g_free (self->people[i]);
  }
  g_clear_pointer (&self->place_of, g_free);
  g_clear_pointer (&self->places, g_free);
  g_clear_pointer (&self->hours, g_free);
  g_clear_pointer (&self->people, g_free);
}

void
oof_frame_unref (OofFrame *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_frame);
}

const OofFrameParts *
oof_frame_parts (const OofFrame *self)
{
  return &self->parts;
}

guint
oof_frame_place_of (const OofFrame *self, guint32 person)
{
  return self->place_of != NULL ? self->place_of[person] : 0;
}

const guint64 *
oof_frame_people_in (const OofFrame *self, guint place)
{
  return self->people != NULL ? self->people[place] : NULL;
}
