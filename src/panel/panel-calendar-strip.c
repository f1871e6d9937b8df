/* panel-calendar-strip.c - when a reply goes out for one person
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-strip.h"

#include "panel-color.h"
#include "panel-lazy-row.h"

#define LEAST_WIDTH 160
#define BAR_MARGIN 5 /* above and below a bar */
#define BAR_RADIUS 5
#define LEAST_BAR 5 /* so wide that it is seen */
#define TEXT_MARGIN 7
#define DOT 2 /* of the line where nothing is known yet */
#define DOT_STEP 7

struct _PanelCalendarStrip
{
  GtkWidget parent_instance;
  PanelCalendar *calendar; /* that it is in; NULL: none yet */
  PanelCalendarSpan *span; /* of the calendar */
  SessionRow *row;
  GskRenderNode *drawn; /* the bars; NULL: to be drawn anew */
  int drawn_width;
  int drawn_height;
};

G_DEFINE_FINAL_TYPE (PanelCalendarStrip, panel_calendar_strip, GTK_TYPE_WIDGET)

/* What a bar looks like, by presence. The fill is never all that tells them apart. */
static const struct
{
  const char *color; /* NULL: no bar */
  float fill;
  gboolean is_solid; /* else an outline, too: it has not begun */
} looks[] = {
  [SESSION_PRESENCE_UNKNOWN] = { NULL, 0, FALSE },
  [SESSION_PRESENCE_IN] = { NULL, 0, FALSE },
  [SESSION_PRESENCE_PLANNED] = { "success_color", 0.2f, FALSE },
  [SESSION_PRESENCE_AWAY_UNTIL] = { "accent_color", 0.3f, TRUE },
  [SESSION_PRESENCE_OPEN_END] = { "warning_color", 0.3f, TRUE },
  [SESSION_PRESENCE_FAILED] = { NULL, 0, FALSE },
};

/* Where the strip is drawn to: days from the reading side. */
typedef struct
{
  GtkWidget *widget;
  GtkSnapshot *snapshot;
  float width;
  float height;
  float day; /* width of one */
  gboolean is_mirrored;
} Canvas;

/* Some whole days, as high as the row. */
static graphene_rect_t
find_box (const Canvas *canvas, gint32 first, gint32 n)
{
  float x = (float) first * canvas->day;
  float width = (float) n * canvas->day;

  return GRAPHENE_RECT_INIT (canvas->is_mirrored ? canvas->width - x - width : x, 0, width,
                             canvas->height);
}

/* Dots where it is not known yet whether something is planned. */
static void
draw_unknown (PanelCalendarStrip *self, const Canvas *canvas)
{
  GdkRGBA color = panel_color_text (canvas->widget, 0.3f);
  double now = panel_calendar_span_now (self->span);
  float begin = now > 0 ? (float) now * canvas->day : 0;

  for (float x = begin + DOT_STEP; x < canvas->width; x += DOT_STEP) {
    float left = canvas->is_mirrored ? canvas->width - x - DOT : x;

    gtk_snapshot_append_color (canvas->snapshot, &color,
                               &GRAPHENE_RECT_INIT (left, (canvas->height - DOT) / 2, DOT, DOT));
  }
}

/* From where to where in days; FALSE: nothing of it is among these. A reply of which nobody knows
 * since when it goes out is drawn from now on. */
static gboolean
find_bar (PanelCalendarStrip *self, double *ret_begin, double *ret_end)
{
  double n = panel_calendar_span_n_days (self->span);
  GDateTime *from;
  GDateTime *until;

  if (self->row == NULL || !session_row_window (self->row, &from, &until))
    return FALSE;

  *ret_begin = from != NULL ? panel_calendar_span_place (self->span, from)
                            : panel_calendar_span_since_now (self->span);
  *ret_end = until != NULL ? panel_calendar_span_place (self->span, until) : n + 1;
  return *ret_begin<n && * ret_end> 0 && *ret_end > *ret_begin;
}

static void
draw_text (const Canvas *canvas, const char *text, float left, float width)
{
  g_autoptr (PangoLayout) layout = NULL;
  GdkRGBA color = panel_color_text (canvas->widget, 1);
  int text_height = 0;

  if (width < 3 * TEXT_MARGIN + 2 * BAR_RADIUS)
    return;
  layout = gtk_widget_create_pango_layout (canvas->widget, text);
  pango_layout_set_width (layout, (int) ((width - 2 * TEXT_MARGIN) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  gtk_snapshot_save (canvas->snapshot);
  gtk_snapshot_translate (
      canvas->snapshot,
      &GRAPHENE_POINT_INIT (left + TEXT_MARGIN, (canvas->height - (float) text_height) / 2));
  gtk_snapshot_append_layout (canvas->snapshot, layout, &color);
  gtk_snapshot_restore (canvas->snapshot);
}

static void
draw_bar (PanelCalendarStrip *self, const Canvas *canvas, double begin, double end)
{
  SessionPresence presence = session_row_presence (self->row);
  GdkRGBA color = panel_color_named (canvas->widget, looks[presence].color, 1);
  GdkRGBA inside = panel_color_named (canvas->widget, looks[presence].color, looks[presence].fill);
  g_autofree char *text = session_row_presence_text (self->row);
  float n = (float) panel_calendar_span_n_days (self->span);
  float x = MAX ((float) begin, 0) * canvas->day;
  float width = MAX (MIN ((float) end, n) * canvas->day - x, LEAST_BAR);
  float left = canvas->is_mirrored ? canvas->width - x - width : x;
  float thin = looks[presence].is_solid ? 0 : 1;
  /* An end that is not among these days is cut, not round. */
  float first = begin < 0 ? 0 : BAR_RADIUS;
  float last = end > n ? 0 : BAR_RADIUS;
  float left_radius = canvas->is_mirrored ? last : first;
  float right_radius = canvas->is_mirrored ? first : last;
  graphene_rect_t box =
      GRAPHENE_RECT_INIT (left, BAR_MARGIN, width, canvas->height - 2 * BAR_MARGIN);
  GskRoundedRect outline;

  gsk_rounded_rect_init (&outline, &box, &GRAPHENE_SIZE_INIT (left_radius, left_radius),
                         &GRAPHENE_SIZE_INIT (right_radius, right_radius),
                         &GRAPHENE_SIZE_INIT (right_radius, right_radius),
                         &GRAPHENE_SIZE_INIT (left_radius, left_radius));
  gtk_snapshot_push_rounded_clip (canvas->snapshot, &outline);
  gtk_snapshot_append_color (canvas->snapshot, &inside, &box);
  if (looks[presence].is_solid) /* the side on which it begins */
    gtk_snapshot_append_color (canvas->snapshot, &color,
                               &GRAPHENE_RECT_INIT (canvas->is_mirrored ? left + width - 3 : left,
                                                    BAR_MARGIN, 3, box.size.height));
  gtk_snapshot_pop (canvas->snapshot);
  gtk_snapshot_append_border (canvas->snapshot, &outline, (float[4]){ thin, thin, thin, thin },
                              (GdkRGBA[4]){ color, color, color, color });
  draw_text (canvas, text, left, width);
}

static GskRenderNode *
draw_bars (PanelCalendarStrip *self, const Canvas *canvas)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  Canvas inner = *canvas;
  double begin;
  double end;

  inner.snapshot = snapshot;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, canvas->width, canvas->height));
  if (self->row != NULL && !session_row_is_read (self->row))
    draw_unknown (self, &inner);
  if (find_bar (self, &begin, &end))
    draw_bar (self, &inner, begin, end);
  gtk_snapshot_pop (snapshot);
  return gtk_snapshot_to_node (snapshot);
}

static void
draw_cursor (const Canvas *canvas, gint32 index)
{
  GdkRGBA line = panel_color_named (canvas->widget, "accent_color", 1);
  graphene_rect_t box = find_box (canvas, index, 1);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &box, 0);
  gtk_snapshot_append_border (canvas->snapshot, &outline, (float[4]){ 2, 2, 2, 2 },
                              (GdkRGBA[4]){ line, line, line, line });
}

/* Days that are selected, and the cursor where it is in this row. */
static void
draw_block (PanelCalendarStrip *self, const Canvas *canvas)
{
  PanelCalendarBlock *block = panel_calendar_block (self->calendar);
  guint position = panel_lazy_row_position (canvas->widget);
  gint32 first = panel_calendar_span_first (self->span);
  gint32 n = (gint32) panel_calendar_span_n_days (self->span);
  g_autoptr (GArray) runs = panel_calendar_block_days (block, position);
  GdkRGBA fill = panel_color_named (canvas->widget, "accent_bg_color", 0.25f);
  PanelCalendarCell cursor;

  for (guint i = 0; i < runs->len; i++) {
    const PanelCalendarPatch *run = &g_array_index (runs, PanelCalendarPatch, i);
    gint32 begin = CLAMP (run->day - first, 0, n);
    gint32 end = CLAMP (run->end_day - first, 0, n);
    graphene_rect_t box = find_box (canvas, begin, end - begin);

    if (begin < end)
      gtk_snapshot_append_color (canvas->snapshot, &fill, &box);
  }
  if (panel_calendar_block_cursor (block, &cursor) && cursor.row == position &&
      cursor.day >= first && cursor.day < first + n)
    draw_cursor (canvas, cursor.day - first);
}

static void
panel_calendar_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PanelCalendarStrip *self = PANEL_CALENDAR_STRIP (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  Canvas canvas = { .widget = widget,
                    .snapshot = snapshot,
                    .width = (float) width,
                    .height = (float) height,
                    .is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL };

  if (self->span == NULL)
    return;
  canvas.day = canvas.width / (float) panel_calendar_span_n_days (self->span);
  draw_block (self, &canvas);
  /* The bars stay as they are while something is selected: their texts are what costs. */
  if (self->drawn != NULL && (self->drawn_width != width || self->drawn_height != height))
    g_clear_pointer (&self->drawn, gsk_render_node_unref);
  if (self->drawn == NULL)
    self->drawn = draw_bars (self, &canvas);
  self->drawn_width = width;
  self->drawn_height = height;
  if (self->drawn != NULL)
    gtk_snapshot_append_node (snapshot, self->drawn);
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
    *natural += 2 * (BAR_MARGIN + 3);
    *least = *natural;
  }
}

static void
leave_calendar (PanelCalendarStrip *self)
{
  if (self->calendar == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->span, self);
  g_signal_handlers_disconnect_by_data (panel_calendar_block (self->calendar), self);
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
  g_signal_connect_object (panel_calendar_block (calendar), "changed",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

void
panel_calendar_strip_show (PanelCalendarStrip *self, PanelCalendar *calendar, SessionRow *row)
{
  g_autofree char *text = row != NULL ? session_row_presence_text (row) : NULL;
  gboolean has_news = row != NULL && session_row_presence (row) != SESSION_PRESENCE_IN;

  if (self->calendar != calendar)
    enter_calendar (self, calendar);
  g_set_object (&self->row, row);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), has_news ? text : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
  draw_anew (self);
}

static void
panel_calendar_strip_dispose (GObject *object)
{
  PanelCalendarStrip *self = PANEL_CALENDAR_STRIP (object);

  leave_calendar (self);
  g_clear_object (&self->row);
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
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "strip");
}

static void
panel_calendar_strip_init (PanelCalendarStrip *self)
{
}
