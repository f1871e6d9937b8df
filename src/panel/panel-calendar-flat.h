/* panel-calendar-flat.h - what was drawn, as a picture of its pixels
 *
 * A small picture that comes again with each bar: to colour it anew for each frame takes ten times
 * as long as to copy its pixels.
 */
#pragma once

#include <gtk/gtk.h>

/* From the upper left corner on. Caller unrefs. */
GdkTexture *panel_calendar_flat_new (GtkWidget *widget, GskRenderNode *node, int width, int height);
