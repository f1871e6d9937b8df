/* panel-calendar-paint.h - what bars, selected days and marks look like
 *
 * Where an absence comes from is told by the fill (solid, hatched, dotted, outline), its type by
 * the colour and a word, its states by small pictures: never by colour alone.
 */
#pragma once

#include "session-bars.h"

#include <gtk/gtk.h>

/* Where is drawn. x counts from the side on which reading begins. */
typedef struct
{
  GtkWidget *widget; /* whose font and colours */
  GtkSnapshot *snapshot;
  float width;
  float height;
  gboolean is_mirrored;
  GHashTable
      *words; /* panel_calendar_paint_words_new (), of widgets of the same font; NULL: none */
} PanelCalendarCanvas;

typedef struct
{
  float x;
  float width;
  SessionOrigin origin;
  guint marks; /* SessionMarks */
  GdkRGBA color;
  gboolean is_cut_before; /* it goes on where nothing is shown */
  gboolean is_cut_after;
  const char *text; /* NULL: none */
  const char *sign; /* where there is no room for a part of text; NULL: its first letter */
} PanelCalendarBar;

#define PANEL_CALENDAR_LEAST_BAR 5 /* pixels: so wide that it is seen */

/* Words that were laid out, and pictures by their names: they come again and again. To be emptied
 * when the font changes. Caller unrefs. */
GHashTable *panel_calendar_paint_words_new (void);

/* Space around what is measured as one line of text. */
int panel_calendar_paint_margin (void);

void panel_calendar_paint_bar (const PanelCalendarCanvas *canvas, const PanelCalendarBar *bar);
void panel_calendar_paint_color (const PanelCalendarCanvas *canvas, float x, float width,
                                 const GdkRGBA *color);
void panel_calendar_paint_frame (const PanelCalendarCanvas *canvas, float x, float width,
                                 const GdkRGBA *color);
/* In the middle of a day. */
void panel_calendar_paint_number (const PanelCalendarCanvas *canvas, float x, float width,
                                  const char *text);
/* Dots from there on: nothing is known yet. */
void panel_calendar_paint_unknown (const PanelCalendarCanvas *canvas, float x);
