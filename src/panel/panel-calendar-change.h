/* panel-calendar-change.h - what the calendar's menu makes of an absence, or of an occurrence
 *
 * What dragging does is in panel-calendar-edit.h. Pure.
 */
#pragma once

#include "oof-item.h"

typedef enum
{
  PANEL_CALENDAR_DUPLICATE, /* once more, from the first day after it on */
  PANEL_CALENDAR_SPLIT,     /* in two, before a day; a series before an occurrence */
  PANEL_CALENDAR_END_NOW,
  PANEL_CALENDAR_EXCEPT, /* the occurrence becomes an absence of its own */
  PANEL_CALENDAR_EXTEND  /* its last day is another one, at the same time of day */
} PanelCalendarDeed;

/* Borrowed for the time of the call. */
typedef struct
{
  PanelCalendarDeed deed;
  OofItem *item;
  gint32 day;  /* the occurrence (oof-when.h) */
  gint64 at_s; /* local: SPLIT: midnight; END_NOW: now; EXTEND: midnight of the last day */
  const char *new_id;
  gint64 now_s; /* an instant: when what is new was made */
} PanelCalendarChange;

/* Is there something to do? */
gboolean panel_calendar_change_fits (const PanelCalendarChange *self);

/* The item as it is then, the same one where it stays. ret_new: what there is beside it, or NULL.
 * NULL with what oof-when-cut.h, oof-when-shift.h and oof_item_new say. Caller unrefs both. */
OofItem *panel_calendar_change_make (const PanelCalendarChange *self, OofItem **ret_new,
                                     GError **error);
