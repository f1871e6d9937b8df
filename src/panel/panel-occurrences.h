/* panel-occurrences.h - what comes of a recurrence: its next times, and how many there are
 *
 * A value. Pure; any thread.
 */
#pragma once

#include "oof-when.h"

#define PANEL_OCCURRENCES_MOST 10

typedef struct
{
  guint n;
  OofOccurrence next[PANEL_OCCURRENCES_MOST]; /* from now on; from the first when all is over */
  gboolean is_over;
  guint a_year;       /* so many begin in the year from the first of them on */
  guint n_apart;      /* of these; those that touch or overlap count as one */
  gint64 least_gap_s; /* in that year, from one's end to the next one's start: negative when they
                         overlap; OOF_OPEN_END: there are no two */
} PanelOccurrences;

void panel_occurrences_find (PanelOccurrences *self, const OofWhen *when, const OofPlace *place,
                             gint64 now_s);
