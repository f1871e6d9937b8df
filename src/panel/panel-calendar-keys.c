/* panel-calendar-keys.c - the cursor by keys: days, people, blocks of both
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "panel-lazy-row.h"

/* How many rows are seen. */
static int
count_page (PanelCalendar *self)
{
  int height = panel_calendar_row_height (self);

  return height > 0 ? MAX (gtk_widget_get_height (GTK_WIDGET (self->list)) / height - 1, 1) : 1;
}

/* Where a key leads to; FALSE: it leads nowhere. */
static gboolean
find_way (PanelCalendar *self, guint key, gboolean is_ctrl, PanelCalendarCell *cell)
{
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (self->people));
  gint32 first = panel_calendar_span_first (self->span);
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  int row = (int) cell->row;

  switch (key) {
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    cell->day -= forward;
    break;
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    cell->day += forward;
    break;
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    row--;
    break;
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    row++;
    break;
  case GDK_KEY_Page_Up:
  case GDK_KEY_KP_Page_Up:
    row -= count_page (self);
    break;
  case GDK_KEY_Page_Down:
  case GDK_KEY_KP_Page_Down:
    row += count_page (self);
    break;
  case GDK_KEY_Home:
  case GDK_KEY_KP_Home:
    if (is_ctrl)
      row = 0;
    else
      cell->day = first;
    break;
  case GDK_KEY_End:
  case GDK_KEY_KP_End:
    if (is_ctrl)
      row = n - 1;
    else
      cell->day = first + (gint32) panel_calendar_span_n_days (self->span) - 1;
    break;
  default:
    return FALSE;
  }
  cell->row = (guint) CLAMP (row, 0, n - 1);
  return TRUE;
}

/* Where the keys begin: the row that has them, today or the first day. */
static void
find_begin (PanelCalendar *self, PanelCalendarCell *ret)
{
  gint32 first = panel_calendar_span_first (self->span);
  gint32 today = panel_calendar_span_today (self->span);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkWidget *content = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  guint row = content != NULL ? panel_lazy_row_position (content) : GTK_INVALID_LIST_POSITION;
  gboolean has_today =
      today >= first && today < first + (gint32) panel_calendar_span_n_days (self->span);

  ret->row = row != GTK_INVALID_LIST_POSITION ? row : 0;
  ret->day = has_today ? today : first;
}

static gboolean
select_all (PanelCalendar *self)
{
  gint32 first = panel_calendar_span_first (self->span);
  PanelCalendarPatch all = {
    .row = 0,
    .end_row = g_list_model_get_n_items (G_LIST_MODEL (self->people)),
    .day = first,
    .end_day = first + (gint32) panel_calendar_span_n_days (self->span),
  };

  panel_calendar_block_select (self->block, &all);
  return TRUE;
}

/* Escape first gives up what is selected; FALSE: there is nothing to give up. */
static gboolean
give_up (PanelCalendar *self)
{
  if (self->drag.is_on) {
    panel_calendar_drag_end (self);
    return TRUE;
  }
  if (!panel_calendar_block_is_wide (self->block))
    return FALSE;
  panel_calendar_block_shrink (self->block);
  return TRUE;
}

static gboolean
is_home_or_end (guint key)
{
  return key == GDK_KEY_Home || key == GDK_KEY_KP_Home || key == GDK_KEY_End ||
         key == GDK_KEY_KP_End;
}

/* Ctrl moves the cursor away from what is selected, but with Home and End it says how far. */
static PanelCalendarHow
how_of (guint key, GdkModifierType state)
{
  if (state & GDK_SHIFT_MASK)
    return PANEL_CALENDAR_STRETCH;
  return (state & GDK_CONTROL_MASK) && !is_home_or_end (key) ? PANEL_CALENDAR_CURSOR
                                                             : PANEL_CALENDAR_ALONE;
}

static gboolean
is_return (guint key)
{
  return key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
}

static gboolean
opens_menu (guint key, GdkModifierType state)
{
  return key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK));
}

static gboolean
open_cell (PanelCalendar *self)
{
  PanelCalendarCell cell;

  if (!panel_calendar_block_cursor (self->block, &cell))
    return FALSE;
  panel_calendar_find_context (self);
  panel_calendar_open (self);
  return TRUE;
}

/* The cursor's own keys: spaces, arrows and such. */
static gboolean
move_cursor (PanelCalendar *self, guint key, GdkModifierType state)
{
  gboolean is_ctrl = (state & GDK_CONTROL_MASK) != 0;
  PanelCalendarHow how = how_of (key, state);
  PanelCalendarCell cell;

  if (!panel_calendar_block_cursor (self->block, &cell))
    find_begin (self, &cell);
  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    how = is_ctrl ? PANEL_CALENDAR_BESIDE : PANEL_CALENDAR_ALONE;
  else if (!find_way (self, key, is_ctrl, &cell))
    return FALSE;
  panel_calendar_go (self, &cell, how);
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        PanelCalendar *self)
{
  if (self->people == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->people)) == 0 ||
      (state & (GDK_ALT_MASK | GDK_SUPER_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Escape)
    return give_up (self);
  if ((key == GDK_KEY_a || key == GDK_KEY_A) && (state & GDK_CONTROL_MASK))
    return select_all (self);
  if (opens_menu (key, state))
    return panel_calendar_popup_menu (self);
  if (is_return (key))
    return open_cell (self);
  if (panel_calendar_fold_key (self, key, state))
    return TRUE;
  return move_cursor (self, key, state);
}

void
panel_calendar_add_keys (PanelCalendar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Before the list, which knows rows only. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}
