/* panel-occurrences.c - what comes of a recurrence
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-occurrences.h"

#include "oof-date.h"

#include <string.h>

#define YEAR_S ((gint64) 365 * OOF_DAY_S)
#define MOST_A_YEAR 5000 /* outside working hours: some a day */

typedef struct
{
  PanelOccurrences *found;
  gint64 first_s;
  gint64 last_until_s;
} Search;

static gboolean
occurrence_cb (const OofOccurrence *occurrence, gpointer data)
{
  Search *search = data;
  PanelOccurrences *found = search->found;
  gboolean is_first = found->n == 0;

  if (is_first)
    search->first_s = occurrence->from_s;
  if (found->n < PANEL_OCCURRENCES_MOST)
    found->next[found->n++] = *occurrence;
  if (occurrence->from_s < search->first_s + YEAR_S) {
    found->a_year++;
    found->n_apart += is_first || occurrence->from_s > search->last_until_s;
    if (!is_first)
      found->least_gap_s = MIN (found->least_gap_s, occurrence->from_s - search->last_until_s);
  }
  search->last_until_s =
      is_first ? occurrence->until_s : MAX (search->last_until_s, occurrence->until_s);
  return found->a_year < MOST_A_YEAR &&
         (found->n < PANEL_OCCURRENCES_MOST || occurrence->from_s < search->first_s + YEAR_S);
}

void
panel_occurrences_find (PanelOccurrences *self, const OofWhen *when, const OofPlace *place,
                        gint64 now_s)
{
  Search search = { .found = self };

  memset (self, 0, sizeof *self);
  self->least_gap_s = OOF_OPEN_END;
  oof_when_each (when, place, now_s, OOF_DATE_END_S, occurrence_cb, &search);
  if (self->n > 0)
    return;

  oof_when_each (when, place, OOF_DATE_FIRST_S, OOF_DATE_END_S, occurrence_cb, &search);
  self->is_over = self->n > 0;
}
