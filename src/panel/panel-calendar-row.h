/* panel-calendar-row.h - one person in the calendar, or the head of a part: state, name, days
 *
 * While it shows a person, the hub reads what that mailbox holds.
 */
#pragma once

#include "session-row.h"
#include "session-team-list.h"

#include <gtk/gtk.h>

#define PANEL_TYPE_CALENDAR_ROW (panel_calendar_row_get_type ())
G_DECLARE_FINAL_TYPE (PanelCalendarRow, panel_calendar_row, PANEL, CALENDAR_ROW, GtkBox)

/* Makes PanelCalendarRows for a list of SessionRow and SessionTeamHead inside a PanelCalendar.
 * Caller unrefs. */
GtkListItemFactory *panel_calendar_row_factory (void);

/* The head of a part instead of a person; NULL: not any more. */
void panel_calendar_row_set_head (PanelCalendarRow *self, SessionTeamHead *head);

/* The days of the row that a PanelLazyRow shows; NULL: it shows none. Borrowed. */
GtkWidget *panel_calendar_row_strip (GtkWidget *lazy);
