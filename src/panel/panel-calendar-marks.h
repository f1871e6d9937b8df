/* panel-calendar-marks.h - the pictures of what there is to say about a bar */
#pragma once

#include "session-bars.h"

typedef struct
{
  SessionMarks mark;
  const char *icon; /* NULL: the end of the list */
} PanelCalendarMark;

/* In the order of their weight: a narrow bar shows the first only. */
extern const PanelCalendarMark panel_calendar_marks[];

/* The name of the picture of the weightiest of them; NULL: none of them has one. Static. */
const char *panel_calendar_marks_icon (SessionMarks marks);
