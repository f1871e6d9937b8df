/* panel-calendar-head.c - the names of the days above the calendar's rows
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-head.h"

#include "panel-color.h"

#include <glib/gi18n-lib.h>

#define MARGIN 3

struct _PanelCalendarHead
{
  GtkWidget parent_instance;
  PanelCalendarSpan *span;
};

G_DEFINE_FINAL_TYPE (PanelCalendarHead, panel_calendar_head, GTK_TYPE_WIDGET)

typedef struct
{
  guint first; /* day */
  guint n_days;
  gboolean is_today;
  char *words;
} Mark;

static void
clear_mark (gpointer data)
{
  g_free (((Mark *) data)->words);
}

static const char *
mark_format (PanelCalendarUnit unit)
{
  switch (unit) {
  case PANEL_CALENDAR_WEEK:
    /* Translators: a day above the calendar of a week; see strftime(3) */
    return _ ("%a %-d");
  case PANEL_CALENDAR_QUARTER:
    /* Translators: the first day of a week above the calendar of a quarter; see strftime(3) */
    return _ ("%-d %b");
  case PANEL_CALENDAR_YEAR:
    /* Translators: a month above the calendar of a year; see strftime(3) */
    return _ ("%b");
  case PANEL_CALENDAR_MONTH:
  default:
    /* Translators: a day above the calendar of a month; see strftime(3) */
    return _ ("%-d");
  }
}

static gboolean
begins_mark (PanelCalendarSpan *span, guint index, const GDate *day)
{
  switch (panel_calendar_span_unit (span)) {
  case PANEL_CALENDAR_YEAR:
    return g_date_get_day (day) == 1;
  case PANEL_CALENDAR_QUARTER:
    return panel_calendar_span_begins_week (span, index);
  case PANEL_CALENDAR_WEEK:
  case PANEL_CALENDAR_MONTH:
  default:
    return TRUE;
  }
}

static GArray *
make_marks (PanelCalendarSpan *span)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  PanelCalendarUnit unit = panel_calendar_span_unit (span);
  gboolean has_days = unit == PANEL_CALENDAR_WEEK || unit == PANEL_CALENDAR_MONTH;
  double now = panel_calendar_span_now (span);
  guint n = panel_calendar_span_n_days (span);

  g_array_set_clear_func (marks, clear_mark);
  for (guint i = 0; i < n; i++) {
    char words[64];
    Mark mark = { .first = i, .n_days = 1 };
    GDate day;

    panel_calendar_span_day (span, i, &day);
    if (!begins_mark (span, i, &day)) {
      if (marks->len > 0)
        g_array_index (marks, Mark, marks->len - 1).n_days++;
      continue;
    }
    g_date_strftime (words, sizeof words, mark_format (unit), &day);
    mark.words = g_strdup (words);
    mark.is_today = has_days && now >= i && now < i + 1;
    g_array_append_val (marks, mark);
  }
  return marks;
}

static PangoLayout *
make_layout (GtkWidget *widget, const Mark *mark)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, mark->words);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (mark->is_today)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/* Every how many marks there is room for one. */
static guint
find_step (GtkWidget *widget, GArray *marks, float day)
{
  for (guint i = 0; i < marks->len; i++) {
    const Mark *mark = &g_array_index (marks, Mark, i);
    g_autoptr (PangoLayout) layout = make_layout (widget, mark);
    int width = 0;

    pango_layout_get_pixel_size (layout, &width, NULL);
    if (i + 1 < marks->len && (float) (width + 2 * MARGIN) > (float) mark->n_days * day)
      return (guint) ((float) (width + 2 * MARGIN) / ((float) mark->n_days * day)) + 1;
  }
  return 1;
}

/* The first one that is drawn: so that today is, when it is among them. */
static guint
find_first (GArray *marks, guint step)
{
  for (guint i = 0; i < marks->len; i++)
    if (g_array_index (marks, Mark, i).is_today)
      return i % step;
  return 0;
}

static void
draw_mark (GtkWidget *widget, GtkSnapshot *snapshot, const Mark *mark, float day)
{
  g_autoptr (PangoLayout) layout = make_layout (widget, mark);
  GdkRGBA color = mark->is_today ? panel_color_named (widget, "accent_color", 1)
                                 : panel_color_text (widget, 0.8f);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float room = (float) mark->n_days * day;
  float x = (float) mark->first * day;
  int width = 0;
  int height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (mark->n_days == 1 && (float) width <= room)
    x += (room - (float) width) / 2;
  else
    x += MARGIN;
  if (is_mirrored)
    x = (float) gtk_widget_get_width (widget) - x - (float) width;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (x, (float) (gtk_widget_get_height (widget) - height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
panel_calendar_head_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PanelCalendarHead *self = PANEL_CALENDAR_HEAD (widget);
  g_autoptr (GArray) marks = NULL;
  float width = (float) gtk_widget_get_width (widget);
  float day;
  guint step;

  if (self->span == NULL)
    return;
  marks = make_marks (self->span);
  day = width / (float) panel_calendar_span_n_days (self->span);
  step = find_step (widget, marks, day);
  gtk_snapshot_push_clip (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, width, (float) gtk_widget_get_height (widget)));
  for (guint i = find_first (marks, step); i < marks->len; i += step)
    draw_mark (widget, snapshot, &g_array_index (marks, Mark, i), day);
  gtk_snapshot_pop (snapshot);
}

static void
panel_calendar_head_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *least, int *natural, int *least_baseline, int *natural_baseline)
{
  *least = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL) {
    g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "Ág");

    pango_layout_get_pixel_size (layout, NULL, natural);
    *least = *natural;
  }
}

void
panel_calendar_head_set_span (PanelCalendarHead *self, PanelCalendarSpan *span)
{
  g_set_object (&self->span, span);
  g_signal_connect_object (span, "changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

static void
panel_calendar_head_dispose (GObject *object)
{
  g_clear_object (&PANEL_CALENDAR_HEAD (object)->span);
  G_OBJECT_CLASS (panel_calendar_head_parent_class)->dispose (object);
}

static void
panel_calendar_head_class_init (PanelCalendarHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_calendar_head_dispose;
  widget_class->snapshot = panel_calendar_head_snapshot;
  widget_class->measure = panel_calendar_head_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "strip");
}

static void
panel_calendar_head_init (PanelCalendarHead *self)
{
}
