/* panel-recurrence-except.h - what is otherwise than the pattern says: days that are left out,
 * occurrences at another time, holidays
 *
 * Emits "changed".
 */
#pragma once

#include "oof-when.h"

#include <adwaita.h>

#define PANEL_TYPE_RECURRENCE_EXCEPT (panel_recurrence_except_get_type ())
G_DECLARE_FINAL_TYPE (PanelRecurrenceExcept, panel_recurrence_except, PANEL, RECURRENCE_EXCEPT,
                      AdwPreferencesGroup)

/* calendars: OofDays to choose from; the absence's own is among them anyway. */
void panel_recurrence_except_set (PanelRecurrenceExcept *self, const OofWhenParts *parts,
                                  const GPtrArray *calendars);

typedef enum
{
  PANEL_EXCEPT_DAYS,     /* single occurrences, that can be left out */
  PANEL_EXCEPT_HOLIDAYS, /* only holidays: outside working hours */
} PanelExceptKind;

void panel_recurrence_except_set_kind (PanelRecurrenceExcept *self, PanelExceptKind kind);

/* Fills in except, moved, holidays and how. What they point to is self's, until its next change. */
void panel_recurrence_except_fill (PanelRecurrenceExcept *self, OofWhenParts *parts);
