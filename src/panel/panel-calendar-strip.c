/* panel-calendar-strip.c - one person's days in the calendar
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-strip.h"

#include "panel-calendar-density.h"
#include "panel-calendar-paint.h"
#include "panel-color.h"
#include "panel-lazy-row.h"
#include "panel-type.h"
#include "session-words-item.h"

#include <glib/gi18n-lib.h>

#define LEAST_WIDTH 160

struct _PanelCalendarStrip
{
  GtkWidget parent_instance;
  PanelCalendar *calendar; /* that it is in; NULL: none yet */
  PanelCalendarSpan *span; /* of the calendar */
  SessionRow *row;
  SessionTeamHead *head; /* instead of a person */
  GskRenderNode *drawn;  /* the bars; NULL: to be drawn anew */
  int drawn_width;
  int drawn_height;
};

G_DEFINE_FINAL_TYPE (PanelCalendarStrip, panel_calendar_strip, GTK_TYPE_WIDGET)

static double
day_width (PanelCalendarStrip *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1) /
         (double) panel_calendar_span_n_days (self->span);
}

static void
draw_shape (PanelCalendarStrip *self, const PanelCalendarCanvas *canvas, const SessionBar *bar,
            const PanelCalendarShape *shape)
{
  double day = day_width (self);
  g_autofree char *own = bar->item == NULL ? session_row_presence_text (self->row) : NULL;
  PanelCalendarBar drawn = {
    .x = (float) (shape->begin * day),
    .width = MAX ((float) ((shape->end - shape->begin) * day), PANEL_CALENDAR_LEAST_BAR),
    .origin = bar->origin,
    .marks = bar->marks,
    .is_cut_before = shape->is_cut_before,
    .is_cut_after = shape->is_cut_after,
  };

  if (bar->item != NULL) {
    OofType type = oof_item_parts (bar->item)->type;

    drawn.color = panel_type_color (canvas->widget, type, 1);
    drawn.text = session_words_type (type);
    drawn.sign = session_words_type_sign (type);
  } else {
    drawn.color = panel_color_named (canvas->widget, "accent_color", 1);
    drawn.text = own;
  }
  panel_calendar_paint_bar (canvas, &drawn);
}

static void
draw_bars (PanelCalendarStrip *self, const PanelCalendarCanvas *canvas)
{
  g_autoptr (GArray) bars = panel_calendar_bars (self->calendar, self->row);
  g_autoptr (GArray) shapes =
      panel_calendar_shapes_new (self->span, bars, panel_calendar_filter (self->calendar));

  for (guint i = 0; i < shapes->len; i++) {
    const PanelCalendarShape *shape = &g_array_index (shapes, PanelCalendarShape, i);

    draw_shape (self, canvas, &g_array_index (bars, SessionBar, shape->bar), shape);
  }
}

static GskRenderNode *
draw_person (PanelCalendarStrip *self, const PanelCalendarCanvas *canvas)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  PanelCalendarCanvas inner = *canvas;

  inner.snapshot = snapshot;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, canvas->width, canvas->height));
  if (self->row != NULL && !session_row_is_read (self->row)) {
    double now = panel_calendar_span_now (self->span);

    panel_calendar_paint_unknown (&inner, now > 0 ? (float) (now * day_width (self)) : 0);
  }
  if (self->row != NULL)
    draw_bars (self, &inner);
  if (self->head != NULL)
    panel_calendar_density_draw (&inner, self->span, self->head,
                                 panel_calendar_warn (self->calendar));
  gtk_snapshot_pop (snapshot);
  return gtk_snapshot_to_node (snapshot);
}

/* Days that are selected, and the cursor where it is in this row. */
static void
draw_block (PanelCalendarStrip *self, const PanelCalendarCanvas *canvas)
{
  PanelCalendarBlock *block = panel_calendar_block (self->calendar);
  guint position = panel_lazy_row_position (canvas->widget);
  gint32 first = panel_calendar_span_first (self->span);
  gint32 n = (gint32) panel_calendar_span_n_days (self->span);
  float day = (float) day_width (self);
  g_autoptr (GArray) runs = panel_calendar_block_days (block, position);
  GdkRGBA fill = panel_color_named (canvas->widget, "accent_bg_color", 0.25f);
  GdkRGBA line = panel_color_named (canvas->widget, "accent_color", 1);
  PanelCalendarCell cursor;

  for (guint i = 0; i < runs->len; i++) {
    const PanelCalendarPatch *run = &g_array_index (runs, PanelCalendarPatch, i);
    gint32 begin = CLAMP (run->day - first, 0, n);
    gint32 end = CLAMP (run->end_day - first, 0, n);

    if (begin < end)
      panel_calendar_paint_color (canvas, (float) begin * day, (float) (end - begin) * day, &fill);
  }
  if (panel_calendar_block_cursor (block, &cursor) && cursor.row == position &&
      cursor.day >= first && cursor.day < first + n)
    panel_calendar_paint_frame (canvas, (float) (cursor.day - first) * day, day, &line);
}

/* What is dragged, where it would be. */
static void
draw_ghost (PanelCalendarStrip *self, const PanelCalendarCanvas *canvas)
{
  double day = day_width (self);
  PanelCalendarBar ghost = { .origin = SESSION_ORIGIN_PERSON,
                             .color = panel_color_named (canvas->widget, "accent_color", 1) };
  double begin;
  double end;

  if (!panel_calendar_ghost (self->calendar, panel_lazy_row_position (canvas->widget), &begin,
                             &end))
    return;
  ghost.x = (float) (begin * day);
  ghost.width = MAX ((float) ((end - begin) * day), PANEL_CALENDAR_LEAST_BAR);
  panel_calendar_paint_bar (canvas, &ghost);
  panel_calendar_paint_frame (canvas, ghost.x, ghost.width, &ghost.color);
}

static void
panel_calendar_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PanelCalendarStrip *self = PANEL_CALENDAR_STRIP (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  PanelCalendarCanvas canvas = { .widget = widget,
                                 .snapshot = snapshot,
                                 .width = (float) width,
                                 .height = (float) height,
                                 .is_mirrored =
                                     gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL };

  if (self->span == NULL)
    return;
  canvas.words = panel_calendar_words (self->calendar);
  draw_block (self, &canvas);
  /* The bars stay as they are while something is selected: their texts are what costs. */
  if (self->drawn != NULL && (self->drawn_width != width || self->drawn_height != height))
    g_clear_pointer (&self->drawn, gsk_render_node_unref);
  if (self->drawn == NULL)
    self->drawn = draw_person (self, &canvas);
  self->drawn_width = width;
  self->drawn_height = height;
  if (self->drawn != NULL)
    gtk_snapshot_append_node (snapshot, self->drawn);
  draw_ghost (self, &canvas);
}

/* The bars are not what they were. */
static void
draw_anew (PanelCalendarStrip *self)
{
  g_clear_pointer (&self->drawn, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
panel_calendar_strip_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (panel_calendar_strip_parent_class)->css_changed (widget, change);
  if (PANEL_CALENDAR_STRIP (widget)->calendar != NULL)
    g_hash_table_remove_all (panel_calendar_words (PANEL_CALENDAR_STRIP (widget)->calendar));
  draw_anew (PANEL_CALENDAR_STRIP (widget));
}

static void
panel_calendar_strip_direction_changed (GtkWidget *widget, GtkTextDirection old)
{
  GTK_WIDGET_CLASS (panel_calendar_strip_parent_class)->direction_changed (widget, old);
  draw_anew (PANEL_CALENDAR_STRIP (widget));
}

static void
panel_calendar_strip_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                              int *least, int *natural, int *least_baseline, int *natural_baseline)
{
  *least = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *least = *natural = LEAST_WIDTH;
  } else {
    g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "Ág");

    pango_layout_get_pixel_size (layout, NULL, natural);
    *natural += 2 * panel_calendar_paint_margin ();
    *least = *natural;
  }
}

gboolean
panel_calendar_strip_find (PanelCalendarStrip *self, double x, PanelCalendarHit *ret)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double along = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - x : x;
  double day = day_width (self);
  g_autoptr (GArray) bars = NULL;
  g_autoptr (GArray) shapes = NULL;
  const PanelCalendarShape *shape;

  if (self->row == NULL || self->calendar == NULL)
    return FALSE;
  bars = panel_calendar_bars (self->calendar, self->row);
  shapes = panel_calendar_shapes_new (self->span, bars, panel_calendar_filter (self->calendar));
  shape = panel_calendar_shapes_find (shapes, along / day, PANEL_CALENDAR_LEAST_BAR / day);
  if (shape == NULL)
    return FALSE;
  ret->bar = g_array_index (bars, SessionBar, shape->bar);
  ret->shape = *shape;
  ret->place = along / day;
  ret->day_width = day;
  return TRUE;
}

static gint32
find_day (PanelCalendarStrip *self, double x)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double along = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - x : x;

  return panel_calendar_span_first (self->span) + (gint32) (along / day_width (self));
}

static gboolean
panel_calendar_strip_query_tooltip (GtkWidget *widget, int x, int y, gboolean is_by_key,
                                    GtkTooltip *tooltip)
{
  PanelCalendarStrip *self = PANEL_CALENDAR_STRIP (widget);
  g_autofree char *text = NULL;
  PanelCalendarHit hit;

  if (is_by_key || self->calendar == NULL)
    return FALSE;
  if (self->head != NULL) {
    text = panel_calendar_density_text (self->head, find_day (self, x),
                                        panel_calendar_warn (self->calendar));
    gtk_tooltip_set_text (tooltip, text);
    return TRUE;
  }
  if (!panel_calendar_strip_find (self, x, &hit))
    return FALSE;
  text = session_hub_bar_text (panel_calendar_hub (self->calendar), self->row, &hit.bar);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
leave_calendar (PanelCalendarStrip *self)
{
  if (self->calendar == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->span, self);
  g_signal_handlers_disconnect_by_data (panel_calendar_block (self->calendar), self);
  g_signal_handlers_disconnect_by_data (self->calendar, self);
  self->calendar = NULL;
  self->span = NULL;
}

static void
enter_calendar (PanelCalendarStrip *self, PanelCalendar *calendar)
{
  leave_calendar (self);
  self->calendar = calendar;
  self->span = panel_calendar_span (calendar);
  g_signal_connect_object (self->span, "changed", G_CALLBACK (draw_anew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (calendar, "bars-changed", G_CALLBACK (draw_anew), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (calendar, "ghost-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (panel_calendar_block (calendar), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

static void
show (PanelCalendarStrip *self, PanelCalendar *calendar, SessionRow *row, SessionTeamHead *head)
{
  if (calendar == NULL)
    leave_calendar (self);
  else if (self->calendar != calendar)
    enter_calendar (self, calendar);
  g_set_object (&self->row, row);
  g_set_object (&self->head, head);
  draw_anew (self);
}

void
panel_calendar_strip_show_head (PanelCalendarStrip *self, PanelCalendar *calendar,
                                SessionTeamHead *head)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("%'u person", "%'u people", session_team_head_n_all (head)),
                       session_team_head_n_all (head));

  show (self, calendar, NULL, head);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
panel_calendar_strip_show (PanelCalendarStrip *self, PanelCalendar *calendar, SessionRow *row)
{
  g_autofree char *text = row != NULL ? session_row_presence_text (row) : NULL;

  show (self, calendar, row, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
}

static void
panel_calendar_strip_dispose (GObject *object)
{
  PanelCalendarStrip *self = PANEL_CALENDAR_STRIP (object);

  leave_calendar (self);
  g_clear_object (&self->row);
  g_clear_object (&self->head);
  g_clear_pointer (&self->drawn, gsk_render_node_unref);
  G_OBJECT_CLASS (panel_calendar_strip_parent_class)->dispose (object);
}

static void
panel_calendar_strip_class_init (PanelCalendarStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_calendar_strip_dispose;
  widget_class->snapshot = panel_calendar_strip_snapshot;
  widget_class->measure = panel_calendar_strip_measure;
  widget_class->css_changed = panel_calendar_strip_css_changed;
  widget_class->direction_changed = panel_calendar_strip_direction_changed;
  widget_class->query_tooltip = panel_calendar_strip_query_tooltip;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "strip");
}

static void
panel_calendar_strip_init (PanelCalendarStrip *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}
