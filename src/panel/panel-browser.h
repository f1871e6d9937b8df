/* panel-browser.h - the person's browser */
#pragma once

#include <gtk/gtk.h>

/* Begins only: whether a browser comes is not known. widget: in a window. An address that is not
 * http or https is not opened. */
void panel_browser_open (GtkWidget *widget, const char *url);
