/* panel-calendar-flat.c - what was drawn, as a picture of its pixels
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-calendar-flat.h"

GdkTexture *
panel_calendar_flat_new (GtkWidget *widget, GskRenderNode *node, int width, int height)
{
  int scale = gtk_widget_get_scale_factor (widget);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;
  cairo_t *cairo;

  cairo_surface_set_device_scale (surface, scale, scale);
  cairo = cairo_create (surface);
  gsk_render_node_draw (node, cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      stride * (gsize) (height * scale),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes, stride);
}
