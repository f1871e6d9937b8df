/* panel-calendar-select.c - the cursor in the calendar, and what is told of what is selected
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-private.h"

#include "panel-calendar-row.h"
#include "panel-lazy-row.h"

#include <glib/gi18n-lib.h>

GtkWidget *
panel_calendar_find_row (PanelCalendar *self, guint position)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    GtkWidget *content = gtk_widget_get_first_child (row);

    if (content != NULL && panel_lazy_row_position (content) == position)
      return row;
  }
  return NULL;
}

static void
show_day (PanelCalendar *self, gint32 day)
{
  gint32 first = panel_calendar_span_first (self->span);

  if (day < first || day >= first + (gint32) panel_calendar_span_n_days (self->span))
    panel_calendar_span_show_day (self->span, day);
}

void
panel_calendar_go (PanelCalendar *self, const PanelCalendarCell *cell, PanelCalendarHow how)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *row;

  panel_calendar_block_go (self->block, cell, how);
  show_day (self, cell->day);
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", cell->row);
  gtk_widget_activate_action (list, "list.select-item", "(ubb)", cell->row, FALSE, FALSE);
  row = panel_calendar_find_row (self, cell->row);
  if (row != NULL && !gtk_widget_has_focus (row))
    gtk_widget_grab_focus (row);
  panel_calendar_tell_block (self);
}

/* The row's strip at that height; NULL: none is there. */
static GtkWidget *
find_strip (PanelCalendar *self, double y)
{
  GtkWidget *list = GTK_WIDGET (self->list);
  GtkWidget *hit = gtk_widget_pick (list, gtk_widget_get_width (list) / 2.0, y, GTK_PICK_DEFAULT);

  while (hit != NULL && gtk_widget_get_parent (hit) != list)
    hit = gtk_widget_get_parent (hit);
  return hit != NULL ? panel_calendar_row_strip (gtk_widget_get_first_child (hit)) : NULL;
}

gboolean
panel_calendar_find_cell (PanelCalendar *self, double x, double y, PanelCalendarCell *ret)
{
  GtkWidget *strip = find_strip (self, y);
  int n = (int) panel_calendar_span_n_days (self->span);
  graphene_point_t place;
  double along;
  guint position;

  if (strip == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self->list), strip,
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    return FALSE;
  position = panel_lazy_row_position (strip);
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  along = place.x / MAX (gtk_widget_get_width (strip), 1);
  if (gtk_widget_get_direction (strip) == GTK_TEXT_DIR_RTL)
    along = 1 - along;
  ret->row = position;
  ret->day = panel_calendar_span_first (self->span) + CLAMP ((int) (along * n), 0, n - 1);
  return TRUE;
}

static char *
tell_count (PanelCalendar *self)
{
  PanelCalendarCount count;
  g_autofree char *people = NULL;
  g_autofree char *days = NULL;

  if (!panel_calendar_block_is_wide (self->block))
    return g_strdup ("");
  panel_calendar_block_count (self->block, &count);
  people = g_strdup_printf (ngettext ("%'u person", "%'u people", count.n_rows), count.n_rows);
  if (count.n_cells == (guint64) count.n_rows * (guint64) count.n_days) {
    days = g_strdup_printf (ngettext ("%'d day", "%'d days", (gulong) count.n_days), count.n_days);
    /* Translators: what is selected in the calendar: "12 people × 5 days" */
    return g_strdup_printf (_ ("%s × %s"), people, days);
  }
  days = g_strdup_printf (ngettext ("%'" G_GUINT64_FORMAT " day in all",
                                    "%'" G_GUINT64_FORMAT " days in all", (gulong) count.n_cells),
                          count.n_cells);
  /* Translators: what is selected in the calendar: "3 people, 9 days in all" */
  return g_strdup_printf (_ ("%s, %s"), people, days);
}

static char *
tell_cursor (PanelCalendar *self, const PanelCalendarCell *cursor, const char *count)
{
  g_autoptr (SessionRow) row = g_list_model_get_item (G_LIST_MODEL (self->people), cursor->row);
  gint32 index = cursor->day - panel_calendar_span_first (self->span);
  char day[128] = "";
  GDate date;

  if (row == NULL)
    return g_strdup ("");
  if (index >= 0 && index < (gint32) panel_calendar_span_n_days (self->span)) {
    panel_calendar_span_day (self->span, (guint) index, &date);
    /* Translators: a day of the calendar as it is read aloud; see strftime(3) */
    g_date_strftime (day, sizeof day, _ ("%A %-d %B %Y"), &date);
  }
  if (*count == '\0')
    /* Translators: a person's name and a day */
    return g_strdup_printf (_ ("%s, %s"), session_row_name (row), day);
  /* Translators: a person's name, a day, and "12 people × 5 days" */
  return g_strdup_printf (_ ("%s, %s; %s selected"), session_row_name (row), day, count);
}

static void
describe (GtkWidget *row, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

void
panel_calendar_tell_block (PanelCalendar *self)
{
  g_autofree char *count = tell_count (self);
  g_autofree char *text = NULL;
  PanelCalendarCell cursor;
  GtkWidget *row = NULL;

  gtk_label_set_text (self->chosen, count);
  if (panel_calendar_block_cursor (self->block, &cursor))
    row = panel_calendar_find_row (self, cursor.row);
  if (self->told != NULL && self->told != row)
    describe (self->told, "");
  g_set_weak_pointer (&self->told, row);
  if (row == NULL)
    return;
  text = tell_cursor (self, &cursor, count);
  describe (row, text);
}
