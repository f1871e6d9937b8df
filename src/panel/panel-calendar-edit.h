/* panel-calendar-edit.h - what dragging a bar makes of its absence
 *
 * Where it was taken (its begin, its end, its middle) and which key is down say what is meant.
 * Whole days, and half hours for the ends of what is not all day in a week. Pure.
 */
#pragma once

#include "panel-calendar-shapes.h"

typedef enum
{
  PANEL_CALENDAR_MOVE,          /* other days; to the row of somebody else: for them instead */
  PANEL_CALENDAR_COPY,          /* a new one, for whoever is in that row */
  PANEL_CALENDAR_ASSIGN,        /* the same one, also for those in these rows */
  PANEL_CALENDAR_STRETCH_BEGIN, /* another begin */
  PANEL_CALENDAR_STRETCH_END
} PanelCalendarVerb;

/* grip: how near to an end counts as that end, in days. */
PanelCalendarVerb panel_calendar_edit_verb (const PanelCalendarShape *shape, double place,
                                            double grip, gboolean is_ctrl, gboolean is_alt);

/* By how much a drag from one place to another changes the time, in seconds on the wall. is_fine:
 * half hours count. */
gint64 panel_calendar_edit_distance (PanelCalendarVerb verb, const PanelCalendarShape *shape,
                                     double from, double to, gboolean is_fine);

/* What is to be done. Borrowed for the time of the call. */
typedef struct
{
  PanelCalendarVerb verb;
  OofItem *item;
  gint32 day;              /* the occurrence that was taken (oof-when.h) */
  gboolean is_one;         /* MOVE and STRETCH: only that occurrence */
  gint64 by_s;             /* panel_calendar_edit_distance () */
  const char *from;        /* mail address of the row that it was taken from */
  const char *const *mail; /* of the rows where it was dropped; MOVE: one, or NULL for the same */
  const char *new_id;      /* COPY */
  gint64 now_s;            /* COPY */
} PanelCalendarEdit;

/* The item as it is then. NULL with BASE_ERROR_REJECTED: "for-several" (an absence of several
 * people cannot go to another row), or what oof_when_shift, oof_when_single or oof_item_new say.
 * Caller unrefs. */
OofItem *panel_calendar_edit_make (const PanelCalendarEdit *self, GError **error);
