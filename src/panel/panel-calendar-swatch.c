/* panel-calendar-swatch.c - a small piece of a bar, as the calendar draws it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-swatch.h"

#include "panel-calendar-paint.h"
#include "panel-color.h"
#include "panel-type.h"
#include "session-words-item.h"

struct _PanelCalendarSwatch
{
  GtkWidget parent_instance;
  SessionOrigin origin;
  guint marks;
  int type;
};

G_DEFINE_FINAL_TYPE (PanelCalendarSwatch, panel_calendar_swatch, GTK_TYPE_WIDGET)

static int
measure_line (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "Ág");
  int height = 0;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static void
panel_calendar_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                               int *least, int *natural, int *least_baseline, int *natural_baseline)
{
  int line = measure_line (widget);

  *least = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? 2 * line : line + panel_calendar_paint_margin ();
}

static void
panel_calendar_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PanelCalendarSwatch *self = PANEL_CALENDAR_SWATCH (widget);
  PanelCalendarCanvas canvas = { .widget = widget,
                                 .snapshot = snapshot,
                                 .width = (float) gtk_widget_get_width (widget),
                                 .height = (float) gtk_widget_get_height (widget),
                                 .is_mirrored =
                                     gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL };
  PanelCalendarBar bar = { .width = canvas.width, .origin = self->origin, .marks = self->marks };

  if (self->type >= 0) {
    bar.color = panel_type_color (widget, (OofType) self->type, 1);
    bar.text = session_words_type_sign ((OofType) self->type);
  } else {
    bar.color = panel_color_text (widget, 0.8f);
  }
  panel_calendar_paint_bar (&canvas, &bar);
}

static void
panel_calendar_swatch_class_init (PanelCalendarSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = panel_calendar_swatch_measure;
  widget_class->snapshot = panel_calendar_swatch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
panel_calendar_swatch_init (PanelCalendarSwatch *self)
{
}

GtkWidget *
panel_calendar_swatch_new (SessionOrigin origin, guint marks, int type)
{
  PanelCalendarSwatch *self = g_object_new (PANEL_TYPE_CALENDAR_SWATCH, NULL);

  self->origin = origin;
  self->marks = marks;
  self->type = type;
  return GTK_WIDGET (self);
}
