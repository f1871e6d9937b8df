/* panel-color.h - the platform's colours for what is drawn by hand
 */
#pragma once

#include <gtk/gtk.h>

/* A named colour of the style, such as "accent_color", as it is now: dark and high contrast follow.
 * alpha: 1 for as it is. */
GdkRGBA panel_color_named (GtkWidget *widget, const char *name, float alpha);

/* That of the widget's text. */
GdkRGBA panel_color_text (GtkWidget *widget, float alpha);
