/* panel-remedy.h - a remedy as people read it: the sentence, and each command in it on a row of its
 * own with a button that copies it */
#pragma once

#include <gtk/gtk.h>

/* Takes the place of what the box, a vertical one, holds; the box is shown when there is a remedy.
 * remedy may be NULL. */
void panel_remedy_fill (GtkBox *box, const char *remedy);
