/* oof-absence.h - what texts say about an absence: its dates, as a language writes them
 *
 * Immutable, reference-counted; any thread. Made once for an absence and a language and used for
 * everybody's text.
 */
#pragma once

#include "oof-days.h"
#include "oof-field.h"
#include "oof-hours.h"

typedef struct
{
  gint64 from_s;           /* local (oof-date.h) */
  gint64 until_s;          /* local, the first moment after; OOF_OPEN_END: nobody knows */
  const char *type;        /* its word in that language; NULL: none */
  const OofHours *hours;   /* working hours; NULL: Monday to Friday, all day */
  const OofDays *holidays; /* NULL: none */
} OofAbsenceFacts;

typedef struct
{
  char *texts[OOF_N_ABSENCE]; /* NULL: not known */
} OofAbsence;

/* The day on which somebody is back: the first with work to do after the end. G_MININT32: none
 * within a year, or no end. */
gint32 oof_absence_back_on (const OofAbsenceFacts *facts);

/* An unknown language is written as English. */
OofAbsence *oof_absence_new (const OofAbsenceFacts *facts, const char *language);
OofAbsence *oof_absence_ref (OofAbsence *self);
void oof_absence_unref (OofAbsence *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofAbsence, oof_absence_unref)
