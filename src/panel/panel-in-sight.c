/* panel-in-sight.c - scrolls to a widget that has just come to be
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-in-sight.h"

/* A frame ticks before it lays out, so the second one knows the place. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  gint64 *begun = data;
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment;
  graphene_rect_t place;

  if (*begun == 0)
    *begun = gdk_frame_clock_get_frame_counter (clock);
  if (gdk_frame_clock_get_frame_counter (clock) < *begun + 2)
    return G_SOURCE_CONTINUE;
  if (viewport == NULL || !gtk_widget_compute_bounds (widget, viewport, &place))
    return G_SOURCE_REMOVE;

  /* Within the part that is shown. */
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  place.origin.y += (float) gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, place.origin.y, place.origin.y + place.size.height);
  return G_SOURCE_REMOVE;
}

void
panel_in_sight_focus (GtkWidget *widget)
{
  gtk_widget_grab_focus (widget);
  gtk_widget_add_tick_callback (widget, tick_cb, g_new0 (gint64, 1), g_free);
}
