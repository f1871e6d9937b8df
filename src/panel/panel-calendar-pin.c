/* panel-calendar-pin.c - the head of the part in which the calendar's first row is stays in sight
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "panel-calendar-row.h"

int
panel_calendar_row_height (PanelCalendar *self)
{
  int height = 0;

  /* Those that are out of sight have none. */
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));
       row != NULL && height <= 0; row = gtk_widget_get_next_sibling (row))
    height = gtk_widget_get_height (row);
  return height;
}

/* The row that is seen first; FALSE: none is. */
static gboolean
find_first (PanelCalendar *self, guint *ret)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
  int height = panel_calendar_row_height (self);

  if (adjustment == NULL || height <= 0)
    return FALSE;
  *ret = (guint) (gtk_adjustment_get_value (adjustment) / height);
  return TRUE;
}

/* Not where the row itself is the first. */
void
panel_calendar_pin (PanelCalendar *self)
{
  SessionTeamHead *head = NULL;
  guint first;

  if (panel_calendar_teams (self) != NULL && find_first (self, &first) &&
      panel_calendar_head (self, first) == NULL)
    head = session_team_list_head_at (self->teams, first);
  if (head == self->pinned_head)
    return;
  self->pinned_head = head; /* only to compare */
  gtk_widget_set_visible (GTK_WIDGET (self->pinned), head != NULL);
  panel_calendar_row_set_head (self->pinned, head);
}

static void
pressed_cb (GtkGestureClick *click, int n, double x, double y, PanelCalendar *self)
{
  SessionTeamHead *head = self->pinned_head;
  guint row;

  if (head == NULL || !find_first (self, &row))
    return;
  while (row > 0 && panel_calendar_head (self, row) != head)
    row--;
  panel_calendar_toggle (self, row);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", row);
}

void
panel_calendar_add_pin (PanelCalendar *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (panel_calendar_pin), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->pinned), GTK_EVENT_CONTROLLER (click));
}
