/* panel-calendar-mouse.c - blocks of people and days by the mouse
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "panel-calendar-strip.h"

#define SCROLL_MS 40
#define SCROLL_MOST 60 /* pixels a step, when the pointer is far out */

static PanelCalendarHow
how_of (GdkModifierType state)
{
  if (state & GDK_SHIFT_MASK)
    return PANEL_CALENDAR_STRETCH;
  return state & GDK_CONTROL_MASK ? PANEL_CALENDAR_BESIDE : PANEL_CALENDAR_ALONE;
}

gboolean
panel_calendar_is_among_days (PanelCalendar *self, double x, double y)
{
  GtkWidget *hit = gtk_widget_pick (GTK_WIDGET (self->list), x, y,
                                    GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);

  return hit != NULL && PANEL_IS_CALENDAR_STRIP (hit);
}

static void
drag_begin_cb (GtkGestureDrag *drag, double x, double y, PanelCalendar *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));
  PanelCalendarCell cell;
  PanelCalendarHit hit;

  if (!panel_calendar_is_among_days (self, x, y) || !panel_calendar_find_cell (self, x, y, &cell)) {
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  if (panel_calendar_find_hit (self, x, y, &hit) &&
      panel_calendar_drag_begin (self, cell.row, &hit, state))
    return;
  panel_calendar_go (self, &cell, how_of (state));
}

/* The block, or what is dragged, reaches to the row in sight that is nearest to the pointer. */
static void
stretch (PanelCalendar *self)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self->list));
  PanelCalendarCell was;
  PanelCalendarCell cell;
  double place;
  guint row;

  if (self->drag.is_on) {
    if (panel_calendar_find_place (self, self->pointer_x, CLAMP (self->pointer_y, 0, height - 1),
                                   &row, &place))
      panel_calendar_drag_to (self, row, place);
    return;
  }
  if (panel_calendar_find_cell (self, self->pointer_x, CLAMP (self->pointer_y, 0, height - 1),
                                &cell) &&
      panel_calendar_block_cursor (self->block, &was) &&
      (was.row != cell.row || was.day != cell.day))
    panel_calendar_block_go (self->block, &cell, PANEL_CALENDAR_STRETCH);
}

static gboolean
scroll_cb (gpointer user_data)
{
  PanelCalendar *self = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
  double height = gtk_widget_get_height (GTK_WIDGET (self->list));
  double out = self->pointer_y < 0 ? self->pointer_y : MAX (self->pointer_y - height, 0);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                            CLAMP (out, -SCROLL_MOST, SCROLL_MOST));
  stretch (self);
  return G_SOURCE_CONTINUE;
}

static void
drag_update_cb (GtkGestureDrag *drag, double dx, double dy, PanelCalendar *self)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self->list));
  gboolean is_outside;
  double x;
  double y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  self->pointer_x = x + dx;
  self->pointer_y = y + dy;
  is_outside = self->pointer_y < 0 || self->pointer_y >= height;
  if (is_outside && self->scroller == 0)
    self->scroller = g_timeout_add (SCROLL_MS, scroll_cb, self);
  if (!is_outside)
    g_clear_handle_id (&self->scroller, g_source_remove);
  stretch (self);
}

static void
drag_end_cb (GtkGestureDrag *drag, double dx, double dy, PanelCalendar *self)
{
  PanelCalendarCell cursor;
  PanelCalendarCell cell;
  double x;
  double y;

  g_clear_handle_id (&self->scroller, g_source_remove);
  if (self->drag.is_on) {
    gboolean is_done = panel_calendar_drag_drop (self);

    panel_calendar_drag_end (self);
    gtk_gesture_drag_get_start_point (drag, &x, &y);
    if (!is_done && panel_calendar_find_cell (self, x, y, &cell))
      panel_calendar_go (self, &cell, PANEL_CALENDAR_ALONE);
    return;
  }
  if (!panel_calendar_block_cursor (self->block, &cursor))
    return;
  /* The keys go on from where the mouse was left. */
  panel_calendar_go (self, &cursor, PANEL_CALENDAR_CURSOR);
}

static void
cancel_cb (GtkGesture *drag, GdkEventSequence *sequence, PanelCalendar *self)
{
  g_clear_handle_id (&self->scroller, g_source_remove);
  panel_calendar_drag_end (self);
}

static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, PanelCalendar *self)
{
  PanelCalendarCell cell;
  PanelCalendarHit hit;

  if (n != 2 || !panel_calendar_is_among_days (self, x, y) ||
      !panel_calendar_find_cell (self, x, y, &cell))
    return;
  panel_calendar_drag_end (self);
  panel_calendar_go (self, &cell, PANEL_CALENDAR_CURSOR);
  panel_calendar_set_context (self, panel_calendar_find_hit (self, x, y, &hit) ? &hit.bar : NULL);
  panel_calendar_open (self);
}

void
panel_calendar_add_mouse (PanelCalendar *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_group (click, drag); /* what one claims is not taken from the other */
}
