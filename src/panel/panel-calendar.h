/* panel-calendar.h - the calendar of people and days: who gets replies sent for them, and when
 *
 * Rows are those of the selection model that it is given; the day columns are drawn
 * (panel-calendar-strip.h). Keys: Alt+Left and Alt+Right move in time, Alt+Home comes back to
 * today; arrows, Home, End, Page Up and Page Down move the cursor, with Shift they select, with
 * Ctrl they only move it (Ctrl+Space begins another block there); Ctrl+A selects all that is shown.
 * Rows can be put together by department and such: plus and Right open a part, minus and Left close
 * it; the row of a closed part stands for all in it.
 */
#pragma once

#include "panel-calendar-block.h"
#include "panel-calendar-shapes.h"
#include "session-hub-plan.h"
#include "session-hub-sight.h"
#include "session-team-list.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_CALENDAR (panel_calendar_get_type ())
G_DECLARE_FINAL_TYPE (PanelCalendar, panel_calendar, PANEL, CALENDAR, GtkBox)

/* people: of SessionRow; both are kept for its life. */
void panel_calendar_set_people (PanelCalendar *self, SessionHub *hub, GtkSelectionModel *people);

/* Shows the rows, and reads them, only while it is wanted: FALSE at first. */
void panel_calendar_set_shown (PanelCalendar *self, gboolean is_shown);
void panel_calendar_enter (PanelCalendar *self); /* to the rows */

/* All borrowed. */
PanelCalendarSpan *panel_calendar_span (PanelCalendar *self);
PanelCalendarBlock *panel_calendar_block (PanelCalendar *self);
SessionHub *panel_calendar_hub (PanelCalendar *self);
const PanelCalendarFilter *panel_calendar_filter (PanelCalendar *self);
GHashTable *panel_calendar_words (PanelCalendar *self); /* panel-calendar-paint.h; of the strips */

/* The parts into which the rows are put together. Borrowed; NULL: they are not. */
SessionTeamList *panel_calendar_teams (PanelCalendar *self);
guint panel_calendar_warn (PanelCalendar *self); /* percent away from above which it is too many */
/* What Exchange holds for somebody in sight has changed. */
void panel_calendar_note_state (PanelCalendar *self);

/* The person's bars around the days that are shown: SessionBar. Where there is no plan yet, what
 * Exchange holds. Signal "bars-changed": they, or which of them are drawn, are not what they were.
 * Caller unrefs. */
GArray *panel_calendar_bars (PanelCalendar *self, SessionRow *row);

/* Where what is dragged would be in a row, in days of the span; FALSE: not there. Signal
 * "ghost-changed": it is elsewhere. */
gboolean panel_calendar_ghost (PanelCalendar *self, guint row, double *ret_begin, double *ret_end);
