/* oof-days.c - a set of calendar days
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-days.h"

#include "oof-date.h"

#include <stdlib.h>

OofDays *
oof_days_new (const char *name, const gint32 *days, guint n_days)
{
  OofDays *self = g_atomic_rc_box_new0 (OofDays);

  self->name = g_strdup (name != NULL ? name : "");
  self->days = g_memdup2 (days, n_days * sizeof *days);
  if (n_days > 0)
    qsort (self->days, n_days, sizeof *self->days, oof_date_compare);
  for (guint i = 0; i < n_days; i++)
    if (self->n_days == 0 || self->days[self->n_days - 1] != self->days[i])
      self->days[self->n_days++] = self->days[i];
  return self;
}

OofDays *
oof_days_ref (OofDays *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_days (gpointer data)
{
  OofDays *self = data;

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->days, g_free);
}

void
oof_days_unref (OofDays *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_days);
}

gboolean
oof_days_has (const OofDays *self, gint32 day)
{
  return self->n_days > 0 &&
         bsearch (&day, self->days, self->n_days, sizeof *self->days, oof_date_compare) != NULL;
}
