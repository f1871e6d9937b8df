/* panel-edit-wait.h - an action that is about a text waits for what has been typed into it
 *
 * What is typed into a PanelEditPage goes to the engine first, whose process may be slow to be
 * heard of. An action that changes the text, or takes it, comes after what was typed before it, and
 * before what is typed behind it. Main thread only.
 */
#pragma once

#include <gtk/gtk.h>

/* Asked first by what an action of top does. TRUE: something is on its way to one of the pages in
 * top; nothing is to be done now, and the action is activated on top again when it has come. */
gboolean panel_edit_wait (GtkWidget *top, const char *action, GVariant *target);
