/* panel-in-sight.h - scrolls to a widget that has just come to be */
#pragma once

#include <gtk/gtk.h>

/* Gives it the focus, and scrolls what it is in as soon as its place is known: GTK 4.8 scrolls to
 * what gets the focus at once, to the place that it had before. */
void panel_in_sight_focus (GtkWidget *widget);
/* Without the focus: a message that belongs to what has it. */
void panel_in_sight_show (GtkWidget *widget);
