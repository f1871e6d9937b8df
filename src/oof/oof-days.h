/* oof-days.h - a set of calendar days with a name: the public holidays of a place
 *
 * Immutable, reference-counted; any thread.
 */
#pragma once

#include <glib.h>

typedef struct
{
  char *name;   /* what the calendar is called */
  gint32 *days; /* oof-date.h; sorted, each once */
  guint n_days;
} OofDays;

/* days: in any order, also several times; copied. */
OofDays *oof_days_new (const char *name, const gint32 *days, guint n_days);
OofDays *oof_days_ref (OofDays *self);
void oof_days_unref (OofDays *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofDays, oof_days_unref)

gboolean oof_days_has (const OofDays *self, gint32 day);
