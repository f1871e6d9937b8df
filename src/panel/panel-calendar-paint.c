/* panel-calendar-paint.c - what bars, selected days and marks look like
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-paint.h"

#include "panel-calendar-flat.h"
#include "panel-calendar-marks.h"
#include "panel-color.h"

#define MARGIN 5 /* above and below a bar */
#define RADIUS 5
#define CHAMFER 2
#define EDGE 3 /* where a bar begins */
#define PAST 0.6f
#define MOST_WORDS 200
#define LEAST_PART 48 /* pixels: less shows a letter only */
#define WIDE (4 * ICON)
#define TEXT_MARGIN 7
#define BEHIND 3 /* what is seen of those behind */
#define HATCH 7
#define SPOT_STEP 5
#define ICON 12
#define DOT 2 /* of the line where nothing is known yet */
#define DOT_STEP 7

int
panel_calendar_paint_margin (void)
{
  return MARGIN + 3;
}

static float
left_of (const PanelCalendarCanvas *canvas, float x, float width)
{
  return canvas->is_mirrored ? canvas->width - x - width : x;
}

void
panel_calendar_paint_color (const PanelCalendarCanvas *canvas, float x, float width,
                            const GdkRGBA *color)
{
  gtk_snapshot_append_color (
      canvas->snapshot, color,
      &GRAPHENE_RECT_INIT (left_of (canvas, x, width), 0, width, canvas->height));
}

static void
paint_outline (const PanelCalendarCanvas *canvas, const GskRoundedRect *outline, float thickness,
               const GdkRGBA *color)
{
  gtk_snapshot_append_border (canvas->snapshot, outline,
                              (float[4]){ thickness, thickness, thickness, thickness },
                              (GdkRGBA[4]){ *color, *color, *color, *color });
}

void
panel_calendar_paint_frame (const PanelCalendarCanvas *canvas, float x, float width,
                            const GdkRGBA *color)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (
      &outline, &GRAPHENE_RECT_INIT (left_of (canvas, x, width), 0, width, canvas->height), 0);
  paint_outline (canvas, &outline, 2, color);
}

void
panel_calendar_paint_unknown (const PanelCalendarCanvas *canvas, float x)
{
  GdkRGBA color = panel_color_text (canvas->widget, 0.3f);

  for (x += DOT_STEP; x < canvas->width; x += DOT_STEP)
    gtk_snapshot_append_color (
        canvas->snapshot, &color,
        &GRAPHENE_RECT_INIT (left_of (canvas, x, DOT), (canvas->height - DOT) / 2, DOT, DOT));
}

static GdkRGBA
thinner (const GdkRGBA *color, float alpha)
{
  GdkRGBA thin = *color;

  thin.alpha *= alpha;
  return thin;
}

static void
fill_hatched (const PanelCalendarCanvas *canvas, const graphene_rect_t *box, const GdkRGBA *color)
{
  GdkRGBA line = thinner (color, 0.5f);
  GdkRGBA gap = thinner (color, 0.12f);
  GskColorStop stops[] = { { 0, gap }, { 0.6f, gap }, { 0.6f, line }, { 1, line } };

  gtk_snapshot_append_repeating_linear_gradient (
      canvas->snapshot, box, &box->origin,
      &GRAPHENE_POINT_INIT (box->origin.x + HATCH / 1.5f, box->origin.y + HATCH / 1.5f), stops,
      G_N_ELEMENTS (stops));
}

static void
fill_dotted (const PanelCalendarCanvas *canvas, const graphene_rect_t *box, const GdkRGBA *color)
{
  GdkRGBA ground = thinner (color, 0.14f);
  GdkRGBA spot = thinner (color, 0.4f);

  gtk_snapshot_append_color (canvas->snapshot, &ground, box);
  gtk_snapshot_push_repeat (
      canvas->snapshot, box,
      &GRAPHENE_RECT_INIT (box->origin.x, box->origin.y, SPOT_STEP, SPOT_STEP));
  gtk_snapshot_append_color (canvas->snapshot, &spot,
                             &GRAPHENE_RECT_INIT (box->origin.x + 1, box->origin.y + 1, 2, 2));
  gtk_snapshot_pop (canvas->snapshot);
}

/* A rectangle whose corners are a pixel or two short: on whole pixels, because those are filled
 * several times as quickly as round corners and halves of pixels. */
static void
fill_solid (const PanelCalendarCanvas *canvas, const GskRoundedRect *outline, const GdkRGBA *color)
{
  const graphene_rect_t *box = &outline->bounds;
  float left = MIN (outline->corner[GSK_CORNER_TOP_LEFT].width, CHAMFER);
  float right = MIN (outline->corner[GSK_CORNER_TOP_RIGHT].width, CHAMFER);
  float width = box->size.width - left - right;
  GdkRGBA solid = thinner (color, 0.4f);

  gtk_snapshot_append_color (canvas->snapshot, &solid,
                             &GRAPHENE_RECT_INIT (box->origin.x, box->origin.y + CHAMFER,
                                                  box->size.width, box->size.height - 2 * CHAMFER));
  gtk_snapshot_append_color (
      canvas->snapshot, &solid,
      &GRAPHENE_RECT_INIT (box->origin.x + left, box->origin.y, width, CHAMFER));
  gtk_snapshot_append_color (canvas->snapshot, &solid,
                             &GRAPHENE_RECT_INIT (box->origin.x + left,
                                                  box->origin.y + box->size.height - CHAMFER, width,
                                                  CHAMFER));
}

static void
fill (const PanelCalendarCanvas *canvas, const PanelCalendarBar *bar, const GskRoundedRect *outline)
{
  const graphene_rect_t *box = &outline->bounds;

  switch (bar->origin) {
  case SESSION_ORIGIN_PERSON:
    fill_solid (canvas, outline, &bar->color);
    break;
  case SESSION_ORIGIN_RULE:
    fill_hatched (canvas, box, &bar->color);
    break;
  case SESSION_ORIGIN_OWN:
    fill_dotted (canvas, box, &bar->color);
    break;
  case SESSION_ORIGIN_CALENDAR: /* its outline is all */
  default:
    return;
  }
  if (!bar->is_cut_before)
    gtk_snapshot_append_color (canvas->snapshot, &bar->color,
                               &GRAPHENE_RECT_INIT (canvas->is_mirrored
                                                        ? box->origin.x + box->size.width - EDGE
                                                        : box->origin.x,
                                                    box->origin.y, EDGE, box->size.height));
}

/* An end that is not shown is cut, not round. */
static void
init_outline (const PanelCalendarCanvas *canvas, const PanelCalendarBar *bar,
              const graphene_rect_t *box, GskRoundedRect *ret)
{
  float radius = MIN (RADIUS, box->size.width / 2);
  float first = bar->is_cut_before ? 0 : radius;
  float last = bar->is_cut_after ? 0 : radius;
  float left = canvas->is_mirrored ? last : first;
  float right = canvas->is_mirrored ? first : last;

  gsk_rounded_rect_init (ret, box, &GRAPHENE_SIZE_INIT (left, left),
                         &GRAPHENE_SIZE_INIT (right, right), &GRAPHENE_SIZE_INIT (right, right),
                         &GRAPHENE_SIZE_INIT (left, left));
}

/* What lies behind is seen below the one in front. */
static void
paint_behind (const PanelCalendarCanvas *canvas, graphene_rect_t *box)
{
  GdkRGBA color = panel_color_text (canvas->widget, 0.55f);

  box->size.height -= BEHIND;
  gtk_snapshot_append_color (canvas->snapshot, &color,
                             &GRAPHENE_RECT_INIT (box->origin.x + 2,
                                                  box->origin.y + box->size.height + 1,
                                                  MAX (box->size.width - 4, 1), BEHIND - 1));
}

static void
draw_icon (const PanelCalendarCanvas *canvas, GtkSnapshot *snapshot, const char *name)
{
  GdkDisplay *display = gtk_widget_get_display (canvas->widget);
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (display), name, NULL, ICON,
      gtk_widget_get_scale_factor (canvas->widget), gtk_widget_get_direction (canvas->widget), 0);
  GdkRGBA color = panel_color_text (canvas->widget, 1);

  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON, ICON,
                                            (GdkRGBA[4]){ color, color, color, color }, 4);
}

/* Kept with the words. NULL: there is no such picture. Caller unrefs. */
static GdkTexture *
find_picture (const PanelCalendarCanvas *canvas, const char *name)
{
  GdkTexture *picture = g_hash_table_lookup (canvas->words, name);
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;

  if (picture != NULL)
    return g_object_ref (picture);
  snapshot = gtk_snapshot_new ();
  draw_icon (canvas, snapshot, name);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return NULL;
  picture = panel_calendar_flat_new (canvas->widget, node, ICON, ICON);
  g_hash_table_insert (canvas->words, g_strdup (name), g_object_ref (picture));
  return picture;
}

static void
paint_icon (const PanelCalendarCanvas *canvas, const char *name, float left)
{
  float top = (float) (int) ((canvas->height - ICON) / 2); /* on whole pixels: it is copied */
  g_autoptr (GdkTexture) picture = canvas->words != NULL ? find_picture (canvas, name) : NULL;

  left = (float) (int) left;
  if (picture != NULL) {
    gtk_snapshot_append_texture (canvas->snapshot, picture,
                                 &GRAPHENE_RECT_INIT (left, top, ICON, ICON));
    return;
  }
  gtk_snapshot_save (canvas->snapshot);
  gtk_snapshot_translate (canvas->snapshot, &GRAPHENE_POINT_INIT (left, top));
  draw_icon (canvas, canvas->snapshot, name);
  gtk_snapshot_restore (canvas->snapshot);
}

/* At the end of the bar, as many as there is room for; that it repeats is said where there is
 * plenty. Gives the room that is left for words. */
static float
paint_marks (const PanelCalendarCanvas *canvas, const PanelCalendarBar *bar)
{
  float room = bar->width;

  for (gsize i = 0; panel_calendar_marks[i].icon != NULL && room >= ICON + 2; i++) {
    const PanelCalendarMark *mark = &panel_calendar_marks[i];

    if ((bar->marks & mark->mark) && (mark->mark != SESSION_MARK_SERIES || bar->width >= WIDE)) {
      room -= ICON + 2;
      paint_icon (canvas, mark->icon, left_of (canvas, bar->x + room, ICON));
    }
  }
  return room;
}

GHashTable *
panel_calendar_paint_words_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* Caller unrefs. */
static PangoLayout *
lay_out (const PanelCalendarCanvas *canvas, const char *text)
{
  PangoLayout *layout = canvas->words != NULL ? g_hash_table_lookup (canvas->words, text) : NULL;

  if (layout != NULL)
    return g_object_ref (layout);
  layout = gtk_widget_create_pango_layout (canvas->widget, text);
  if (canvas->words != NULL && g_hash_table_size (canvas->words) >= MOST_WORDS)
    g_hash_table_remove_all (canvas->words);
  if (canvas->words != NULL)
    g_hash_table_insert (canvas->words, g_strdup (text), g_object_ref (layout));
  return layout;
}

/* Cut off at the end, or the sign for it. */
static PangoLayout *
lay_out_less (const PanelCalendarCanvas *canvas, const PanelCalendarBar *bar, float room)
{
  const char *text = bar->text;
  PangoLayout *layout;

  if (room < LEAST_PART && bar->sign != NULL)
    return lay_out (canvas, bar->sign);
  if (room < LEAST_PART) {
    g_autofree char *letter = g_strndup (text, (gsize) (g_utf8_next_char (text) - text));

    return lay_out (canvas, letter);
  }
  layout = gtk_widget_create_pango_layout (canvas->widget, text);
  pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
paint_text (const PanelCalendarCanvas *canvas, const PanelCalendarBar *bar, float x, float room)
{
  g_autoptr (PangoLayout) layout = lay_out (canvas, bar->text);
  GdkRGBA color = panel_color_text (canvas->widget, 1);
  int width = 0;
  int height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  if ((float) width > room) {
    g_object_unref (layout);
    layout = lay_out_less (canvas, bar, room);
    pango_layout_get_pixel_size (layout, &width, &height);
  }
  if ((float) width > room + 1) /* what was cut off may be rounded up */
    return;
  gtk_snapshot_save (canvas->snapshot);
  gtk_snapshot_translate (canvas->snapshot,
                          &GRAPHENE_POINT_INIT (left_of (canvas, x, (float) width),
                                                (canvas->height - (float) height) / 2));
  gtk_snapshot_append_layout (canvas->snapshot, layout, &color);
  gtk_snapshot_restore (canvas->snapshot);
}

void
panel_calendar_paint_number (const PanelCalendarCanvas *canvas, float x, float width,
                             const char *text)
{
  g_autoptr (PangoLayout) layout = lay_out (canvas, text);
  GdkRGBA color = panel_color_text (canvas->widget, 0.9f);
  int text_width = 0;
  int height = 0;

  pango_layout_get_pixel_size (layout, &text_width, &height);
  x = left_of (canvas, x + (width - (float) text_width) / 2, (float) text_width);
  gtk_snapshot_save (canvas->snapshot);
  gtk_snapshot_translate (canvas->snapshot,
                          &GRAPHENE_POINT_INIT (x, (canvas->height - (float) height) / 2));
  gtk_snapshot_append_layout (canvas->snapshot, layout, &color);
  gtk_snapshot_restore (canvas->snapshot);
}

static void
paint (const PanelCalendarCanvas *canvas, const PanelCalendarBar *bar)
{
  float left = (float) (int) (left_of (canvas, bar->x, bar->width) + 0.5f);
  float right = (float) (int) (left_of (canvas, bar->x, bar->width) + bar->width + 0.5f);
  graphene_rect_t box =
      GRAPHENE_RECT_INIT (left, MARGIN, right - left, canvas->height - 2 * MARGIN);
  GdkRGBA failed = panel_color_named (canvas->widget, "error_color", 1);
  gboolean is_failed = (bar->marks & SESSION_MARK_FAILED) != 0;
  gboolean has_outline = is_failed || bar->origin == SESSION_ORIGIN_CALENDAR;
  GskRoundedRect outline;
  float room;

  if (bar->marks & SESSION_MARK_SEVERAL)
    paint_behind (canvas, &box);
  init_outline (canvas, bar, &box, &outline);
  fill (canvas, bar, &outline);
  if (has_outline)
    paint_outline (canvas, &outline, 1.5f, is_failed ? &failed : &bar->color);
  room = paint_marks (canvas, bar) - TEXT_MARGIN - 2;
  if (bar->text != NULL && *bar->text != '\0' && room > 0)
    paint_text (canvas, bar, bar->x + TEXT_MARGIN, room);
}

void
panel_calendar_paint_bar (const PanelCalendarCanvas *canvas, const PanelCalendarBar *bar)
{
  PanelCalendarBar faint = *bar;

  if (bar->marks & SESSION_MARK_PAST)
    faint.color.alpha *= PAST; /* not by an opacity of all: that takes longer than the rest */
  paint (canvas, &faint);
}
