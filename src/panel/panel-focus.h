/* panel-focus.h - widgets that pass the focus on to a part of theirs, when it is given to them
 *
 * GTK asks a container that has nothing left to step to to grab the focus itself. One that passes
 * it on then sends whoever steps with Tab back to that part, and out of reach of the rest.
 */
#pragma once

#include <gtk/gtk.h>

/* In class_init: grab_focus passes the focus on, and stepping goes through the children in order.
 */
void panel_focus_pass_on (GtkWidgetClass *klass, gboolean (*grab_focus) (GtkWidget *widget));
