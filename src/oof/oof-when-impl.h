/* oof-when-impl.h - what an OofWhen is inside
 *
 * Inside the room.
 */
#pragma once

#include "oof-rule-set.h"
#include "oof-when.h"

struct _OofWhen
{
  OofWhenParts parts; /* its pointers are those below */
  char *zone;
  OofRule rule;
  OofRuleSet set; /* when there is a rule and it is not OUTSIDE */
  gint32 *except;
  OofMoved *moved;  /* by day */
  OofMoved *begins; /* the same by beginning */
};

/* Of the rule's days: no holiday that counts, no exception, not moved. */
gboolean oof_when_takes_day (const OofWhen *self, gint32 day);

/* A question for occurrences, as it is handed down. */
typedef struct
{
  const OofWhen *when;
  const OofPlace *place;
  gint64 from_s;
  gint64 until_s;
  OofOccurrenceFunc callback;
  gpointer data;
} OofWalk;

/* What oof_when_each () does for OUTSIDE. */
void oof_when_each_gap (const OofWalk *walk);
