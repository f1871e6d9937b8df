/* oof-zone.c - wall-clock times to instants and back
 *
 * GTimeZone searches its intervals one after the other (0.2 to 2 µs a question), so the clock
 * changes of the span are found once, by halving, and kept as offsets.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-zone.h"

#include "oof-date.h"

#define AROUND_S (3 * OOF_DAY_S) /* more than any offset and any change of one */

/* Until here, with that offset. */
typedef struct
{
  gint64 end_s;
  gint64 local_end_s;
  gint64 offset_s;
} Spell;

struct _OofZone
{
  GTimeZone *zone;
  gint64 from_s; /* the spells begin here */
  GArray *spells;
};

static gint64
offset_at (GTimeZone *zone, gint64 instant_s)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant_s);

  return g_time_zone_get_offset (zone, interval);
}

static void
end_spell (GArray *spells, gint64 end_s, gint64 offset_s)
{
  const Spell spell = { end_s, end_s + offset_s, offset_s };

  g_array_append_val (spells, spell);
}

/* The ends of all spells that end in (low_s, high_s]. */
static void
find_changes (GTimeZone *zone, GArray *spells, gint64 low_s, gint64 high_s)
{
  int low = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, low_s);
  int high = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, high_s);
  gint64 middle_s = low_s + (high_s - low_s) / 2;

  if (low == high)
    return;
  if (high_s - low_s == 1) {
    gint64 offset_s = g_time_zone_get_offset (zone, low);

    if (offset_s != g_time_zone_get_offset (zone, high))
      end_spell (spells, high_s, offset_s);
    return;
  }
  find_changes (zone, spells, low_s, middle_s);
  find_changes (zone, spells, middle_s, high_s);
}

static GArray *
find_spells (GTimeZone *zone, gint64 from_s, gint64 until_s)
{
  GArray *spells = g_array_new (FALSE, FALSE, sizeof (Spell));

  find_changes (zone, spells, from_s, until_s);
  end_spell (spells, until_s, offset_at (zone, until_s));
  return spells;
}

OofZone *
oof_zone_new (GTimeZone *zone, gint64 from_s, gint64 until_s)
{
  OofZone *self = g_atomic_rc_box_new0 (OofZone);

  from_s = CLAMP (from_s, OOF_DATE_FIRST_S, OOF_DATE_END_S);
  self->zone = g_time_zone_ref (zone);
  self->from_s = from_s - AROUND_S;
  self->spells =
      find_spells (zone, self->from_s, CLAMP (until_s, from_s, OOF_DATE_END_S) + AROUND_S);
  return self;
}

OofZone *
oof_zone_ref (OofZone *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_zone (gpointer data)
{
  OofZone *self = data;

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->spells, g_array_unref);
}

void
oof_zone_unref (OofZone *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_zone);
}

/* The first spell whose end, in local time or in UTC, is later; there is one. */
static guint
find_spell (const GArray *spells, gint64 time_s, gboolean is_local)
{
  guint low = 0;
  guint high = spells->len - 1;

  while (low < high) {
    guint middle = (low + high) / 2;
    const Spell *spell = &g_array_index (spells, Spell, middle);

    if (time_s < (is_local ? spell->local_end_s : spell->end_s))
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

static gboolean
covers (const OofZone *self, gint64 time_s)
{
  const Spell *last = &g_array_index (self->spells, Spell, self->spells->len - 1);

  return time_s >= self->from_s + AROUND_S / 2 && time_s < last->end_s - AROUND_S / 2;
}

gint64
oof_zone_to_local (const OofZone *self, gint64 instant_s)
{
  if (!covers (self, instant_s))
    return instant_s + offset_at (self->zone, instant_s);

  return instant_s +
         g_array_index (self->spells, Spell, find_spell (self->spells, instant_s, FALSE)).offset_s;
}

static gint64
read_local (const GArray *spells, gint64 local_s)
{
  guint at = find_spell (spells, local_s, TRUE);
  const Spell *spell = &g_array_index (spells, Spell, at);

  /* Before the spell begins on the wall: the hour that was left out. */
  if (at > 0 && local_s - spell->offset_s < spell[-1].end_s)
    return local_s - spell[-1].offset_s;
  return local_s - spell->offset_s;
}

gint64
oof_zone_to_instant (const OofZone *self, gint64 local_s)
{
  g_autoptr (GArray) spells = NULL;

  if (covers (self, local_s))
    return read_local (self->spells, local_s);

  spells = find_spells (self->zone, local_s - AROUND_S, local_s + AROUND_S);
  return read_local (spells, local_s);
}
