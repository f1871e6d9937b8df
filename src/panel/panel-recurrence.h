/* panel-recurrence.h - the dialog that says how an absence repeats
 *
 * Shows an OofWhen and makes another one; nothing else is asked. "chosen" is emitted with the new
 * OofWhen, borrowed, and "once" when it is not to repeat.
 */
#pragma once

#include "oof-when.h"

#include <adwaita.h>

#define PANEL_TYPE_RECURRENCE (panel_recurrence_get_type ())
G_DECLARE_FINAL_TYPE (PanelRecurrence, panel_recurrence, PANEL, RECURRENCE, AdwWindow)

/* Borrowed for the time of the call. */
typedef struct
{
  OofWhen *when;              /* one that does not repeat yet gets a proposal */
  const GPtrArray *calendars; /* OofDays: holidays to choose from; NULL: none */
  GDateTime *now;             /* the next times are those from then on */
} PanelRecurrenceStart;

PanelRecurrence *panel_recurrence_new (GtkWindow *parent, const PanelRecurrenceStart *start);
