/* panel-calendar-grid.c - the days behind all rows of the calendar
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-grid.h"

#include "oof-days.h"
#include "panel-color.h"

struct _PanelCalendarGrid
{
  GtkWidget parent_instance;
  PanelCalendarSpan *span;
  GPtrArray *holidays; /* OofDays; NULL: none */
};

G_DEFINE_FINAL_TYPE (PanelCalendarGrid, panel_calendar_grid, GTK_TYPE_WIDGET)

/* x: days from the reading side; width: pixels. */
static void
fill (GtkWidget *widget, GtkSnapshot *snapshot, double x, float width, const GdkRGBA *color)
{
  guint n = panel_calendar_span_n_days (PANEL_CALENDAR_GRID (widget)->span);
  float all = (float) gtk_widget_get_width (widget);
  float begin = (float) x * all / (float) n;
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT (is_mirrored ? all - begin - width : begin, 0,
                                                  width, (float) gtk_widget_get_height (widget)));
}

static gboolean
has_line (PanelCalendarSpan *span, guint index)
{
  GDate day;

  panel_calendar_span_day (span, index, &day);
  switch (panel_calendar_span_unit (span)) {
  case PANEL_CALENDAR_YEAR:
    return g_date_get_day (&day) == 1;
  case PANEL_CALENDAR_QUARTER:
    return panel_calendar_span_begins_week (span, index);
  case PANEL_CALENDAR_WEEK:
  case PANEL_CALENDAR_MONTH:
  default:
    return TRUE;
  }
}

static gboolean
is_holiday (PanelCalendarGrid *self, guint index)
{
  gint32 day = panel_calendar_span_first (self->span) + (gint32) index;

  for (guint i = 0; self->holidays != NULL && i < self->holidays->len; i++)
    if (oof_days_has (g_ptr_array_index (self->holidays, i), day))
      return TRUE;
  return FALSE;
}

static void
panel_calendar_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PanelCalendarSpan *span = PANEL_CALENDAR_GRID (widget)->span;
  GdkRGBA free_day = panel_color_text (widget, 0.06f);
  GdkRGBA line = panel_color_text (widget, 0.08f);
  GdkRGBA now_color = panel_color_named (widget, "accent_color", 0.9f);
  gboolean is_year;
  guint n;

  if (span == NULL)
    return;
  is_year = panel_calendar_span_unit (span) == PANEL_CALENDAR_YEAR;
  n = panel_calendar_span_n_days (span);
  for (guint i = 0; i < n; i++) {
    if (!is_year &&
        (panel_calendar_span_is_weekend (span, i) || is_holiday (PANEL_CALENDAR_GRID (widget), i)))
      fill (widget, snapshot, i, (float) gtk_widget_get_width (widget) / (float) n, &free_day);
    if (i > 0 && has_line (span, i))
      fill (widget, snapshot, i, 1, &line);
  }
  if (panel_calendar_span_now (span) >= 0)
    fill (widget, snapshot, panel_calendar_span_now (span), 2, &now_color);
}

void
panel_calendar_grid_set_span (PanelCalendarGrid *self, PanelCalendarSpan *span)
{
  g_set_object (&self->span, span);
  g_signal_connect_object (span, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

void
panel_calendar_grid_set_holidays (PanelCalendarGrid *self, GPtrArray *holidays)
{
  g_clear_pointer (&self->holidays, g_ptr_array_unref);
  self->holidays = holidays != NULL ? g_ptr_array_ref (holidays) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
panel_calendar_grid_dispose (GObject *object)
{
  g_clear_object (&PANEL_CALENDAR_GRID (object)->span);
  g_clear_pointer (&PANEL_CALENDAR_GRID (object)->holidays, g_ptr_array_unref);
  G_OBJECT_CLASS (panel_calendar_grid_parent_class)->dispose (object);
}

static void
panel_calendar_grid_class_init (PanelCalendarGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_calendar_grid_dispose;
  widget_class->snapshot = panel_calendar_grid_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
panel_calendar_grid_init (PanelCalendarGrid *self)
{
}
