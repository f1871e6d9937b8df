/* panel-save-file.h - asks where something shall go, and writes it there: as a whole or not at all
 */
#pragma once

#include <gtk/gtk.h>

/* How it came out, in words for people; NULL when nothing was chosen. */
typedef void (*PanelSaveFileDone) (const char *words, gpointer data);

/* title: of the window that asks; name: the file's, to begin with; text: taken. done is called
 * once.
 */
void panel_save_file (GtkWindow *parent, const char *title, const char *name, char *text,
                      PanelSaveFileDone done, gpointer data);
