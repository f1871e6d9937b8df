/* panel-out-print.c - who is out, on paper
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-out-print.h"

#include <glib/gi18n-lib.h>

#define GAP 1.4 /* height of a row, in lines */

/* How wide the columns are, in parts of the page. */
static const double widths[] = { 0.26, 0.18, 0.16, 0.40 };

#define N_COLUMNS G_N_ELEMENTS (widths)

typedef struct
{
  SessionOut *out;
  guint rows_on_first; /* below the title */
  guint rows_on_other;
  double row_height; /* points, as everything here */
  double head_height;
} Print;

static PangoLayout *
new_layout (GtkPrintContext *context, const char *font, const char *text, double width)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  PangoFontDescription *description = pango_font_description_from_string (font);

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* Returns its height. */
static double
draw_text (GtkPrintContext *context, const char *font, const char *text, const graphene_rect_t *at)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = new_layout (context, font, text, at->size.width);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  cairo_move_to (cairo, at->origin.x, at->origin.y);
  pango_cairo_show_layout (cairo, layout);
  return height;
}

static void
draw_row (GtkPrintContext *context, const char *font, const char *const *cells, double y)
{
  double width = gtk_print_context_get_width (context);
  gboolean is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  double x = 0;

  for (guint i = 0; i < N_COLUMNS; i++) {
    double left = is_rtl ? width - x - widths[i] * width : x;

    draw_text (context, font, cells[i],
               &GRAPHENE_RECT_INIT ((float) left, (float) y, (float) (widths[i] * width - 6), 0));
    x += widths[i] * width;
  }
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Print *self)
{
  double height = gtk_print_context_get_height (context);
  g_autoptr (PangoLayout) line =
      new_layout (context, "Sans 10", "Äg", gtk_print_context_get_width (context));
  guint n = session_out_rows (self->out)->len;
  int line_height;

  pango_layout_get_pixel_size (line, NULL, &line_height);
  self->row_height = GAP * line_height;
  self->head_height = 4 * self->row_height;
  self->rows_on_other = (guint) MAX (1, height / self->row_height - 1);
  self->rows_on_first = (guint) MAX (1, (height - self->head_height) / self->row_height - 1);
  gtk_print_operation_set_n_pages (
      operation,
      n <= self->rows_on_first
          ? 1
          : 1 + (int) ((n - self->rows_on_first + self->rows_on_other - 1) / self->rows_on_other));
}

static void
draw_head (GtkPrintContext *context, Print *self)
{
  float width = (float) gtk_print_context_get_width (context);
  g_autofree char *title = session_out_title (self->out);
  g_autofree char *summary = session_out_summary (self->out);

  draw_text (context, "Sans Bold 16", title, &GRAPHENE_RECT_INIT (0, 0, width, 0));
  draw_text (context, "Sans 10", summary,
             &GRAPHENE_RECT_INIT (0, (float) (2 * self->row_height), width, 0));
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *self)
{
  const GPtrArray *rows = session_out_rows (self->out);
  const char *const titles[] = { _ ("Name"), _ ("Department"), _ ("Why"), _ ("When") };
  guint first = page == 0 ? 0 : self->rows_on_first + (guint) (page - 1) * self->rows_on_other;
  guint most = page == 0 ? self->rows_on_first : self->rows_on_other;
  double y = page == 0 ? self->head_height : 0;

  if (page == 0)
    draw_head (context, self);
  draw_row (context, "Sans Bold 10", titles, y);
  for (guint i = first; i < rows->len && i < first + most; i++) {
    const SessionOutRow *row = rows->pdata[i];
    g_autofree char *when = session_out_when (self->out, row);
    const char *const cells[] = { row->name, row->department, session_out_what (row), when };

    y += self->row_height;
    draw_row (context, "Sans 10", cells, y);
  }
}

static void
print_free (gpointer data, GClosure *closure)
{
  Print *self = data;

  session_out_unref (self->out);
  g_free (self);
}

GtkPrintOperation *
panel_out_print_new (SessionOut *out)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autofree char *title = session_out_title (out);
  Print *self = g_new0 (Print, 1);

  self->out = session_out_ref (out);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), self);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_cb), self, print_free, 0);
  return operation;
}
