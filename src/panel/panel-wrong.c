/* panel-wrong.c - marks what has to be filled in otherwise
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-wrong.h"

#include "panel-in-sight.h"

void
panel_wrong_set (GtkWidget *widget, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (widget, "error");
  else
    gtk_widget_remove_css_class (widget, "error");
}

void
panel_wrong_say (GtkLabel *label, const char *sentence)
{
  gtk_label_set_text (label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL);
  if (sentence != NULL)
    panel_in_sight_show (GTK_WIDGET (label));
}
