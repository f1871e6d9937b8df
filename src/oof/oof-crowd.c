/* oof-crowd.c - a set of people
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-crowd.h"

#include <string.h>

/* As bits an entry costs n_all / 8 bytes, as a list 4 for each in it. */
#define LIST_UP_TO(n_all) ((n_all) / 32)

static guint64 *
make_bits (const guint32 *people, guint n_people, guint n_all)
{
  guint64 *bits = g_new0 (guint64, n_all / 64 + 1);

  for (guint i = 0; i < n_people; i++)
    if (people[i] < n_all)
      bits[people[i] / 64] |= (guint64) 1 << (people[i] % 64);
  return bits;
}

OofCrowd *
oof_crowd_new (const guint32 *people, guint n_people, guint n_all)
{
  OofCrowd *self = g_atomic_rc_box_new0 (OofCrowd);

  self->n_words = n_all / 64 + 1;
  self->bits = make_bits (people, n_people, n_all);
  for (guint i = 0; i < self->n_words; i++)
    self->n += (guint) __builtin_popcountll (self->bits[i]);
  if (self->n > LIST_UP_TO (n_all))
    return self;

  self->list = g_new (guint32, self->n + 1);
  self->n = 0;
  for (guint i = 0; i < self->n_words; i++)
    for (guint64 left = self->bits[i]; left != 0; left &= left - 1)
      self->list[self->n++] = i * 64 + (guint32) __builtin_ctzll (left);
  g_clear_pointer (&self->bits, g_free);
  return self;
}

OofCrowd *
oof_crowd_ref (OofCrowd *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_crowd (gpointer data)
{
  OofCrowd *self = data;

  g_clear_pointer (&self->list, g_free);
  g_clear_pointer (&self->bits, g_free);
}

void
oof_crowd_unref (OofCrowd *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_crowd);
}

gboolean
oof_crowd_has (const OofCrowd *self, guint32 person)
{
  guint low = 0;
  guint high = self->n;

  if (self->bits != NULL)
    return person / 64 < self->n_words && (self->bits[person / 64] >> (person % 64) & 1) != 0;

  while (low < high) {
    guint middle = (low + high) / 2;

    if (self->list[middle] < person)
      low = middle + 1;
    else
      high = middle;
  }
  return low < self->n && self->list[low] == person;
}
