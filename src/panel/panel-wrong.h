/* panel-wrong.h - marks what has to be filled in otherwise
 */
#pragma once

#include <gtk/gtk.h>

void panel_wrong_set (GtkWidget *widget, gboolean is_wrong);

/* The sentence of a page below its rows; NULL takes it away. */
void panel_wrong_say (GtkLabel *label, const char *sentence);
