/* panel-calendar-marks.c - the pictures of what there is to say about a bar
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-marks.h"

const PanelCalendarMark panel_calendar_marks[] = {
  { SESSION_MARK_FAILED, "absentia-failed-symbolic" },
  { SESSION_MARK_CONFLICT, "absentia-conflict-symbolic" },
  { SESSION_MARK_DRIFTED, "absentia-edit-symbolic" },
  { SESSION_MARK_SILENT, "absentia-silent-symbolic" },
  { SESSION_MARK_PROTECTED, "absentia-protected-symbolic" },
  { SESSION_MARK_BLOCKED, "absentia-blocked-symbolic" },
  { SESSION_MARK_PENDING, "absentia-planned-symbolic" },
  { SESSION_MARK_STALE, "absentia-stale-symbolic" },
  { SESSION_MARK_SERIES, "absentia-series-symbolic" },
  { 0, NULL },
};

const char *
panel_calendar_marks_icon (SessionMarks marks)
{
  for (gsize i = 0; panel_calendar_marks[i].icon != NULL; i++)
    if (panel_calendar_marks[i].mark & marks)
      return panel_calendar_marks[i].icon;
  return NULL;
}
