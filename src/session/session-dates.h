/* session-dates.h - what texts say about absences, in the languages of their readers
 *
 * A language's dates are dear to write, and very many people are away at the same time on their own
 * clocks: each is written once. Inside session; any thread.
 */
#pragma once

#include "oof-absence.h"
#include "oof-frame.h"
#include "oof-item.h"
#include "oof-template.h"

typedef struct _SessionDates SessionDates;

/* An absence; everything borrowed, and not changed for as long as the dates live. */
typedef struct
{
  OofItem *item;
  const OofPlace *place;
  const OofDays
      *holidays; /* by which it is told when somebody is back: one for an item; NULL: none */
  gint64 from_s; /* instants */
  gint64 until_s;
} SessionDatesOf;

/* language: of the program, in which alone it has words for types of absences; borrowed. */
SessionDates *session_dates_new (const char *language);
void session_dates_free (SessionDates *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionDates, session_dates_free)

/* OofAbsence, one for each of the text's languages; none where the text says nothing of it. Caller
 * unrefs the array, which owns what is in it. */
GPtrArray *session_dates_find (SessionDates *self, OofTemplate *template, const SessionDatesOf *of);
