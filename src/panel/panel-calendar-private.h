/* panel-calendar-private.h - the calendar's inside, shared by panel-calendar*.c only */
#pragma once

#include "panel-calendar-grid.h"
#include "panel-calendar-head.h"
#include "panel-calendar-legend.h"
#include "panel-calendar.h"

struct _PanelCalendar
{
  GtkBox parent_instance;
  GtkLabel *title;
  GtkToggleButton *week;
  GtkToggleButton *quarter;
  GtkToggleButton *year;
  PanelCalendarHead *head;
  PanelCalendarGrid *grid;
  GtkListView *list;
  PanelCalendarLegend *legend;
  GtkLabel *chosen; /* what is selected, in words */

  SessionHub *hub;
  GtkSelectionModel *people;
  PanelCalendarSpan *span;
  PanelCalendarBlock *block;
  GHashTable *words;
  GtkWidget *told; /* the row that tells what is selected; weak, NULL: none */
  guint clock;     /* the timer; 0: none */

  /* While the mouse button is down. */
  double pointer_x; /* in the list */
  double pointer_y;
  guint scroller; /* scrolls while the pointer is outside; 0: it is not */
};

/* The cursor goes there, the list scrolls to it and gets the keys; other days are shown when it is
 * not among these. */
void panel_calendar_go (PanelCalendar *self, const PanelCalendarCell *cell, PanelCalendarHow how);

/* The cell at a place of the list; outside the days the nearest of them. FALSE: no row is there. */
gboolean panel_calendar_find_cell (PanelCalendar *self, double x, double y, PanelCalendarCell *ret);
/* The row's widget in the list, when there is one. Borrowed. */
GtkWidget *panel_calendar_find_row (PanelCalendar *self, guint position);

/* Tells what is selected: below the rows, and a screen reader. */
void panel_calendar_tell_block (PanelCalendar *self);

void panel_calendar_add_keys (PanelCalendar *self);
void panel_calendar_add_mouse (PanelCalendar *self);
