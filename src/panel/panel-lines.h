/* panel-lines.h - lists of plain lines of text, which look alike in all windows
 */
#pragma once

#include <gtk/gtk.h>

/* A row of text, cut where there is no room, with the whole of it as its tooltip. The label is the
 * list's. */
GtkWidget *panel_lines_append (GtkListBox *list, const char *text);

/* Takes out all rows, of whatever kind they are. */
void panel_lines_clear (GtkListBox *list);

/* Lists of any length, to be read only. lines: taken. */
void panel_lines_show (GtkListView *view, GtkStringList *lines);
