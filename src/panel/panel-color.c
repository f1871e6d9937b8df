/* panel-color.c - the platform's colours for what is drawn by hand
 *
 * Later GTK calls the only way to ask for them deprecated, and has no other one for named colours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-color.h"

GdkRGBA
panel_color_text (GtkWidget *widget, float alpha)
{
  GdkRGBA color;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  G_GNUC_END_IGNORE_DEPRECATIONS
  color.alpha *= alpha;
  return color;
}

GdkRGBA
panel_color_named (GtkWidget *widget, const char *name, float alpha)
{
  GdkRGBA color;
  gboolean is_known;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  is_known = gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color);
  G_GNUC_END_IGNORE_DEPRECATIONS
  if (!is_known)
    return panel_color_text (widget, alpha);
  color.alpha *= alpha;
  return color;
}
