/* panel-in-sight.c - scrolls to a widget that has just come to be
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-in-sight.h"

/* A frame ticks before it lays out, so the second one knows the place. */
#define LAID_OUT 2
/* When the focus moves, GTK scrolls there, and takes 200 ms for it. */
#define SCROLLED_US (300 * 1000)

typedef struct
{
  gint64 pause_us; /* at least so long */
  gint64 frame;    /* the first one; 0: not yet */
  gint64 frame_us;
} Wait;

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Wait *wait = data;
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment;
  graphene_rect_t place;

  if (wait->frame == 0) {
    wait->frame = gdk_frame_clock_get_frame_counter (clock);
    wait->frame_us = gdk_frame_clock_get_frame_time (clock);
  }
  if (gdk_frame_clock_get_frame_counter (clock) < wait->frame + LAID_OUT ||
      gdk_frame_clock_get_frame_time (clock) < wait->frame_us + wait->pause_us)
    return G_SOURCE_CONTINUE;
  if (viewport == NULL || !gtk_widget_compute_bounds (widget, viewport, &place))
    return G_SOURCE_REMOVE;

  /* Within the part that is shown. */
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  place.origin.y += (float) gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, place.origin.y, place.origin.y + place.size.height);
  return G_SOURCE_REMOVE;
}

static void
scroll (GtkWidget *widget, gint64 pause_us)
{
  Wait *wait = g_new0 (Wait, 1);

  wait->pause_us = pause_us;
  gtk_widget_add_tick_callback (widget, tick_cb, wait, g_free);
}

void
panel_in_sight_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (widget);
  scroll (widget, 0);
}

void
panel_in_sight_show (GtkWidget *widget)
{
  scroll (widget, SCROLLED_US);
}
