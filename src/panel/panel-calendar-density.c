/* panel-calendar-density.c - the share of a part's people who are away on each day
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-density.h"

#include "panel-color.h"

#include <glib/gi18n-lib.h>

#define LEAST 2 /* pixels: somebody is away */
#define MARGIN 4
#define MARK 9 /* the triangle */
#define ROOM_FOR_NUMBER 22
#define ROOM_FOR_BOTH 44

/* One row that is being drawn. */
typedef struct
{
  const PanelCalendarCanvas *canvas;
  const guint32 *away; /* from the span's first day on */
  guint n_days;
  guint n_all;
  guint warn;
  double day; /* pixels */
} Density;

static gboolean
is_too_many (guint away, guint n_all, guint warn)
{
  return n_all > 0 && (guint64) away * 100 > (guint64) n_all * warn;
}

/* The numbers of the days that are shown; NULL: they were not counted. */
static const guint32 *
find_numbers (PanelCalendarSpan *span, SessionTeamHead *head)
{
  gint32 first;
  guint n_days;
  const guint32 *away = session_team_head_away (head, &first, &n_days);

  if (away == NULL || first != panel_calendar_span_first (span) ||
      n_days != panel_calendar_span_n_days (span))
    return NULL;
  return away;
}

/* Days of the same share are one rectangle; all of one colour are one path. */
static void
fill (const Density *self, cairo_t *cairo, gboolean wants_too_many, const GdkRGBA *color)
{
  double height = self->canvas->height - 2 * MARGIN;

  for (guint i = 0; i < self->n_days;) {
    guint end = i + 1;
    double share = (double) self->away[i] / MAX (self->n_all, 1);
    double column = MAX (share * height, LEAST);

    while (end < self->n_days && self->away[end] == self->away[i])
      end++;
    if (self->away[i] > 0 && is_too_many (self->away[i], self->n_all, self->warn) == wants_too_many)
      cairo_rectangle (cairo, i * self->day, self->canvas->height - MARGIN - column,
                       (end - i) * self->day, column);
    i = end;
  }
  gdk_cairo_set_source_rgba (cairo, color);
  cairo_fill (cairo);
}

/* One for each run of days. */
static void
mark (const Density *self, cairo_t *cairo, const GdkRGBA *color)
{
  double top = (self->canvas->height - MARK) / 2;

  for (guint i = 0; i < self->n_days; i++) {
    guint first = i;
    double middle;
    double width;

    while (i < self->n_days && is_too_many (self->away[i], self->n_all, self->warn))
      i++;
    if (i == first)
      continue;
    width = (i - first) * self->day;
    middle = first * self->day + MIN (width / 2, MARK);
    cairo_move_to (cairo, middle, top);
    cairo_line_to (cairo, middle + MARK / 2.0, top + MARK);
    cairo_line_to (cairo, middle - MARK / 2.0, top + MARK);
    cairo_close_path (cairo);
  }
  gdk_cairo_set_source_rgba (cairo, color);
  cairo_fill (cairo);
}

static void
write_numbers (const Density *self)
{
  for (guint i = 0; i < self->n_days && self->day >= ROOM_FOR_NUMBER; i++) {
    char text[16];

    if (self->away[i] == 0 ||
        (self->day < ROOM_FOR_BOTH && is_too_many (self->away[i], self->n_all, self->warn)))
      continue;
    g_snprintf (text, sizeof text, "%u", self->away[i]);
    panel_calendar_paint_number (self->canvas, (float) (i * self->day), (float) self->day, text);
  }
}

void
panel_calendar_density_draw (const PanelCalendarCanvas *canvas, PanelCalendarSpan *span,
                             SessionTeamHead *head, guint warn)
{
  guint n_days = panel_calendar_span_n_days (span);
  Density self = { .canvas = canvas,
                   .away = find_numbers (span, head),
                   .n_days = n_days,
                   .n_all = session_team_head_n_all (head),
                   .warn = warn,
                   .day = canvas->width / (double) n_days };
  GdkRGBA usual = panel_color_named (canvas->widget, "accent_bg_color", 0.45f);
  GdkRGBA many = panel_color_named (canvas->widget, "warning_bg_color", 0.9f);
  GdkRGBA text = panel_color_text (canvas->widget, 0.9f);
  cairo_t *cairo;

  if (self.away == NULL)
    return;
  cairo = gtk_snapshot_append_cairo (canvas->snapshot,
                                     &GRAPHENE_RECT_INIT (0, 0, canvas->width, canvas->height));
  if (canvas->is_mirrored) {
    cairo_translate (cairo, canvas->width, 0);
    cairo_scale (cairo, -1, 1);
  }
  fill (&self, cairo, FALSE, &usual);
  fill (&self, cairo, TRUE, &many);
  mark (&self, cairo, &text);
  cairo_destroy (cairo);
  write_numbers (&self);
}

char *
panel_calendar_density_text (SessionTeamHead *head, gint32 day, guint warn)
{
  gint32 first;
  guint n_days;
  const guint32 *away = session_team_head_away (head, &first, &n_days);
  guint n_all = session_team_head_n_all (head);
  const char *name = session_team_head_name (head);
  guint n;

  if (away == NULL || day < first || day - first >= (gint32) n_days)
    /* Translators: a part of the people, such as a department, and how many they are */
    return g_strdup_printf (ngettext ("%s: %'u person", "%s: %'u people", n_all), name, n_all);
  n = away[day - first];
  if (is_too_many (n, n_all, warn))
    /* Translators: "Sales: 7 of 12 people away, more than 50 %" */
    return g_strdup_printf (ngettext ("%s: %'u of %'u person away, more than %u %%",
                                      "%s: %'u of %'u people away, more than %u %%", n_all),
                            name, n, n_all, warn);
  /* Translators: "Sales: 5 of 12 people away" */
  return g_strdup_printf (
      ngettext ("%s: %'u of %'u person away", "%s: %'u of %'u people away", n_all), name, n, n_all);
}
