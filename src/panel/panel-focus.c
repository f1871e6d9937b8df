/* panel-focus.c - widgets that pass the focus on to a part of theirs, when it is given to them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-focus.h"

static gboolean
is_forward (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  return direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_DOWN ||
         direction == (is_rtl ? GTK_DIR_LEFT : GTK_DIR_RIGHT);
}

static gboolean
step (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *(*const first) (GtkWidget *) =
      is_forward (widget, direction) ? gtk_widget_get_first_child : gtk_widget_get_last_child;
  GtkWidget *(*const next) (GtkWidget *) =
      is_forward (widget, direction) ? gtk_widget_get_next_sibling : gtk_widget_get_prev_sibling;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  for (child = child != NULL ? child : first (widget); child != NULL; child = next (child))
    if (gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}

void
panel_focus_pass_on (GtkWidgetClass *klass, gboolean (*grab_focus) (GtkWidget *widget))
{
  klass->grab_focus = grab_focus;
  klass->focus = step;
}
